import type { Scenario } from '../scenario.ts'
import type { Exploration, ExploreOptions } from './exploration.ts'
import { Lineage } from './lineage.ts'
import { Search } from './search.ts'

/**
 * Tries every schedule of up to `depth` faults, those with fewest first: what each run reaches after its last fault is where
 * one more can strike. Starts from the scenario's steps without its own faults. A violation is therefore found with the
 * fewest faults that bring it about.
 */
export function explore(scenario: Scenario, options: ExploreOptions): Exploration {
  return searched(scenario, options).found()
}

/** The same, and more can be asked of it. */
export function searched(scenario: Scenario, options: ExploreOptions): Search {
  const search = new Search(scenario, options)
  const lineage = new Lineage(search.setting, options)
  const isKnown = (world: string) => search.isKnown(world)
  for (let tasks = search.nextLevel(); tasks.length > 0; tasks = search.nextLevel()) {
    for (const task of tasks) {
      for (const child of lineage.children(task, isKnown)) {
        if (!search.enter(task, child)) return search
      }
    }
  }
  return search
}
