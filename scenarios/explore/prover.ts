import type { Scenario } from '../scenario.ts'
import type { Schedule } from '../schedule.ts'
import { printSchedule } from '../schedule.ts'
import { Atlas } from './atlas.ts'
import type { Setting } from './attempt.ts'
import { attempt } from './attempt.ts'
import type { ExploreOptions } from './exploration.ts'
import { settingOf } from './search.ts'

/** Plays given schedules of one scenario and says which invariants they break; known worlds and schedules are not played again. */
export class Prover {
  readonly #setting: Setting
  readonly #atlas = new Atlas(true)
  readonly #known = new Map<string, readonly string[]>()

  constructor(scenario: Scenario, options: Pick<ExploreOptions, 'profile' | 'parts'> = {}) {
    this.#setting = settingOf(scenario, { ...options, depth: Number.POSITIVE_INFINITY })
  }

  /** The invariants that this schedule breaks; a fault that never strikes breaks nothing. */
  brokenBy(schedule: Schedule): readonly string[] {
    const name = printSchedule(schedule)
    let broken = this.#known.get(name)
    if (broken === undefined) {
      broken = this.#play(schedule)
      this.#known.set(name, broken)
    }
    return broken
  }

  #play(schedule: Schedule): readonly string[] {
    const tried = attempt(schedule, this.#setting, (world) => this.#atlas.isKnown(world))
    const { ending } = this.#atlas.enter(tried, undefined, false)
    return ending?.broken ?? []
  }
}
