import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { runsOf } from '../../street/runs.ts'
import { commandIn } from './pasted.ts'
import { freshDroporder, testFolder } from './process.ts'
import { droporder } from './shell.ts'

/** A scenario that is not ours: two cards, a decline, and the approval of the first sale lost. */
const OWN = `id: two-cards
title: { en: Two cards, zh: 两张卡 }
steps:
  - sale: { card: debit-ok, amount: "77.31" }
  - sale: { card: lost-card, amount: "9.99" }
  - sale: { card: credit-ok-2, amount: "0.01" }
faults:
  - link.response.0210#1=drop
expect:
  sales:
    - { outcome: reversed, cardholder: "0.00", receipt: none }
    - { outcome: declined, cardholder: "0.00", receipt: none }
    - { outcome: approved, cardholder: "0.01", receipt: complete }
`

/** The balances of a ledger file, read without our code. */
function balancesIn(file: string): Readonly<Record<string, number>> {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare('SELECT account, balance_minor FROM accounts').all()
  const posted = database.prepare('SELECT account, sum(delta_minor) AS sum FROM postings GROUP BY account').all()
  database.close()
  const balances = Object.fromEntries(rows.map((row) => [String(row['account']), Number(row['balance_minor'])]))
  expect(Object.fromEntries(posted.map((row) => [String(row['account']), Number(row['sum'])]))).toEqual(balances)
  return balances
}

/** The last column of the accounts' table, as minor units. */
function balancesTold(out: string): readonly number[] {
  const table = /^(?:account|账户) .*\n((?:.*\d\.\d\d\n)+)/m.exec(out)?.[1] ?? ''
  return [...table.matchAll(/(-?\d+)\.(\d\d)$/gm)].map(([, whole, cents]) => Number(`${whole}${cents}`))
}

const cases: readonly (readonly [name: string, args: readonly string[], id: string, verdict: RegExp])[] = [
  ['without a word', [], 'response-lost', /^Verdict +held/m],
  ['with another scenario in Chinese', ['paper-out', '--lang', 'zh'], 'paper-out', /^判定 +成立/m],
  ['with a power cut', ['power-cut-after-approval'], 'power-cut-after-approval', /^Verdict +held/m],
  ['with a file', ['mine.yaml'], 'two-cards', /^Verdict +held/m],
]

describe.each(cases)('start %s', (_name, args, id, verdict) => {
  it('plays over two real ports and shows the ladder, the slips and the money that stands in the file', async () => {
    const cwd = testFolder()
    writeFileSync(join(cwd, 'mine.yaml'), OWN)
    const { code, out, err } = await freshDroporder(['start', ...args], cwd)
    expect({ code, err }).toEqual({ code: 0, err: '' })

    const line = /^.*TCP.*$/m.exec(out)?.[0] ?? ''
    const [, host, relay] = /(\d{4,5})\D+(\d{4,5})/.exec(line) ?? []
    expect(Number(host)).toBeGreaterThan(1023)
    expect(Number(relay)).toBeGreaterThan(1023)
    expect(host).not.toBe(relay)
    const bytes = [...line.matchAll(/→ *\S+ (\d+)/g)].map(([, count]) => Number(count))
    expect(bytes).toHaveLength(4)
    expect(Math.min(...bytes)).toBeGreaterThan(100)

    expect(out).toMatch(/──0200─▶[\s\S]*◀─0210──/)
    expect(out).toMatch(/END \d{6} M[\s\S]*END \d{6} C/)
    for (const row of out.split('\n')) {
      if (!/^\S*(Replay|重放)/.test(row) && !row.includes('TCP')) expect(stringWidth(row), row).toBeLessThanOrEqual(100)
    }
    expect(out).toMatch(verdict)

    const balances = balancesIn(join(cwd, 'out', 'start', `${id}.sqlite`))
    expect(balancesTold(out).toSorted()).toEqual(Object.values(balances).toSorted())
    expect(Object.keys(balances).length).toBeGreaterThan(2)
    expect(Object.values(balances).reduce((sum, balance) => sum + balance, 0)).toBe(0)
  })

  it('ends with a line that plays the same run again, event by event, on the wire it came from', async () => {
    const cwd = testFolder()
    writeFileSync(join(cwd, 'mine.yaml'), OWN)
    const { out } = await freshDroporder(['start', ...args], cwd)
    const pasted = commandIn(out)
    expect(pasted).toContain('--wire')
    const again = await freshDroporder(pasted, cwd)
    expect(again.code).toBe(0)
    const ladder = (text: string) => text.slice(0, text.search(/^(Real TCP|真实|Money|资金)/m)).trim()
    const inEnglish = args.includes('zh') ? (await freshDroporder(['start', id], cwd)).out : out
    expect(ladder(again.out)).toBe(ladder(inEnglish))

    const [replayed] = runsOf((await freshDroporder([...pasted, '--format', 'json'], cwd)).out)
    const file = args.find((arg) => arg.endsWith('.yaml'))
    const simulated = await droporder(['run', file === undefined ? id : join(cwd, file), '--format', 'json'])
    expect(replayed?.wire).toBe('tcp')
    expect(replayed?.traceHash).toBe(runsOf(simulated.out)[0]?.traceHash)
  })
})
