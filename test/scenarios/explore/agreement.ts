import { expect } from 'vitest'
import type { Exploration, ExploreOptions } from '../../../scenarios/explore/exploration.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { shippedScenario } from '../../../scenarios/shipped.ts'

/** What a search says whether or not it plays known worlds again: which invariants break, and with how many faults at least. */
function saidBy({ ran: _, merged: __, coverage: ___, violations, ...said }: Exploration) {
  return {
    ...said,
    broken: [...new Set(violations.map(({ invariant, schedule }) => `${invariant} by ${schedule.length}`))].sort(),
  }
}

/** Merged and unmerged say the same, and the merged one names no schedule that the other does not; answers the merged one. */
export function expectAgreement(which: string | Scenario, how: ExploreOptions): Exploration {
  const scenario = typeof which === 'string' ? shippedScenario(which as 'sale-approved') : which
  const merged = explore(scenario, how)
  const played = explore(scenario, { ...how, merge: false })
  expect(saidBy(merged)).toEqual(saidBy(played))
  const known = new Set(played.violations.map((one) => JSON.stringify(one)))
  expect(merged.violations.filter((one) => !known.has(JSON.stringify(one)))).toEqual([])
  return merged
}
