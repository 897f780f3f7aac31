import { describe, expect, test } from 'vitest'
import { scenario } from '../../scenarios/builder.ts'
import { loadScenario } from '../../scenarios/load.ts'
import { familyOf } from '../../scenarios/point.ts'
import { points, run, runFully, runOn } from '../../scenarios/run.ts'
import { parseSchedule } from '../../scenarios/schedule.ts'
import { catalogue } from '../../scenarios/shipped.ts'

const lost = catalogue['response-lost']!

describe('a run', () => {
  test('of the library example holds, with both faults in the order in which they struck', () => {
    const result = run(lost, { faults: 'link.response.0210#1=drop; flash.sync.owed#1=cutAfter' })
    expect(result.verdict).toBe('held')
    expect(result.fired.map(({ fault }) => fault)).toEqual(['link.response.0210#1=drop', 'flash.sync.owed#1=cutAfter'])
    expect(result.sales[0]).toMatchObject({
      outcome: 'reversed',
      cardholderMinor: 0,
      merchantMinor: 0,
      receipt: 'none',
    })
  })

  test('twice gives the same bytes', () => {
    expect(JSON.stringify(run(lost))).toBe(JSON.stringify(run(lost)))
    expect(JSON.stringify(runFully(lost).trace)).toBe(JSON.stringify(runFully(lost).trace))
  })

  test('has exactly the parts that are documented', () => {
    expect(Object.keys(run(lost))).toEqual([
      'id',
      'wire',
      'firmware',
      'seed',
      'schedule',
      'fired',
      'verdict',
      'violations',
      'differences',
      'checked',
      'expected',
      'cases',
      'sales',
      'traceHash',
      'storyHash',
      'replay',
    ])
  })

  test('without a trace ends the same and has no hashes', () => {
    const { traceHash, storyHash, ...rest } = run(lost, { trace: false })
    expect([traceHash, storyHash]).toEqual(['', ''])
    expect(rest).toMatchObject({ sales: run(lost).sales, violations: [] })
  })

  test('in steps of somebody else is the same run', async () => {
    const stepped = await runOn(lost, {}, async (clock) => {
      while (clock.nextAt() !== undefined) {
        clock.step()
        await Promise.resolve()
      }
    })
    expect(stepped.result).toEqual(run(lost))
  })

  test('under another schedule is judged without the expectation, and says how to play it again', () => {
    const result = run(lost, { faults: '' })
    expect(result.expected).toEqual({ checked: 0, missed: [] })
    expect(result.sales.map(({ outcome }) => outcome)).toEqual(['approved', 'approved'])
    expect(result.replay).toBe('npx droporder run response-lost --faults ""')
    const [, faults = ''] = /--faults "(.*)"/.exec(run(lost).replay) ?? []
    expect(run(lost, { faults })).toEqual(run(lost))
  })

  test('whose expectation is wrong in one amount is violated', () => {
    const [first, ...others] = lost.expect.sales
    const wrong = { ...lost, expect: { ...lost.expect, sales: [{ ...first!, cardholderMinor: 1 }, ...others] } }
    const result = run(wrong)
    expect(result.verdict).toBe('violated')
    expect(result.violations).toEqual([])
    expect(result.expected.missed.map(({ path }) => path)).toEqual([
      'expect.sales[0].cardholder',
      'expect.sales[0].merchant',
    ])
  })

  test('has an outcome for each sale, even for one that the clerk never came to', () => {
    const { sales } = run(lost, { faults: 'printer.line#3=overheat(99999999)' })
    expect(sales).toMatchObject([
      { amountMinor: 12_800, outcome: 'approved' },
      { amountMinor: 500, outcome: 'cancelled', stan: '', receipt: 'none' },
    ])
  })

  test('calls no sale reversed that the card holder still pays for', () => {
    const { sales, differences } = run(lost, { faults: 'link.response.0210#1=drop; host.authorize.0400#1=cutOver' })
    expect(sales[0]).toMatchObject({ outcome: 'inDoubt', cardholderMinor: 12_800 })
    expect(differences.map(({ cause }) => cause)).toEqual(['otherDay'])
  })

  test('whose schedule does not strike is refused', () => {
    expect(() => run(lost, { faults: 'link.response.0210#9=drop' })).toThrow(
      /never struck: link\.response\.0210#9=drop/,
    )
  })

  test('shows no card number, track, PIN or key anywhere', () => {
    const pan = '6225881234567890'
    const own = scenario('own-card')
      .card({ alias: 'mine', pan, expiry: '3012', pin: '987654', balanceMinor: 1_000_000 })
      .sale(12_800, { card: 'mine' })
      .faults('link.response.0210#1=drop')
      .build()
    const { result, trace, books, paper } = runFully(own)
    const text = JSON.stringify({ result, trace, books, paper })
    for (const secret of [pan, '987654', pan.slice(3, -1), [...pan].map((digit) => `3${digit}`).join('')]) {
      expect(text).not.toContain(secret)
    }
  })
})

describe('a scenario of four sales of which the third request is lost', () => {
  const yaml = `id: four
title: { en: Four, zh: 四笔 }
steps:
${'  - sale: { card: credit-ok, amount: "10.00" }\n'.repeat(4)}faults:
  - link.request.0200#3=drop
expect:
  sales:
    - { outcome: approved, cardholder: "10.00", receipt: complete }
    - { outcome: approved, cardholder: "10.00", receipt: complete }
    - { outcome: reversed, cardholder: "0.00", receipt: none }
    - { outcome: approved, cardholder: "10.00", receipt: complete }
`
  test('holds', () => {
    expect(run(loadScenario(yaml, 'four.yaml'))).toMatchObject({
      verdict: 'held',
      expected: { checked: 17, missed: [] },
    })
  })

  test('is violated when one of its expectations is wrong', () => {
    expect(run(loadScenario(yaml.replace('reversed', 'approved'), 'four.yaml')).verdict).toBe('violated')
  })
})

describe('the points of a scenario', () => {
  const reached = points(lost)

  test('are those of its steps without its own faults, each with faults that a schedule takes', () => {
    expect(reached.length).toBeGreaterThan(50)
    const names = new Set(reached.map(({ point }) => point))
    for (const point of [
      'link.connect',
      'link.send.0200',
      'link.request.0200',
      'link.response.0210',
      'flash.sync.intent',
    ]) {
      expect(names).toContain(point)
    }
    expect(names).toContain('power.terminal')
    expect(names).not.toContain('link.request.0400')
    for (const { point, faults } of reached) {
      expect(familyOf(point)).toBeDefined()
      for (const fault of faults) expect(parseSchedule(`${point}#1=${fault}`)).toHaveLength(1)
    }
  })

  test('count their occurrences and come in the order in which they are reached', () => {
    const sent = reached.filter(({ point }) => point === 'link.send.0200')
    expect(sent.map(({ occurrence }) => occurrence)).toEqual([1, 2])
    expect(reached.map(({ atSeq }) => atSeq)).toEqual(reached.map(({ atSeq }) => atSeq).toSorted((a, b) => a - b))
  })
})
