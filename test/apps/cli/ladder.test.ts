import { describe, expect, it } from 'vitest'
import { droporder } from './shell.ts'

/** What is read of the flash when the terminal starts again, until something is written to it. */
async function readAtStart(...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await droporder(['run', ...args])
  const [, start = ''] = /starts again\n([\s\S]*?)(?:erased|writes)/.exec(out) ?? []
  const events = start.split(/^ +\d+\.\d{3} /m).map((event) => event.replace(/\s+/g, ' ').trim())
  return events.flatMap((event) => (event.startsWith('flash reads ') ? [event.slice('flash reads '.length)] : []))
}

describe('the ladder of a terminal that starts again', () => {
  it('tells once for each bank which record of a sale is its last', async () => {
    expect(await readAtStart('power-cut-after-approval')).toEqual([
      'bank 0: last outcome 000001/000002 code 00',
      'bank 1: last outcome 000001/000002 code 00',
    ])
  })

  it('tells which bank has something that cannot be read', async () => {
    expect(await readAtStart('torn-journal')).toEqual([
      'bank 0: last intent 000001/000002, something in it is unreadable',
      'bank 1: last intent 000001/000002',
    ])
    expect(await readAtStart('intent-rotten-then-torn')).toEqual([
      'bank 0: no sale in it, something in it is unreadable',
      'bank 1: last intent 000001/000002',
    ])
    const torn = await readAtStart('response-lost', '--faults', 'flash.write.intent#1=torn(copy)')
    expect(torn).toEqual(['bank 0: last intent 000001/000002', 'bank 1: no sale in it'])
  })

  it('shows that a firmware reads one bank twice', async () => {
    const faults = 'flash.sync.intent#1=cutAfter'
    const read = await readAtStart('response-lost', '--faults', faults, '--firmware', 'single-bank-flash')
    expect(read.map((line) => line.slice(0, 6))).toEqual(['bank 0', 'bank 0'])
  })
})

describe('what the host says of the code A0', () => {
  it('is that the MAC does not hold, unless it only answers so', async () => {
    const { out: altered } = await droporder(['run', 'response-lost', '--faults', 'link.request.0200#1=tamper(4)'])
    const { out: told } = await droporder(['run', 'response-lost', '--faults', 'host.authorize.0200#1=code(A0)'])
    expect(altered).toContain('code A0 (its MAC does not hold)')
    expect(told).toContain('code A0')
    expect(told).not.toContain('MAC does not hold')
  })
})

describe('the ladder of what is put down', () => {
  const linesOf = async (lane: string, ...args: readonly string[]) => {
    const { out } = await droporder(['run', ...args])
    return out.split('\n').filter((line) => line.includes(` ${lane} `))
  }

  it('tells of the ledger what a line without money is about', async () => {
    const tombstone = await linesOf('ledger', 'response-lost', '--faults', 'link.request.0200#1=drop')
    expect(tombstone[0]).toContain('notes the tombstone of 000001/000002, no money moves')
    const [declined] = await linesOf('ledger', 'sale-declined')
    expect(declined).toContain('notes sale 000001/000002, code 51, no money moves')
  })

  it('says of a host without tombstones what it should do, and not that it did', async () => {
    const args = ['response-lost', '--faults', 'link.request.0200#1=drop', '--firmware', 'no-tombstone']
    expect((await linesOf('host', ...args)).join()).toContain('no such sale, a tombstone is due')
    expect((await linesOf('ledger', ...args)).join()).not.toContain('tombstone')
  })

  it('calls field 39 of a reversal its reason, and of an answer its code', async () => {
    const told = await linesOf('line', 'response-lost')
    const [left] = told.filter((line) => line.includes('●──0400─▶'))
    expect(left).toContain('reason 98')
    expect(told.join()).not.toContain('code 98')
    const international = await linesOf('line', 'iso87-response-lost')
    expect(international.find((line) => line.includes('●──0420─▶'))).toContain('reason ')
    const zh = await linesOf('线路', 'response-lost', '--lang', 'zh')
    expect(zh.find((line) => line.includes('●──0400─▶'))).toContain('原因 98')
  })

  it('tells of a hand at the printer only where one is needed', async () => {
    const printed = async (fault: string) =>
      (await linesOf('printer', 'response-lost', '--faults', `printer.line#3=${fault}`)).join()
    expect(await printed('overheat')).not.toContain('repaired')
    expect(await printed('jam')).toContain('repaired')
    expect(await printed('paperOut')).toMatch(/out of paper.*paper loaded/)
  })

  it('tells who types what, and what a terminal says of an answer without a code', async () => {
    expect((await linesOf('clerk', 'reversals-exhausted')).join()).toContain("types the supervisor's code")
    expect((await linesOf('customer', 'reversals-exhausted')).join()).not.toContain('types the PIN')
    const screen = (await linesOf('screen', 'answer-without-code-forgotten')).join()
    expect(screen).toContain('Declined, no response code · CNY 128.00')
  })

  it('tells a sync that had nothing to make safe', async () => {
    const told = await linesOf('flash', 'response-lost', '--firmware', 'counters-not-stored')
    expect(told[0]).toContain('synced, and there was nothing to write')
    expect((await linesOf('flash', 'response-lost')).join()).not.toContain('nothing to write')
  })

  it('counts the attempts of a reversal in all and in their round', async () => {
    const faults = 'link.request.0200#1=drop; link.request.0400#1=tamper(4)'
    const told = (await linesOf('flash', 'response-lost', '--faults', faults)).join()
    expect(told).toContain('reason 98 attempt 2 (1 of its round)')
  })
})
