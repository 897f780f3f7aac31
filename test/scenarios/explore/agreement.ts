import { expect } from 'vitest'
import type { Exploration, ExploreOptions } from '../../../scenarios/explore/exploration.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import { shippedScenario } from '../../../scenarios/shipped.ts'

/** What a search says whether or not it plays known worlds again. */
export function saidBy({ ran: _, merged: __, coverage: ___, ...said }: Exploration) {
  return said
}

/** Merged and unmerged say the same; answers the merged one. */
export function expectAgreement(id: string, how: ExploreOptions): Exploration {
  const scenario = shippedScenario(id as 'sale-approved')
  const merged = explore(scenario, how)
  expect(saidBy(merged)).toEqual(saidBy(explore(scenario, { ...how, merge: false })))
  return merged
}
