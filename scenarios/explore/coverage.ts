import { faultKinds, kindOf } from '../fault-kind.ts'
import type { InvariantId } from '../judge/invariant-ids.ts'
import { invariantIds } from '../judge/invariant-ids.ts'
import type { Entry } from '../schedule.ts'
import { chartHandlers, chartStates } from './chart-watch.ts'

/** What a search came by, and what it never did. Names only, sorted. */
export interface CoverageReport {
  /** Different triples of the terminal's state, the fault that struck there, and how it ended. */
  readonly combinations: number
  /** States of the chart in which a fault struck. */
  readonly states: readonly string[]
  /** Transitions of the chart that were taken, `state event`; none of a terminal that is not ours. */
  readonly transitions: readonly string[]
  /** Kinds of faults that struck, as `family=fault`. */
  readonly faults: readonly string[]
  /** Invariants that had something to judge. */
  readonly invariants: readonly string[]
  readonly never: {
    readonly states: readonly string[]
    readonly transitions: readonly string[]
    readonly faults: readonly string[]
    readonly invariants: readonly string[]
  }
}

/** Notes what a search comes by. */
export class Coverage {
  readonly #combinations = new Set<string>()
  readonly #states = new Set<string>()
  readonly #transitions = new Set<string>()
  readonly #faults = new Set<string>()
  readonly #invariants = new Set<string>()

  /** A fault struck while the terminal was in this state, and the run ended so. */
  struck({ point, fault }: Entry, state: string, outcome: string): void {
    const kind = kindOf(point, fault)
    this.#states.add(state)
    this.#faults.add(kind)
    this.#combinations.add(`${state} ${kind} ${outcome}`)
  }

  /** Handlers of the chart that were used, by their places in `chartHandlers`. */
  taken(handlers: readonly number[]): void {
    for (const handler of handlers) this.#transitions.add(chartHandlers[handler] as string)
  }

  checked(ids: readonly InvariantId[]): void {
    for (const id of ids) this.#invariants.add(id)
  }

  report(): CoverageReport {
    const never = (all: readonly string[], reached: ReadonlySet<string>) =>
      all.filter((name) => !reached.has(name)).sort()
    return {
      combinations: this.#combinations.size,
      states: [...this.#states].sort(),
      transitions: [...this.#transitions].sort(),
      faults: [...this.#faults].sort(),
      invariants: invariantIds.filter((id) => this.#invariants.has(id)),
      never: {
        states: never(chartStates, this.#states),
        transitions: this.#transitions.size === 0 ? [] : never(chartHandlers, this.#transitions),
        faults: never(faultKinds, this.#faults),
        invariants: invariantIds.filter((id) => !this.#invariants.has(id)),
      },
    }
  }
}
