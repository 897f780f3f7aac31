import { describe, expect, test } from 'vitest'
import { points, run } from '../../scenarios/run.ts'
import { shippedScenario } from '../../scenarios/shipped.ts'

describe.each([
  'response-lost',
  'query-finds-approval',
  'receipt-decides-paper-out',
  'iso87-response-lost',
  'chip-declines-after-approval',
])('the steps of %s', (id) => {
  test('keep their money under every single fault that can strike them', () => {
    const scenario = shippedScenario(id)
    const broken: string[] = []
    for (const { point, occurrence, faults } of points(scenario)) {
      for (const fault of faults) {
        const entry = `${point}#${occurrence}=${fault}`
        const { violations } = run(scenario, { faults: entry, trace: false })
        if (violations.length > 0)
          broken.push(`${entry}: ${violations.map(({ invariant, message }) => `${invariant} ${message}`).join('; ')}`)
      }
    }
    expect(broken).toEqual([])
  })
})
