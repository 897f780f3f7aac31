import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CliProcess, testFolder } from '../apps/cli/process.ts'
import { Shop } from './shop.ts'
import { filesBelow, tracesOf } from './traces-of.ts'

/** Sells until the terminal says that all is done: a terminal that is stuck wants somebody to start it again. */
async function sellOn(shop: Shop, sale: string): Promise<void> {
  for (let tries = 1; tries <= 4; tries++) {
    if ((await shop.endOf(shop.terminal(sale))) === 0) return
  }
  throw new Error(`the terminal stays stuck:\n${shop.paper.join('\n')}`)
}

const stansOf = (shop: Shop, amountMinor: number) =>
  Object.entries(shop.paid())
    .filter(([, paid]) => paid === amountMinor)
    .map(([stan]) => stan)

describe('droporder host and droporder terminal', () => {
  it('are two processes that make a sale, and both end well', async () => {
    const shop = new Shop(testFolder())
    const host = await shop.host()
    expect(await shop.endOf(shop.terminal('credit-ok=12.34', 'debit-ok=5.00'))).toBe(0)
    host.kill('SIGTERM')
    expect(await host.ended).toBe(0)
    expect(host.err).toBe('')
    expect(Object.values(shop.paid()).toSorted()).toEqual([1234, 500])
    expect(shop.torn()).toEqual([])
  })

  it('sell twice when the terminal is replaced by another one: the host does not take its sales for those of the first', async () => {
    const shop = new Shop(testFolder())
    await shop.host()
    const sales = ['credit-ok=12.34', 'debit-ok=5.00']
    expect(await shop.endOf(shop.terminal(...sales))).toBe(0)
    rmSync(join(shop.folder, 'flash.bin'))
    expect(await shop.endOf(shop.terminal(...sales))).toBe(0)
    expect(shop.paidKeys()).toEqual(['000001/000002', '000001/000003', '000002/000002', '000002/000003'])
  })

  it('each keep their file for themselves, and leave it to the next one when they are killed', async () => {
    const shop = new Shop(testFolder())
    const host = await shop.host()
    const terminal = shop.terminal()
    await terminal.until(/▐/)
    const second = shop.terminal('credit-ok=1.00')
    expect(await second.ended).toBe(2)
    expect(second.err).toMatch(/^error FLASH_BUSY: /)
    const other = new CliProcess(['host', '--port', '0', '--ledger', 'ledger.sqlite'], shop.folder)
    expect(await other.ended).toBe(2)
    expect(other.err).toMatch(/^error LEDGER_BUSY: /)
    for (const one of [terminal, host]) {
      one.kill('SIGKILL')
      await one.ended
    }
    await shop.host()
    expect(await shop.endOf(shop.terminal('credit-ok=1.00'))).toBe(0)
  })

  it('a terminal that nobody answers says why, and which sales were not made', async () => {
    const args = ['terminal', '--connect', '127.0.0.1:9', '--flash', 'mine.flash', '--sale', 'credit-ok=1.00']
    const terminal = new CliProcess(args, testFolder())
    expect(await terminal.ended).toBe(1)
    expect(terminal.err).toContain('line: nobody answers at 127.0.0.1:9\n')
    expect(terminal.err).toMatch(/1 of the sales was never begun\n$/)
  })

  it.each<[how: string, end: (terminal: CliProcess) => void]>([
    ['quit is typed', (terminal) => terminal.type('quit')],
    ['it is interrupted', (terminal) => terminal.kill('SIGINT')],
  ])('a terminal with a person at its keyboard ends when %s', async (_, end) => {
    const shop = new Shop(testFolder())
    await shop.host()
    const terminal = shop.terminal()
    await terminal.until(/1 sale/)
    for (const typed of ['sale', '1.00', 'credit-ok']) terminal.type(typed)
    await terminal.until(/▐/)
    end(terminal)
    expect(await terminal.ended).toBe(0)
  })

  it('print one JSON document a line, and the terminal what stands on its screen', async () => {
    const shop = new Shop(testFolder())
    const host = await shop.host()
    const terminal = shop.terminal('credit-ok=1.00')
    await shop.endOf(terminal)
    const events = host.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly at: string; readonly lane: string; readonly kind: string })
    expect(events.map(({ lane, kind }) => `${lane}.${kind}`)).toEqual(
      expect.arrayContaining([
        'host.listening',
        'host.request.received',
        'host.decided',
        'ledger.committed',
        'host.answered',
      ]),
    )
    for (const { at } of events) expect(new Date(at).toISOString()).toBe(at)
    expect(terminal.out).toContain('CNY 1.00')
  })
})

