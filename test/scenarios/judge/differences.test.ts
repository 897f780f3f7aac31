import { expect, test } from 'vitest'
import type { ScenarioBuilder } from '../../../scenarios/builder.ts'
import { scenario } from '../../../scenarios/builder.ts'
import { judge } from '../../../scenarios/judge/judge.ts'
import { run } from '../../../scenarios/run.ts'
import type { Played } from './played.ts'
import { playThrough } from './played.ts'

const cleared = scenario('cleared')
  .sale(12_800)
  .sale(6_400)
  .step({ kind: 'supervisor', choice: 'clear' })
  .faults('link.response.0210#1=drop; link.request.0400#1..3=drop')
const otherDay = scenario('other day')
  .sale(12_800)
  .sale(500)
  .faults('link.response.0210#1=drop; host.authorize.0400#1=cutOver')
const upstreamLost = scenario('upstream lost')
  .sale(12_800)
  .switches({ upstreamReversal: 'lost', doubtCodes: ['09'] })
  .faults('issuer.response#1=late(40000)')
const dropped = scenario('dropped')
  .sale(12_800)
  .sale(500)
  .switches({ onExhausted: 'drop' })
  .faults('link.response.0210#1=drop; link.request.0400#1..3=drop')

const forgotten = scenario('forgotten')
  .sale(12_800)
  .switches({ malformedAnswer: 'forget' })
  .faults('link.response.0210#1=tamper(39,none)')

const losses: readonly (readonly [cause: string, heldBy: string, announcedIn: string, of: ScenarioBuilder])[] = [
  ['cleared', 'merchant', 'terminalPaper', cleared],
  ['otherDay', 'merchant', 'hostExceptions', otherDay],
  ['upstreamLost', 'acquirer', 'hostExceptions', upstreamLost],
  ['reversalDropped', 'merchant', 'terminalPaper', dropped],
  ['malformedForget', 'merchant', 'terminalPaper', forgotten],
]

for (const [cause, heldBy, announcedIn, of] of losses) {
  test(`a loss by the rule ${cause} is a difference and no violation`, () => {
    const { violations, differences } = judged(playThrough(of.build()))
    expect(violations).toEqual([])
    expect(differences).toMatchObject([{ cause, amountMinor: 12_800, owedTo: 'cardholder', heldBy, announcedIn }])
  })
}

test('what was taken for a purchase and is announced as owed back is no payment of it', () => {
  const purchase = { purchase: 'lunch' }
  const faults = 'link.response.0210#1=drop; link.request.0400#1..3=drop'
  const clear = { kind: 'supervisor', choice: 'clear' } as const
  const again = scenario('again').sale(1000, purchase).sale(500).step(clear).sale(1000, purchase).build()
  const { violations, differences, sales } = run(again, { faults })
  expect(violations).toEqual([])
  expect(differences).toMatchObject([{ cause: 'cleared', amountMinor: 1000 }])
  expect(sales.map(({ cardholderMinor }) => cardholderMinor)).toEqual([1000, 0, 1000])
})

test('a sale that was never cleared and is then reversed a day too late is with the acquirer, and nobody is accused', () => {
  const faults = 'host.authorize.0200#1=lostClearing; link.response.0210#1=drop; host.authorize.0400#1=cutOver'
  const { violations, differences } = judged(
    playThrough(scenario('both').sale(12_800).sale(500).faults(faults).build()),
  )
  expect(violations).toEqual([])
  expect(differences).toMatchObject([{ cause: 'otherDay', owedTo: 'cardholder', heldBy: 'acquirer' }])
})

test('a believed decline that was an approval is shown as a violation', () => {
  const believed = scenario('believed').sale(12_800).switches({ declineMac: 'ignore' })
  const { violations, differences } = judged(playThrough(believed.faults('link.response.0210#1=tamper(39,51)').build()))
  expect(differences).toEqual([])
  expect(violations.map(({ invariant }) => invariant)).toEqual(['S8'])
})

test('a loss that nobody announces is a violation, whatever its cause', () => {
  const played = playThrough(cleared.build())
  const events = played.events.filter(({ data }) => !/PENDING|CLEARED/.test(String(data['text'])))
  const { violations, differences } = judged({ ...played, events })
  expect(differences).toEqual([])
  expect(violations.map(({ invariant }) => invariant)).toEqual(['S8'])
})

test('an announced loss whose cause does not show is a violation', () => {
  const played = playThrough(otherDay.build())
  const { books } = played.exhibits
  const exceptions = books.exceptions.map((item) => ({ ...item, reason: 'because' }))
  const events = played.events.map((event) =>
    event.lane === 'ledger' ? { ...event, data: { ...event.data, exceptions: [] } } : event,
  )
  const { violations, differences } = judged({
    ...played,
    events,
    exhibits: { ...played.exhibits, books: { ...books, exceptions } },
  })
  expect(differences).toEqual([])
  expect(violations.map(({ invariant }) => invariant)).toEqual(['S8'])
})

test('a loss whose clerk was told "reversed, not charged" is a violation, although the host has listed it', () => {
  const played = playThrough(otherDay.build())
  const events = played.events.map((event) => {
    const { pending, ...values } = (event.data['values'] ?? {}) as Record<string, unknown>
    return pending === undefined ? event : { ...event, data: { ...event.data, values } }
  })
  const { violations, differences } = judged({ ...played, events })
  expect(differences).toEqual([])
  expect(violations).toMatchObject([{ invariant: 'S8', message: expect.stringContaining('not charged') }])
})

function judged({ events, exhibits, config }: Played) {
  return judge(events, exhibits, config)
}
