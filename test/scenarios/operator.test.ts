import { describe, expect, test } from 'vitest'
import type { ScenarioBuilder } from '../../scenarios/builder.ts'
import { scenario } from '../../scenarios/builder.ts'
import { labOf } from '../../scenarios/lab.ts'
import { Play } from '../../scenarios/play.ts'
import { runFully } from '../../scenarios/run.ts'
import { shippedProfile } from '../../scenarios/shipped.ts'

/** What the people did and what the power did, in words. */
function story(built: ScenarioBuilder) {
  const { result, trace } = runFully(built.build())
  const acts = trace.filter(({ lane }) => ['operator', 'cardholder', 'power'].includes(lane))
  return {
    result,
    trace,
    acts: acts.map(({ kind, data }) => [kind, data['choice'] ?? data['kind'] ?? data['card'] ?? data['node']]),
  }
}
const chosen = ({ acts }: ReturnType<typeof story>) =>
  acts.flatMap(([kind, choice]) => (kind === 'key.pressed' ? [choice] : []))

describe('the operator', () => {
  test('sells, then goes through rest: heal, wait, balance and a probe sale', () => {
    const { acts, result } = story(scenario('one').sale(12_800))
    expect(acts).toEqual([
      ['sale.wanted', 'credit-ok'],
      ['key.pressed', 'sale'],
      ['amount.typed', undefined],
      ['card.presented', 'credit-ok'],
      ['pin.skipped', undefined],
      ['key.pressed', 'signed'],
      ['step.began', 'heal'],
      ['step.began', 'settle'],
      ['step.began', 'balance'],
      ['key.pressed', 'balance'],
      ['card.presented', 'probe'],
      ['pin.skipped', undefined],
      ['probe.wanted', 'probe'],
      ['key.pressed', 'sale'],
      ['amount.typed', undefined],
      ['card.presented', 'probe'],
      ['pin.skipped', undefined],
      ['key.pressed', 'signed'],
    ])
    expect(result.sales).toHaveLength(1)
  })

  test('cancels a second try of a purchase when the screen says that the first one is paid', () => {
    const twice = scenario('twice')
      .switches({ onDoubt: 'queryFirst' })
      .sale(1000, { purchase: 'lunch' })
      .sale(1000, { purchase: 'lunch' })
      .faults('link.response.0210#1=drop')
    const { result, acts } = story(twice)
    expect(acts).toContainEqual(['key.pressed', 'cancel'])
    expect(result.sales.map(({ outcome }) => outcome)).toEqual(['approved', 'cancelled'])
    expect(result.violations).toEqual([])
    // Another purchase of the same amount is paid as well.
    const other = scenario('other').switches({ onDoubt: 'queryFirst' }).sale(1000).sale(1000)
    const { sales } = story(other.faults('link.response.0210#1=drop')).result
    expect(sales.map(({ outcome }) => outcome)).toEqual(['approved', 'approved'])
  })

  test('knows a sale for paid whose slip is to be signed, also when that is all there was time to read', () => {
    const twice = scenario('signed')
      .switches({ completion: 'receipt' })
      .sale(1000, { purchase: 'lunch' })
      .sale(1000, { purchase: 'lunch' })
    const { result, acts } = story(twice)
    expect(acts.filter(([kind]) => kind === 'sale.wanted')).toHaveLength(1)
    expect(result.violations).toEqual([])
  })

  test('tries another card for a purchase only when the screen has not called it paid', () => {
    const other = scenario('other card')
      .switches({ onDoubt: 'queryFirst' })
      .sale(1000, { purchase: 'lunch' })
      .sale(1000, { purchase: 'lunch', card: 'debit-ok' })
      .faults('link.response.0210#1=drop')
    const { result, acts } = story(other)
    expect(acts.filter(([kind]) => kind === 'sale.wanted')).toHaveLength(1)
    expect(result.violations).toEqual([])
  })

  test('takes a second for each act', () => {
    const { trace } = runFully(scenario('one').sale(100).build())
    const typed = trace.find(({ kind }) => kind === 'amount.typed')
    const asked = trace.find(({ data }) => data['name'] === 'enterAmount')
    expect((typed?.atMs ?? 0) - (asked?.atMs ?? 0)).toBe(1000)
  })

  test('types the PIN of the card, none when asked to, and another one when told', () => {
    const signs = (built: ScenarioBuilder) => chosen(story(built)).includes('signed')
    expect(story(scenario('pin').sale(100, { card: 'debit-ok' })).result.sales[0]?.outcome).toBe('approved')
    expect(signs(scenario('pin').sale(100, { card: 'credit-ok', pin: '' }))).toBe(true)
    expect(
      story(scenario('pin').sale(100, { card: 'debit-ok', pin: '9999' }, { outcome: 'declined' })).result.verdict,
    ).toBe('held')
  })

  test.each([
    '',
    'link.response.0210#1=drop; power.terminal#2=off(1000)',
    'keypad.amount#1=lost; keypad.amount#2=wrongDigit(2)',
    'operator.amount#1=wrongAmount; keypad.key#1=lost',
    'keypad.key#1=stuck(99); flash.sync.intent#1=cutAfter',
    'keypad.key#1=stuck(99); link.connect#1=refuse; operator.card#1=cancel',
    'flash.sync.outcome#1=cutBefore; printer.line#3=jam',
  ])('knows beforehand of every amount that comes, also of those that come once a sale begins: %s', (faults) => {
    const amounts = [100, 1000, 12_800, 12_900, 128_000]
    const built = scenario('known')
      .switches({ onDoubt: 'queryFirst' })
      .sale(12_800)
      .sale(100)
      .sale(12_800)
      .faults(faults)
    const one = built.build()
    const play = new Play(one, labOf(one, shippedProfile(one.profile)), one.faults, {})
    const mayCome = (amount: number, from: 'now' | 'idle') =>
      play.operator.mayType(amount, play.stage.keypad.isStuck ? 'now' : from)
    /** Of each amount when it was said last that it cannot come, and when a sale of it could have begun. */
    const never = new Map<number, number>()
    const typed: number[] = []
    play.stage.world.listen(({ kind, data, seq }) => {
      if (kind !== 'amount.typed') return
      typed.push(Number(data['amountMinor']))
      expect([seq, data['amountMinor'], never.get(Number(data['amountMinor']))]).toEqual([
        seq,
        data['amountMinor'],
        undefined,
      ])
    })
    do {
      const name = play.stage.display.current?.name
      const from = name === undefined || name === 'idle' ? 'idle' : 'now'
      for (const amount of amounts) if (!mayCome(amount, from)) never.set(amount, play.clock.now())
    } while (play.clock.step())
    // The last one is that of the probe sale.
    expect(typed.length).toBeGreaterThan(3)
    expect(amounts.filter((amount) => never.has(amount))).toEqual(amounts)
  })

  test('presses again when nobody listened', () => {
    const lost = story(
      scenario('lost').sale(100).faults('keypad.key#1=lost; keypad.amount#1=lost; card.swipe#1=misread'),
    )
    expect(lost.result.verdict).toBe('held')
    expect(chosen(lost).slice(0, 2)).toEqual(['sale', 'sale'])
  })

  test.each([
    ['sale', 1],
    ['signed', 2],
  ])('cancels what a stuck key %s begins once the sale is told to be over', (_, nth) => {
    const stuck = story(scenario('stuck').sale(100).sale(200).faults(`keypad.key#${nth}=stuck(99)`))
    expect(stuck.result.expected.missed).toEqual([])
    expect(stuck.result.violations).toEqual([])
    expect(stuck.acts.filter(([kind]) => kind === 'amount.typed')).toHaveLength(3)
  })

  test('takes an outcome that was shown before the amount was typed for that of an older sale', () => {
    const older = story(scenario('older').sale(100).sale(200).faults('link.response.0210#1=drop'))
    expect(older.result.sales.map(({ outcome }) => outcome)).toEqual(['reversed', 'approved'])
  })

  test('follows the plan of a sale at the prompts that it names', () => {
    const refused = story(
      scenario('refused').sale(
        100,
        { answers: { signature: ['refused'] } },
        { outcome: 'cancelled', receipt: 'partial' },
      ),
    )
    expect(refused.result.expected.missed).toEqual([])
    expect(chosen(refused).slice(0, 2)).toEqual(['sale', 'refused'])
  })

  test('loads paper before saying so', () => {
    const paper = story(scenario('paper').sale(100).faults('printer.line#4=paperOut'))
    expect(paper.result.verdict).toBe('held')
    const loaded = paper.trace.findIndex(({ kind }) => kind === 'paper.loaded')
    const confirmed = paper.trace.findIndex(({ data }) => data['choice'] === 'confirm')
    expect(loaded).toBeGreaterThan(0)
    expect(loaded).toBeLessThan(confirmed)
  })

  test('restarts either machine and goes on when it is back', () => {
    const restarted = story(scenario('again').sale(100).step({ kind: 'restart', node: 'terminal' }).sale(200))
    expect(restarted.acts).toContainEqual(['lost', 'terminal'])
    expect(restarted.result.verdict).toBe('held')
    const host = story(scenario('again').sale(100).step({ kind: 'restart', node: 'host' }).sale(200))
    expect(host.acts).toContainEqual(['lost', 'host'])
    expect(host.result.verdict).toBe('held')
  })

  test('waits as long as the step says', () => {
    const { trace } = runFully(scenario('wait').step({ kind: 'wait', durationMs: 67_001 }).sale(100).build())
    const began = trace.find(({ data }) => data['kind'] === 'wait')
    const next = trace.find(({ kind }) => kind === 'sale.wanted')
    expect((next?.atMs ?? 0) - (began?.atMs ?? 0)).toBe(67_001)
  })

  test('asks for a balance, a copy and a sign-on', () => {
    const round = story(
      scenario('round')
        .sale(100)
        .step({ kind: 'balance', card: 'debit-ok' })
        .step({ kind: 'reprint' })
        .step({ kind: 'signOn' }),
    )
    expect(chosen(round).slice(0, 5)).toEqual(['sale', 'signed', 'balance', 'reprint', 'signOn'])
    expect(round.result.verdict).toBe('held')
  })

  test('gives a step up after three quarters of an hour, and the run still comes to rest', () => {
    const built = scenario('never')
      .sale(100, {}, { outcome: 'cancelled', receipt: 'none' })
      .faults('link.response.0810#*=drop')
    const { result, trace } = runFully(built.build())
    expect(result.violations).toEqual([])
    expect(trace.at(-1)!.atMs - trace[0]!.atMs).toBeLessThan(2 * 3_600_000)
  })
})
