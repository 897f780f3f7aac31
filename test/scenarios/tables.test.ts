import { describe, expect, test } from 'vitest'
import { misbehaviours } from '../../host/index.ts'
import { scenario } from '../../scenarios/builder.ts'
import { argumentKinds } from '../../scenarios/fault.ts'
import { scenarioJsonSchema } from '../../scenarios/json-schema.ts'
import { differenceCauses } from '../../scenarios/judge/judgement.ts'
import { loadScenario } from '../../scenarios/load.ts'
import { offeredTexts } from '../../scenarios/offer.ts'
import { familyOf, pointFamilies, pointNames } from '../../scenarios/point.ts'
import { runFully } from '../../scenarios/run.ts'
import { catalogue } from '../../scenarios/shipped.ts'
import { usageCodes } from '../../scenarios/usage-error.ts'

describe('the table of points', () => {
  test('names each point once, and each of its faults in both languages', () => {
    expect(new Set(pointNames).size).toBe(pointNames.length)
    for (const { title, faults } of pointFamilies) {
      expect(title.zh).toMatch(/\p{Script=Han}/u)
      expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
      for (const fault of faults) {
        expect(fault.title.zh).toMatch(/\p{Script=Han}/u)
        expect(fault.offered.length).toBeGreaterThan(0)
        for (const { kind } of fault.arguments) expect(argumentKinds).toHaveProperty(kind)
      }
    }
  })

  test('knows every misbehaviour of the host', () => {
    const known = new Set(pointFamilies.filter(({ stem }) => stem.startsWith('host.')).flatMap(({ faults }) => faults))
    expect([...known].map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(misbehaviours)))
  })

  test('offers no fault that is beyond every firmware', () => {
    expect(offeredTexts('link.response.0210', ['drop', 'remac(39)', 'delay'])).toEqual([
      'drop',
      'delay(2000)',
      'delay(65000)',
    ])
  })

  test('takes the argument that a device gives as it is', () => {
    expect(offeredTexts('host.authorize.0200', ['code(ZZ)', 'silent'])).toEqual(['code(ZZ)', 'silent'])
  })

  test('knows every record that the terminal writes', () => {
    const steps = new Map([
      ['written', 'flash.write'],
      ['synced', 'flash.sync'],
      ['rewritten', 'flash.rewrite'],
    ])
    const reached = new Set<string>()
    for (const one of Object.values(catalogue)) {
      for (const { lane, kind, data } of runFully(one).trace) {
        const stem = steps.get(kind)
        if (lane === 'flash' && stem !== undefined) reached.add(`${stem}.${data['label']}`)
      }
    }
    expect(reached.size).toBeGreaterThan(15)
    expect([...reached].filter((point) => familyOf(point) === undefined)).toEqual([])
  })
})

describe('the JSON Schema of a scenario', () => {
  test('allows what the reader allows, by name', () => {
    const text = JSON.stringify(scenarioJsonSchema())
    for (const word of ['onDoubt', 'purchase', 'supervisor', ...differenceCauses]) expect(text).toContain(`"${word}"`)
    expect(scenarioJsonSchema()).toMatchObject({ additionalProperties: false, title: 'A droporder scenario' })
  })
})

describe('a scenario that was built', () => {
  test('is the one that a file would give', () => {
    const text = `id: two
title: { en: two, zh: two }
switches: { onDoubt: queryFirst, queryNotFound: seal }
steps:
  - sale: { card: credit-ok, amount: "1.00", purchase: tea, pin: none, answers: { signature: refused } }
  - restart: host
faults: ["link.connect#1=refuse"]
expect:
  sales: [{ outcome: cancelled, cardholder: "0.00", receipt: none }]
  differences: [{ cause: cleared, amount: "1.00" }]
`
    const built = scenario('two')
      .switches({ onDoubt: 'queryFirst', queryNotFound: 'seal' })
      .sale(100, { purchase: 'tea', pin: '', answers: { signature: ['refused'] } }, { outcome: 'cancelled' })
      .step({ kind: 'restart', node: 'host' })
      .faults('link.connect#1=refuse')
      .differences({ cause: 'cleared', amountMinor: 100 })
    expect(loadScenario(text, 'two.yaml')).toEqual(built.build())
  })
})

describe('the codes of mistakes', () => {
  test('each say what they mean', () => {
    for (const [code, meaning] of Object.entries(usageCodes))
      expect([code, meaning]).toEqual([expect.stringMatching(/^[A-Z_]+$/), expect.stringMatching(/^[a-z]/)])
  })
})
