import { faultKinds, kindOf } from '../fault-kind.ts'
import { invariantIds } from '../judge/invariant-ids.ts'
import type { Entry } from '../schedule.ts'
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

/** Notes what a search comes by. */
export class Coverage {
  /** By state, then by kind of fault. */
  readonly #struck = new Map<string, Map<string, Set<Ending>>>()
  readonly #endings = new Set<Ending>()
  readonly #transitions = new Set<string>()
  readonly #faults = new Set<string>()
  readonly #invariants = new Set<string>()

  /** A fault struck while the terminal was in this state, and the run ended so: one object for equal endings. */
  struck({ point, fault }: Entry, state: string, ending: Ending): void {
    const kind = kindOf(point, fault)
    this.#faults.add(kind)
    this.#endings.add(ending)
    const here = this.#struck.get(state) ?? new Map<string, Set<Ending>>()
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
    const endings = [...this.#endings]
    const places = (ends: ReadonlySet<Ending>) => [...ends].map((end) => endings.indexOf(end)).sort((a, b) => a - b)
    const struck = sorted(this.#struck, (kinds) => sorted(kinds, places))
    const never = (all: readonly string[], reached: ReadonlySet<string>) =>
      all.filter((name) => !reached.has(name)).sort()
    return {
      combinations: [...this.#struck.values()]
        .flatMap((kinds) => [...kinds.values()])
        .reduce((sum, ends) => sum + ends.size, 0),
      struck,
      endings,
      transitions: [...this.#transitions].sort(),
      faults: [...this.#faults].sort(),
      invariants: invariantIds.filter((id) => this.#invariants.has(id)),
      never: {
        struckIn: never(chartStates, new Set(this.#struck.keys())),
        transitions: this.#transitions.size === 0 ? [] : never(chartHandlers, this.#transitions),
        faults: never(faultKinds, this.#faults),
        invariants: invariantIds.filter((id) => !this.#invariants.has(id)),
      },
    }
  }
}

/** As a plain object, its keys in alphabetical order. */
function sorted<T, U>(map: ReadonlyMap<string, T>, make: (value: T) => U): Record<string, U> {
  const names = [...map.keys()].sort()
  return Object.fromEntries(names.map((name) => [name, make(map.get(name) as T)]))
}
