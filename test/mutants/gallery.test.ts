import { describe, expect, it } from 'vitest'
import { mutants } from '../../mutants/index.ts'
import { run } from '../../scenarios/run.ts'
import { shippedScenario } from '../../scenarios/shipped.ts'

describe('the gallery of mutants', () => {
  it('has at least thirty of them, terminals and hosts, each under its own name', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
    expect(new Set(mutants.map(({ kind }) => kind))).toEqual(new Set(['terminal', 'host']))
    for (const { name, title } of mutants) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(title.zh).toMatch(/\p{Script=Han}/u)
      expect(title.en).not.toBe('')
    }
  })

  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s sells as if nothing were amiss while nothing goes wrong',
    (_, { parts }) => {
      const { sales } = run(shippedScenario('sale-approved'), { ...parts, faults: '', trace: false })
      for (const sale of sales)
        expect(sale).toMatchObject({ outcome: 'approved', receipt: 'complete', cardholderMinor: sale.amountMinor })
    },
  )
})
