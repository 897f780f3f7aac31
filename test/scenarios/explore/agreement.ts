import { expect } from 'vitest'
import type { CoverageReport } from '../../../scenarios/explore/coverage.ts'
import type { Exploration, ExploreOptions } from '../../../scenarios/explore/exploration.ts'
import { searched } from '../../../scenarios/explore/explore.ts'
import type { Search } from '../../../scenarios/explore/search.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { shippedScenario } from '../../../scenarios/shipped.ts'

/**
 * What a search says whether or not it plays known worlds again: how many end how, which invariants break, by how few, and
 * what was come by.
 */
function saidBy(search: Search) {
  const { ran: _, merged: __, coverage, violations, ...said } = search.found()
  return {
    ...said,
    endings: search.tally(),
    ...comeBy(coverage),
    broken: [...new Set(violations.map(({ invariant, schedule }) => `${invariant} by ${schedule.length}`))].sort(),
  }
}

/** The triples of state, fault and ending in words: the order in which endings are met differs. */
function comeBy({ struck, endings, ...names }: CoverageReport) {
  const triples = Object.entries(struck).flatMap(([state, kinds]) =>
    Object.entries(kinds).flatMap(([kind, ends]) =>
      ends.map((end) => `${state} ${kind} ${JSON.stringify(endings[end])}`),
    ),
  )
  return { triples: triples.sort(), ...names }
}

/** Merged and unmerged say the same, and the merged one names no schedule that the other does not; answers the merged one. */
export function expectAgreement(which: string | Scenario, how: ExploreOptions): Exploration {
  const scenario = typeof which === 'string' ? shippedScenario(which as 'sale-approved') : which
  const merging = searched(scenario, how)
  const playing = searched(scenario, { ...how, merge: false })
  expect(saidBy(merging)).toEqual(saidBy(playing))
  const [merged, played] = [merging.found(), playing.found()]
  const known = new Set(played.violations.map((one) => JSON.stringify(one)))
  expect(merged.violations.filter((one) => !known.has(JSON.stringify(one)))).toEqual([])
  return merged
}
