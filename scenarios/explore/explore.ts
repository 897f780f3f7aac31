import { labOf } from '../lab.ts'
import type { Profile } from '../profile.ts'
import type { Scenario } from '../scenario.ts'
import type { Schedule } from '../schedule.ts'
import { printEntry } from '../schedule.ts'
import { shippedProfile } from '../shipped.ts'
import type { StageParts } from '../stage.ts'
import { Atlas } from './atlas.ts'
import type { AttemptOptions, Visit } from './attempt.ts'
import { attempt } from './attempt.ts'
import { candidates, lossOf } from './candidates.ts'
import type { Ending } from './ending.ts'

/** What a search found. Counts are of schedules unless they say otherwise. */
export interface Exploration {
  readonly id: string
  /** Most faults of one schedule. */
  readonly depth: number
  /** Single faults that the scenario's steps offer. */
  readonly faults: number
  /** Decided: those that ran to their rest or came into a known world, and all that such a world decides. */
  readonly schedules: number
  /** Played, and of these cut short at a known world. */
  readonly ran: number
  readonly merged: number
  /** Every schedule of up to `depth` faults was decided; those that only add to a counterexample are left out. */
  readonly complete: boolean
  readonly stoppedBy: StoppedBy | ''
  readonly distinctOutcomes: number
  /** How many schedules lost money by rule, by cause. */
  readonly differences: Readonly<Record<string, number>>
  /** Causes among them that neither the scenario expects nor a fault of the schedule brings about by its nature. */
  readonly unexpected: readonly string[]
  /** Fewest faults first. */
  readonly violations: readonly Counterexample[]
}

/** A schedule that breaks an invariant; without any one of its faults it would have been found earlier. */
export interface Counterexample {
  readonly schedule: readonly string[]
  readonly invariant: string
}

export type StoppedBy = 'schedules' | 'events' | 'interrupt'

export interface ExploreOptions {
  readonly depth: number
  /** Points whose names begin with one of these; all when absent. */
  readonly points?: readonly string[]
  /** Faults that no firmware survives are tried as well. */
  readonly beyond?: boolean
  /** False plays every schedule to its end. */
  readonly merge?: boolean
  readonly profile?: Profile
  readonly parts?: StageParts
  /** Bounds; what they stop is told as `stoppedBy`. */
  readonly mostSchedules?: number
  readonly mostEvents?: number
  /** Called before each schedule; answers whether to go on. */
  readonly progress?: (state: Progress) => boolean
}

export interface Progress {
  readonly depth: number
  readonly ran: number
  readonly merged: number
  readonly worlds: number
  readonly violations: number
  /** Schedules of this depth that are still to be tried. */
  readonly left: number
}

/**
 * Tries every schedule of up to `depth` faults, those with fewest first: what each run reaches after its last fault is where
 * one more can strike. Starts from the scenario's steps without its own faults. A violation is therefore found with the
 * fewest faults that bring it about.
 */
export function explore(scenario: Scenario, options: ExploreOptions): Exploration {
  const search = new Search(scenario, options)
  search.go()
  return search.found()
}

class Search {
  readonly #scenario: Scenario
  readonly #options: ExploreOptions
  readonly #how: AttemptOptions
  readonly #atlas: Atlas
  readonly #violations: Counterexample[] = []
  readonly #expected: ReadonlySet<string>
  readonly #unexpected = new Set<string>()
  #stoppedBy: StoppedBy | '' = ''
  #faults = 0
  #left = 0

  constructor(scenario: Scenario, options: ExploreOptions) {
    this.#scenario = scenario
    this.#options = options
    this.#expected = new Set(scenario.expect.differences.map(({ cause }) => cause))
    this.#atlas = new Atlas(options.merge !== false)
    this.#how = {
      scenario: { ...scenario, faults: [] },
      lab: labOf(scenario, options.profile ?? shippedProfile(scenario.profile)),
      parts: options.parts ?? {},
      isKnown: (world) => this.#atlas.isKnown(world),
      mostEvents: options.mostEvents ?? MOST_EVENTS,
    }
  }

  /** Level by level: all schedules of one length before any that is longer. */
  go(): void {
    const { depth } = this.#options
    let level: Branch[] = []
    const first = this.#try([], 0)
    if (first !== undefined) level = [first]
    this.#faults = level.reduce((sum, branch) => sum + this.#offers(branch.visits).length, 0)
    for (let faults = 1; faults <= depth && this.#stoppedBy === ''; faults += 1) level = this.#extend(level, faults)
  }

  found(): Exploration {
    const atlas = this.#atlas
    return {
      id: this.#scenario.id,
      depth: this.#options.depth,
      faults: this.#faults,
      schedules: atlas.schedules(this.#options.depth),
      ran: atlas.ran,
      merged: atlas.merged,
      complete: this.#stoppedBy === '',
      stoppedBy: this.#stoppedBy,
      distinctOutcomes: atlas.outcomes,
      differences: atlas.differences(this.#options.depth),
      unexpected: [...this.#unexpected].sort(),
      violations: this.#violations,
    }
  }

  #extend(level: readonly Branch[], faults: number): Branch[] {
    const next: Branch[] = []
    this.#left = level.reduce((sum, { visits }) => sum + this.#offers(visits).length, 0)
    for (const parent of level) {
      for (const visit of parent.visits) {
        for (const entry of this.#offers([visit], parent.schedule)) {
          if (!this.#mayGoOn(faults)) return next
          const branch = this.#try([...parent.schedule, entry], faults, { parent: parent.number, visit })
          if (branch !== undefined && faults < this.#options.depth) next.push(branch)
        }
      }
    }
    return next
  }

  #offers(visits: readonly Visit[], schedule: Schedule = []): Schedule {
    return visits.flatMap((visit) => candidates(visit, schedule, this.#options))
  }

  #mayGoOn(depth: number): boolean {
    const { progress, mostSchedules = Number.POSITIVE_INFINITY } = this.#options
    if (this.#stoppedBy !== '') return false
    if (this.#atlas.ran >= mostSchedules) this.#stoppedBy = 'schedules'
    const { ran, merged, worlds } = this.#atlas
    const state = { depth, ran, merged, worlds, violations: this.#violations.length, left: this.#left }
    this.#left -= 1
    if (progress?.(state) === false) this.#stoppedBy = 'interrupt'
    return this.#stoppedBy === ''
  }

  /** Plays one schedule; undefined when nothing more can be learned by adding to it. */
  #try(
    schedule: Schedule,
    depth: number,
    from?: { readonly parent: number; readonly visit: Visit },
  ): Branch | undefined {
    const tried = attempt(schedule, this.#how)
    if (tried.endless === true) this.#stoppedBy = 'events'
    const { number, ending } = this.#atlas.enter(tried, from, depth < this.#options.depth)
    if (ending === undefined) return undefined
    this.#condemn(schedule, ending)
    if (ending.broken.length > 0) return undefined
    return { number, schedule, visits: tried.visits }
  }

  #condemn(schedule: Schedule, { broken, causes }: Ending): void {
    for (const cause of causes) {
      const isOwed = schedule.some(({ point, fault }) => lossOf(point, fault) === cause)
      if (!isOwed && !this.#expected.has(cause)) this.#unexpected.add(cause)
    }
    for (const invariant of broken) this.#violations.push({ schedule: schedule.map(printEntry), invariant })
  }
}

/** A schedule that may be added to. */
interface Branch {
  readonly number: number
  readonly schedule: Schedule
  readonly visits: readonly Visit[]
}

/** A run with every kind of trouble stays far below. */
const MOST_EVENTS = 200_000
