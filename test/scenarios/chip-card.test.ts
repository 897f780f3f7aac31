import { expect, test } from 'vitest'
import { testCards } from '../../host/index.ts'
import { issuerProof, readChipData, writeChipData } from '../../protocol/index.ts'
import { scenario } from '../../scenarios/builder.ts'
import { chipsOf } from '../../scenarios/chip-card.ts'
import { loadScenario } from '../../scenarios/load.ts'
import { run } from '../../scenarios/run.ts'

const card = testCards.find(({ alias }) => alias === 'chip-ok')!
const terms = { amountMinor: 12_800, date: '260105' }

/** The issuer's field 55 for what a chip asked. */
function approved(asked: string, code = '00', pan = card.pan): string {
  return writeChipData([['91', issuerProof(pan, readChipData(asked)!.get('9F26')!, code)]])
}

test('a chip makes another request each time, and approves what its issuer has proved to approve', () => {
  const chip = chipsOf(testCards).get('chip-ok')!
  const first = chip.ask(terms)
  const second = chip.ask(terms)
  expect([first, second].map((asked) => readChipData(asked)!.get('9F36'))).toEqual(['0001', '0002'])
  expect(readChipData(first)!.get('9F26')).not.toBe(readChipData(second)!.get('9F26'))
  const ended = readChipData(chip.complete(approved(second))!)!
  expect([ended.get('9F27'), ended.get('9F36')]).toEqual(['40', '0002'])
  expect(ended.get('9F26')).not.toBe(readChipData(second)!.get('9F26'))
})

test.each([
  ['nothing', () => ''],
  ['the proof of another request', (_: string, before: string) => approved(before)],
  ['the proof for another card', (asked: string) => approved(asked, '00', '6212340000023300')],
  ['what is no chip data', () => '91'],
])('a chip that hears %s declines', (_, told) => {
  const chip = chipsOf(testCards).get('chip-ok')!
  const before = chip.ask(terms)
  expect(chip.complete(told(chip.ask(terms), before))).toBeUndefined()
})

test('a card of a file has a chip where it says so, and its holder may have a PIN', () => {
  const text = `id: mine
title: { en: mine, zh: mine }
cards: [{ alias: mine, pan: "6225880000000018", pin: "4711", chip: true }]
steps: [{ sale: { card: mine, amount: "5.00" } }]
expect:
  sales: [{ outcome: approved, cardholder: "5.00", receipt: complete }]
`
  expect(run(loadScenario(text, 'mine.yaml')).verdict).toBe('held')
})

test('a rogue who takes the proof away and makes the MAC right again cannot persuade the chip', () => {
  const { sales, violations } = run(scenario('forged').sale(12_800, { card: 'chip-ok' }).build(), {
    faults: 'link.response.0210#1=remac(55,none)',
  })
  expect([sales[0]?.outcome, violations]).toEqual(['reversed', []])
})
