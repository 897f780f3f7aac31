import { expect, test } from 'vitest'
import type { HostDoor, Posting, Store } from '../../../host/index.ts'
import { serve } from '../../../host/index.ts'
import type { ScenarioBuilder } from '../../../scenarios/builder.ts'
import { scenario } from '../../../scenarios/builder.ts'
import { run } from '../../../scenarios/run.ts'
import { catalogue } from '../../../scenarios/shipped.ts'

const twoSales = scenario('two sales').sale(12_800).sale(500)
const asking = twoSales.switches({ onDoubt: 'queryFirst' })

/** Where both machines do right, and a judge who looks only half-way would not think so. */
const fair: readonly (readonly [what: string, of: ScenarioBuilder, faults: string, outcome: string])[] = [
  ['a request whose batch was misprinted on the way', twoSales, 'link.request.0200#1=corrupt(95)', 'declined'],
  ['a request that names a batch which never was', twoSales, 'link.request.0200#1=tamper(60,22000002000)', 'declined'],
  [
    'a reversal whose batch was misprinted on the way',
    twoSales,
    'link.response.0210#1=drop; link.request.0400#1=corrupt(80)',
    'reversed',
  ],
  [
    'a trace number that was misprinted into that of the sale before',
    twoSales,
    'link.request.0200#2=tamper(11,000002)',
    'approved',
  ],
  ['keys whose layout was misprinted in the answer', twoSales, 'link.response.0810#1=corrupt(62)', 'approved'],
  ['an answer in the millisecond in which the timer ends', twoSales, 'link.request.0200#1=delay(59640)', 'reversed'],
  ['a host that answers in that millisecond', twoSales, 'host.authorize.0200#1=slow(59640)', 'reversed'],
  ['the same before a query', asking, 'host.authorize.0200#1=slow(59640)', 'approved'],
  ['a trace number that is taken', twoSales, 'host.authorize.0200#1=code(94)', 'inDoubt'],
  ['a trace number that is taken, with a query', asking, 'host.authorize.0200#1=code(94)', 'inDoubt'],
  ['a host that stays dark for days', twoSales, 'power.host#1=off(999999999)', 'cancelled'],
  ['a host that crashed for hours', twoSales, 'host.commit.0200#1=crashAfter(9999999)', 'reversed'],
  [
    'a host that crashed for hours before it booked',
    twoSales,
    'host.authorize.0200#1=crashBefore(9999999)',
    'reversed',
  ],
]

test.each(fair)('nobody is accused over %s', (_, of, faults, outcome) => {
  const { violations, sales } = run(of.build(), { faults })
  expect(violations).toEqual([])
  expect(sales[0]?.outcome).toBe(outcome)
})

test('nobody is accused over a terminal that stays dark for days, and then it sells again', () => {
  const { violations, checked } = run(twoSales.build(), { faults: 'power.terminal#1=off(999999999)' })
  expect(violations).toEqual([])
  expect(checked.L3).toBe(1)
})

test('nobody is accused when the scenario has spent all that a card had', () => {
  const { violations, sales } = run(scenario('spent').sale(99_999_999).build())
  expect(violations).toEqual([])
  expect(sales[0]?.outcome).toBe('approved')
})

test('a forged answer to a sign-on that has had its answer changes nobody’s keys', () => {
  const late = scenario('late').sale(12_800).build()
  const faults = 'link.request.0800#1=reorder; link.response.0810#2=foreign(11)'
  expect(run(late, { faults }).violations).toEqual([])
})

test('a rogue who holds the keys and books under a key of his own is found out', () => {
  const { violations } = run(twoSales.build(), { faults: 'link.request.0200#1=remac(11,000099)' })
  expect(violations.map(({ message }) => message)).toEqual([expect.stringContaining('000001/000099')])
})

test('a rogue who holds the keys and asks for more is not excused by the slip about a loss', () => {
  const dropping = twoSales.switches({ onExhausted: 'drop' }).build()
  const { violations, differences } = run(dropping, { faults: 'link.request.0200#1=remac(4,000000012801)' })
  expect(differences).toEqual([])
  expect(violations.map(({ invariant }) => invariant)).toEqual(['S8'])
})

test('a host that takes every sale from an account that is not its card’s is found out', () => {
  const { violations, expected } = run(catalogue['sale-approved']!, {
    serve: (store, door, config) => serve(misled(store), misleading(door), config),
  })
  expect(new Set(violations.map(({ invariant }) => invariant))).toEqual(new Set(['S15']))
  expect(expected.missed).not.toEqual([])
})

test('a host that calls all cards by one name is found out', () => {
  const { violations } = run(catalogue['sale-approved']!, {
    serve: (store, door, config) => serve(misled(store), misleading(door, { panHash: '0000' }), config),
  })
  expect(new Set(violations.map(({ invariant }) => invariant))).toEqual(new Set(['S15']))
})

const elsewhere = (postings: readonly Posting[]): readonly Posting[] =>
  postings.map((posting) =>
    posting.account.startsWith('cardholder:') ? { ...posting, account: 'cardholder:0000' } : posting,
  )

/** Books that charge somebody else. */
function misled(store: Store): Store {
  return { ...store, commit: (change) => store.commit({ ...change, postings: elsewhere(change.postings) }) }
}

/** Events that say so. */
function misleading(door: HostDoor, change: Readonly<Record<string, unknown>> = {}): HostDoor {
  return {
    ...door,
    note(lane, kind, data) {
      const postings = data['postings'] as readonly Posting[] | undefined
      door.note(lane, kind, postings === undefined ? data : { ...data, ...change, postings: elsewhere(postings) })
    },
  }
}
