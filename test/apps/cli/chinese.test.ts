import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../scenarios/index.ts'
import { droporder } from './shell.ts'

/** Names that stand for themselves in any language: scenarios, cards, points with their faults, accounts, files, commands. */
function withoutNames(line: string): string {
  return (
    line
      .replace(/│.*│|│.*$/, '')
      .replace(/(重放|Replay).*$/, '')
      .replace(/[a-z]+(\.[A-Za-z0-9]+)*#[\d.*]+=\w+(\([^)]*\))?/g, '')
      .replace(
        /\b(probe|credit-ok-2|credit-ok|debit-ok|insufficient-funds|partial-approval|wrong-pin|lost-card|chip-ok|chip-declines)\b/g,
        '',
      )
      .replace(/\b(CNY|TCP|MAC|PIN|POS|fin|rst)\b/g, '')
      // Codes: an error's, a difference's cause.
      .replace(/\b[A-Z]+_[A-Z_]+\b|（[A-Za-z]+）/g, '')
      .replace(/\b(cardholder|merchant|clearing|issuer):?\S*/g, '')
  )
}

/** Scenario, mutant, faults that show it, invariants that it breaks. */
const defective: readonly (readonly [id: string, firmware: string, faults: string, broken: string])[] = [
  [
    'response-lost',
    'late-approval-accepted',
    'link.request.0200#1=delay(80000); link.request.0200#2=delay(65000)',
    'S7 S8 S11 S13 L1',
  ],
  ['response-lost', 'intent-stored-after-send', '', 'S5'],
  ['chip-approved', 'approved-before-the-chip', '', 'S6'],
  ['balance-answer-lost', 'counters-not-stored', 'link.send.0200#1=cutAfter', 'S10'],
  ['response-lost', 'lost-line-taken-for-decline', 'link.request.0200#1=truncate(1,rst)', 'L8'],
  ['response-lost', 'retries-without-end', 'link.response.0210#1=drop; link.request.0400#*=drop', 'S16 L6'],
  ['response-lost', 'failed-connect-counted', 'link.request.0200#1=outage(210000)', 'L1'],
  ['paper-out', 'reprint-unmarked', 'printer.line#16=cutAfter', 'S9'],
  ['paper-out', 'slip-given-up', 'printer.status#1=nearEnd', 'L4'],
  ['response-lost', 'reversed-after-printing', 'printer.line#1=cutAfter', 'L3'],
  ['response-lost', 'reversal-mac-unchecked', 'link.request.0200#1=drop; link.request.0400#1=corrupt(30)', 'S1 S4'],
  ['partial-approval-lost', 'part-reversed-in-full', 'link.send.0200#1=cutAfter', 'S1 S3'],
  ['response-lost', 'lost-clearing-not-listed', 'host.authorize.0200#1=lostClearing', 'S2'],
  ['partial-approval', 'part-taken-for-all', '', 'S15'],
]

describe('run --lang zh', () => {
  it.each(Object.values(catalogue).map(({ id }) => id))(
    '%s leaves no English word of ours in the story',
    async (id) => {
      const { code, out } = await droporder(['run', id, '--lang', 'zh'])
      expect(code).toBe(0)
      const left = out.split('\n').filter((line) => /[A-Za-z]{3,}/.test(withoutNames(line.replace(id, ''))))
      expect(left).toEqual([])
      // Every event names its lane in Chinese.
      const lanes = [...out.matchAll(/^ *\d+\.\d{3} (\S+)/gm)].map(([, lane]) => lane ?? '')
      expect(lanes.length).toBeGreaterThan(20)
      expect(lanes.filter((lane) => !/^\p{Script=Han}+$/u.test(lane))).toEqual([])
    },
  )

  it('says a table of the whole catalogue in Chinese', async () => {
    const { out } = await droporder(['run', '--lang', 'zh'])
    const left = out.split('\n').filter((line) => /[A-Za-z]{3,}/.test(line.replace(/^\S+/, '')))
    expect(left).toEqual([])
  })

  it.each(defective)('%s: says what %s breaks in Chinese', async (id, firmware, faults, broken) => {
    const { code, out } = await droporder(['run', id, '--firmware', firmware, '--faults', faults, '--lang', 'zh'])
    expect(code).toBe(1)
    const lines = out.split('\n')
    expect(lines.filter((line) => /[A-Za-z]{3,}/.test(withoutNames(line.replace(id, ''))))).toEqual([])
    const said = lines.flatMap((line) => /^([SL]\d+) @\d+ \(.*\) {2}.*\p{Script=Han}/u.exec(line)?.[1] ?? [])
    expect([...new Set(said)]).toEqual(expect.arrayContaining(broken.split(' ')))
  })

  it('says it to build servers in Chinese, and in JSON in both languages', async () => {
    const run = ['run', 'response-lost', '--firmware', 'timeout-taken-for-decline', '--lang', 'zh']
    const { out: xml } = await droporder([...run, '--format', 'junit'])
    expect(xml).toContain('message="000001/000002：认定为已拒绝，但没有正确的应答为据"')
    expect(xml).toMatch(/type="expected" message="\S+：应为 .+，实为 /)
    const { out: json } = await droporder([...run, '--format', 'json'])
    const [played] = JSON.parse(json) as [{ violations: unknown[] }]
    expect(played.violations[0]).toMatchObject({
      message: '000001/000002: taken for declined, but no right answer said so',
      messageZh: '000001/000002：认定为已拒绝，但没有正确的应答为据',
    })
  })
})
