import { faultKinds, kindOf } from '../fault-kind.ts'
import { invariantIds } from '../judge/invariant-ids.ts'
import type { Entry } from '../schedule.ts'
import { sorted } from '../sorted.ts'
import { chartHandlers, chartStates } from './chart-watch.ts'
import type { Ending } from './ending.ts'

/** What a search came by, and what it never did. Names only, sorted. */
export interface CoverageReport {
  /** Different triples of the terminal's state, the fault that struck there, and how it ended. */
  readonly combinations: number
  /** The triples: by state and by kind of fault, the places of the ends in `endings`. */
  readonly struck: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  /** How they ended, in the order in which that was met. */
  readonly endings: readonly Ending[]
  /** Transitions of the chart that were taken, `state event`; none of a terminal that is not ours. */
  readonly transitions: readonly string[]
  /** Kinds of faults that struck, as `family=fault`. */
  readonly faults: readonly string[]
  /** Invariants that had something to judge. */
  readonly invariants: readonly string[]
  readonly never: {
    /** States of the terminal in which no fault struck. */
    readonly struckIn: readonly string[]
    readonly transitions: readonly string[]
    readonly faults: readonly string[]
    readonly invariants: readonly string[]
  }
}

/** How runs ended, by the kind of fault that struck. */
type Kinds = Map<string, Set<Ending>>

/** Notes what a search comes by. */
export class Coverage {
  /** By the state in which it struck. */
  readonly #struck = new Map<string, Kinds>()
  readonly #endings = new Set<Ending>()
  readonly #transitions = new Set<string>()
  readonly #invariants = new Set<string>()

  /** A fault struck while the terminal was in this state, and the run ended so: one object for equal endings. */
  struck({ point, fault }: Entry, state: string, ending: Ending): void {
    const kind = kindOf(point, fault)
    this.#endings.add(ending)
    const here = this.#struck.get(state) ?? new Map()
    this.#struck.set(state, here)
    const ends = here.get(kind) ?? new Set()
    here.set(kind, ends)
    ends.add(ending)
  }

  /** Handlers of the chart that were used, by their places in `chartHandlers`. */
  taken(handlers: readonly number[]): void {
    for (const handler of handlers) this.#transitions.add(chartHandlers[handler] as string)
  }

  /** Invariants that had something to judge, by their places in `invariantIds`. */
  checked(places: readonly number[]): void {
    for (const place of places) this.#invariants.add(invariantIds[place] as string)
  }

  report(): CoverageReport {
    const places = new Map([...this.#endings].map((ending, place) => [ending, place]))
    const placesOf = (ends: ReadonlySet<Ending>) => [...ends].map((end) => places.get(end) as number).sort(ascending)
    const endsOf = (kinds: Kinds) => sorted([...kinds].map(([kind, ends]) => [kind, placesOf(ends)]))
    const byKind = [...this.#struck.values()].flatMap((kinds) => [...kinds])
    const faults = new Set(byKind.map(([kind]) => kind))
    const never = (all: readonly string[], reached: ReadonlySet<string>) =>
      all.filter((name) => !reached.has(name)).sort()
    return {
      combinations: byKind.reduce((sum, [, ends]) => sum + ends.size, 0),
      struck: sorted([...this.#struck].map(([state, kinds]) => [state, endsOf(kinds)])),
      endings: [...this.#endings],
      transitions: [...this.#transitions].sort(),
      faults: [...faults].sort(),
      invariants: invariantIds.filter((id) => this.#invariants.has(id)),
      never: {
        struckIn: never(chartStates, new Set(this.#struck.keys())),
        transitions: this.#transitions.size === 0 ? [] : never(chartHandlers, this.#transitions),
        faults: never(faultKinds, faults),
        invariants: invariantIds.filter((id) => !this.#invariants.has(id)),
      },
    }
  }
}

function ascending(one: number, other: number): number {
  return one - other
}
