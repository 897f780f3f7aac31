import { describe, expect, it } from 'vitest'
import { mutants } from '../../../mutants/index.ts'
import { expectAgreement } from './agreement.ts'

describe('a search that skips known worlds', () => {
  it.each(mutants.map(({ name, scenario, parts, pairs }) => [name, scenario, parts, pairs ?? SOME_POINTS] as const))(
    'finds what one finds that skips none on the mutant %s',
    (_, id, parts, points) => {
      expectAgreement(id, { depth: 1, parts, points })
    },
  )

  it.each([
    'cleared-by-any-0410',
    'cleared-by-another-0410',
    'reversed-twice',
    'refused-reversal-falls-through',
    'counters-not-stored',
  ])('finds what one finds that skips none, for pairs of faults on the mutant %s', (name) => {
    const { scenario, parts } = mutants.find((mutant) => mutant.name === name)!
    const points = ['link.response.0210', 'host.authorize.0400', 'link.response.0410']
    expectAgreement(scenario, { depth: 2, parts, points })
  })

  it('finds what a terminal does that remembers something of its own', () => {
    const { parts } = mutants.find(({ name }) => name === 'late-approval-accepted')!
    const found = expectAgreement('response-lost', { depth: 2, parts, points: ['link.response.0210', 'link.connect'] })
    expect(found.violations.length).toBeGreaterThan(0)
  })
})

const SOME_POINTS = ['link.response.0210', 'flash.sync.outcome', 'host.commit']