/** Where the terminal stands when the plug is pulled, by what its screen or the host says. */
const moments: readonly (readonly [title: string, side: 'host' | 'terminal', seen: RegExp])[] = [
  ['as the request arrives', 'host', /"kind":"request.received".*"0200"/],
  ['while the issuer thinks', 'host', /"lane":"issuer","kind":"asked"/],
  ['as the host books', 'host', /"lane":"ledger"/],
  ['as the host answers', 'host', /"kind":"answered".*"0210"/],
  ['while it waits', 'terminal', /Waiting for the answer/],
  ['at the success text', 'terminal', /Approved/],
  ['on the first line of the slip', 'terminal', /│ .*SAMPLE SHOP/],
  ['while the slip is signed', 'terminal', /signed/],
  ['after the last line', 'terminal', /END \d{6} C/],
]

describe('the terminal killed in the middle of a sale and started again over the same flash', () => {
  it.each(moments)('%s: the next sale goes, and paper and books agree on both', async (_title, side, seen) => {
    const shop = new Shop(testFolder())
    const host = await shop.host('--faults', 'issuer.response#1=late(700)')
    const terminal = shop.terminal('credit-ok=77.00')
    await (side === 'host' ? host : terminal).until(seen)
    terminal.kill('SIGKILL')
    expect(await shop.endOf(terminal)).toBe('SIGKILL')
    await sellOn(shop, 'credit-ok=5.00')
    expect(shop.torn()).toEqual([])
    expect(stansOf(shop, 500)).toHaveLength(1)
  })
})

describe('the host killed in the middle of a sale and started again over the same ledger', () => {
  const when: readonly (readonly [title: string, seen: RegExp])[] = [
    ['as the request arrives', /"kind":"request.received".*"0200"/],
    ['while the issuer thinks', /"lane":"issuer","kind":"asked"/],
    ['as the issuer answers', /"lane":"issuer","kind":"answered"/],
    ['as it books', /"lane":"ledger"/],
    ['as it answers', /"kind":"answered".*"0210"/],
  ]

  it.each(when)('%s: paper and books agree, before anybody else sells and after', async (_title, seen) => {
    const shop = new Shop(testFolder())
    const host = await shop.host('--faults', 'issuer.response#1=late(700)')
    const terminal = shop.terminal('credit-ok=77.00', 'credit-ok=8.00')
    await host.until(seen)
    host.kill('SIGKILL')
    expect(await host.ended).toBe('SIGKILL')
    await shop.host()
    await shop.endOf(terminal)
    await sellOn(shop, 'credit-ok=5.00')
    expect(shop.torn()).toEqual([])
    expect(stansOf(shop, 500)).toHaveLength(1)
  })

  it('keeps the port and the books when both are killed at once', async () => {
    const shop = new Shop(testFolder())
    const host = await shop.host('--faults', 'issuer.response#1=late(700)')
    const terminal = shop.terminal('debit-ok=77.00')
    await host.until(/"lane":"issuer","kind":"asked"/)
    host.kill('SIGKILL')
    terminal.kill('SIGKILL')
    await Promise.all([host.ended, shop.endOf(terminal)])
    await shop.host()
    await sellOn(shop, 'debit-ok=5.00')
    expect(shop.torn()).toEqual([])
    expect(stansOf(shop, 7700)).toEqual([])
    expect(stansOf(shop, 500)).toHaveLength(1)
  })
})

describe('the numbers of the cards that are used', () => {
  const pan = '6225880137451234'
  const other = '371449635398431'

  it('show in neither the flash nor the ledger nor any log, not even when the plug is pulled', async () => {
    const cards = `cards: [{ alias: mine, pan: "${pan}", pin: "918273" }, { alias: odd, pan: "${other}" }]`
    const shop = new Shop(testFolder(), cards)
    const host = await shop.host('--faults', 'issuer.response#3=late(700)')
    const first = shop.terminal('mine=3.00', 'odd=2.00', 'mine=1.00')
    await host.until(
      /"lane":"issuer","kind":"asked"[\s\S]*"lane":"issuer","kind":"asked"[\s\S]*"lane":"issuer","kind":"asked"/,
    )
    first.kill('SIGKILL')
    await shop.endOf(first)
    host.kill('SIGKILL')
    await host.ended
    const logs = [first.out, first.err, host.out, host.err].join('\n')
    writeFileSync(join(shop.folder, 'logs.txt'), logs)
    const files = filesBelow(shop.folder).filter(([path]) => !path.endsWith('shop.yaml'))
    // The write-ahead log is still there: nobody closed the file.
    expect(files.map(([path]) => path.slice(shop.folder.length + 1))).toEqual(
      expect.arrayContaining(['flash.bin', 'ledger.sqlite', 'ledger.sqlite-wal', 'logs.txt']),
    )
    for (const [path, bytes] of files) {
      for (const secret of [pan, other, '918273'])
        expect([path, secret, tracesOf(secret, bytes)]).toEqual([path, secret, []])
    }
    // The search would find it: the profile has it in clear.
    expect(tracesOf(pan, readFileSync(join(shop.folder, 'shop.yaml')))).not.toEqual([])
  })
})
