import type { Profile } from '../profile.ts'
import type { Schedule } from '../schedule.ts'
import type { StageParts } from '../stage.ts'
import type { Where } from './candidates.ts'
import type { CoverageReport } from './coverage.ts'
import type { worldKey } from './world-key.ts'

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
  /** The schedule of a run that took more than a run may. */
  readonly stoppedAt: readonly string[]
  readonly distinctOutcomes: number
  /** How many schedules lost money by rule, by cause. */
  readonly differences: Readonly<Record<string, number>>
  /** Causes among them that neither the scenario expects nor a fault of the schedule brings about by its nature. */
  readonly unexpected: readonly Unexpected[]
  /** Fewest faults first. */
  readonly violations: readonly Counterexample[]
  readonly coverage: CoverageReport
}

/** A schedule that breaks an invariant, which holds when any one of its faults is left away. */
export interface Counterexample {
  readonly schedule: readonly string[]
  readonly invariant: string
}

/** A loss by rule that nobody expects, and the first schedule that brought it about. */
export interface Unexpected {
  readonly cause: string
  readonly schedule: readonly string[]
}

export type StoppedBy = 'schedules' | 'events' | 'time' | 'interrupt' | 'violation'

export interface ExploreOptions extends Where {
  readonly depth: number
  /** False plays every schedule to its end. */
  readonly merge?: boolean
  readonly profile?: Profile
  readonly parts?: StageParts
  /** What makes two worlds one; all that decides how they go on, unless somebody tries what less would do. */
  readonly fingerprint?: typeof worldKey
  /** Ends with the first schedule that breaks an invariant. */
  readonly stopAtFirst?: boolean
  /** Bounds; what they stop is told as `stoppedBy`. */
  readonly mostSchedules?: number
  readonly mostEvents?: number
  readonly mostVirtualMs?: number
  /** Called before each schedule; answers whether to go on. */
  readonly progress?: (state: Progress) => boolean
  /** Called with each schedule once it is decided. */
  readonly entered?: (schedule: Schedule) => void
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
