import { assert } from '../assert.ts'
import type { Attempt } from './attempt.ts'
import type { Ending } from './ending.ts'

/**
 * Every world that a search has come through, and how each run ended or where it came into another one's way. Runs are
 * numbered as they are entered, so one can only have met an earlier one.
 */
export class Atlas {
  readonly #merge: boolean
  readonly #learned: (world: string) => void
  readonly #runs: Way[] = []
  readonly #places = new Map<string, Place>()
  readonly #endings = new Map<string, Ending>()
  merged = 0

  constructor(merge: boolean, learned: (world: string) => void = () => undefined) {
    this.#merge = merge
    this.#learned = learned
  }

  get ran(): number {
    return this.#runs.length
  }

  get worlds(): number {
    return this.#places.size
  }

  /** How many different ends there were. */
  get outcomes(): number {
    return this.#endings.size
  }

  isKnown(world: string): boolean {
    return this.#places.has(world)
  }

  /** Enters a run; `from` is where its last fault was added. Its ending is that of the way it came into, if it did. */
  enter(
    { worlds, ending, givenUp }: Pick<Attempt, 'worlds' | 'ending' | 'givenUp'>,
    from: Origin | undefined,
    isFollowed: boolean,
  ): Entered {
    const number = this.#runs.length
    const isCutOff = ending === undefined && givenUp === undefined
    const meets = isCutOff ? this.#places.get(worlds.at(-1) ?? '') : undefined
    const known = meets === undefined ? undefined : this.#runs[meets.run]?.ending
    const ends = ending === undefined ? known : this.#same(ending)
    const way: Way = { ending: ends, meets, branches: isFollowed ? [] : undefined }
    this.#runs.push(way)
    if (meets !== undefined) this.merged += 1
    if (this.#merge) {
      for (const [at, world] of worlds.entries()) if (!this.#places.has(world)) this.#note(world, { run: number, at })
    }
    if (from !== undefined) this.#branchOf(from, number)
    return { number, ending: ends }
  }

  /** How many schedules of up to so many faults are decided. */
  schedules(faults: number): number {
    let sum = 0
    for (const count of this.#tally(faults).values()) sum += count
    return sum
  }

  /** How many of them ended with money lost by rule, by cause. */
  differences(faults: number): Record<string, number> {
    const found: Record<string, number> = {}
    for (const [{ causes }, count] of this.#tally(faults)) {
      for (const cause of causes) found[cause] = (found[cause] ?? 0) + count
    }
    return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  #note(world: string, place: Place): void {
    this.#places.set(world, place)
    this.#learned(world)
  }

  #branchOf({ run, worldsBefore }: Origin, number: number): void {
    const { branches } = this.#runs[run] as Way
    assert(branches !== undefined, 'a run that is added to keeps its branches')
    branches.push({ worldsBefore, run: number })
  }

  /** One object for equal endings. */
  #same(ending: Ending): Ending {
    const text = JSON.stringify(ending)
    const known = this.#endings.get(text) ?? ending
    this.#endings.set(text, known)
    return known
  }

  #tally(faults: number): ReadonlyMap<Ending, number> {
    return this.#runs.length === 0 ? new Map() : this.#from({ run: 0, at: -1 }, faults, new Map())
  }

  /** How the schedules end that go through this place and strike up to so many more faults behind it. */
  #from(
    { run, at }: Place,
    faults: number,
    memo: Map<string, ReadonlyMap<Ending, number>>,
  ): ReadonlyMap<Ending, number> {
    const name = `${run} ${at} ${faults}`
    const known = memo.get(name)
    if (known !== undefined) return known
    const { ending, meets, branches = [] } = this.#runs[run] as Way
    const sum = new Map<Ending, number>()
    const add = (more: ReadonlyMap<Ending, number>) => {
      for (const [one, count] of more) sum.set(one, (sum.get(one) ?? 0) + count)
    }
    if (meets !== undefined) add(this.#from(meets, faults, memo))
    else if (ending !== undefined) sum.set(ending, 1)
    if (faults > 0) {
      for (const branch of branches) {
        if (branch.worldsBefore > at) add(this.#from({ run: branch.run, at: -1 }, faults - 1, memo))
      }
    }
    memo.set(name, sum)
    return sum
  }
}

/** The run that was added to, and how many of its worlds came before the addition. */
export interface Origin {
  readonly run: number
  readonly worldsBefore: number
}

interface Entered {
  readonly number: number
  readonly ending: Ending | undefined
}

/** The world number `at` of a run; -1 is before its first one. */
interface Place {
  readonly run: number
  readonly at: number
}

interface Way {
  readonly ending: Ending | undefined
  readonly meets: Place | undefined
  /** Runs with one more fault; absent where none are tried. */
  readonly branches: { readonly worldsBefore: number; readonly run: number }[] | undefined
}
