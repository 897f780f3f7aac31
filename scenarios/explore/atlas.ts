import { assert } from '../assert.ts'
import type { Attempt } from './attempt.ts'
import type { Ending } from './ending.ts'
import type { Place } from './worlds.ts'
import { Worlds } from './worlds.ts'

/**
 * Every world that a search has come through, and how each run ended or where it came into another one's way. Runs are
 * numbered as they are entered, so one can only have met an earlier one. Of a run that nobody adds to it keeps the ending.
 */
export class Atlas {
  readonly #merge: boolean
  readonly #worlds = new Worlds()
  /** By the number of the run; undefined when it was given up. */
  readonly #endings: (Ending | undefined)[] = []
  /** Runs that are added to, by their numbers. */
  readonly #ways = new Map<number, Way>()
  /** One object for equal endings, by their texts. */
  readonly #ends = new Map<string, Ending>()
  merged = 0

  constructor(merge: boolean) {
    this.#merge = merge
  }

  get ran(): number {
    return this.#endings.length
  }

  get worlds(): number {
    return this.#worlds.size
  }

  /** How many different ends there were. */
  get outcomes(): number {
    return this.#ends.size
  }

  /** The worlds that are known by now, for other threads. */
  get memory(): ArrayBufferLike {
    return this.#worlds.memory
  }

  isKnown(world: string): boolean {
    return this.#worlds.has(world)
  }

  /** Enters a run; `from` is where its last fault was added. Its ending is that of the way it came into, if it did. */
  enter(
    { worlds, ending, givenUp }: Pick<Attempt, 'worlds' | 'ending' | 'givenUp'>,
    from: Origin | undefined,
    isFollowed: boolean,
  ): Entered {
    const number = this.ran
    const isCutOff = ending === undefined && givenUp === undefined
    const meets = isCutOff ? this.#worlds.placeOf(worlds.at(-1) ?? '') : undefined
    const ends = ending === undefined ? meets && this.#endings[meets.run] : this.#same(ending)
    this.#endings.push(ends)
    if (isFollowed) this.#ways.set(number, { meets, worldsBefore: [], runs: [] })
    if (meets !== undefined) this.merged += 1
    if (this.#merge) {
      for (const [at, world] of worlds.entries()) if (!this.isKnown(world)) this.#worlds.add(world, { run: number, at })
    }
    if (from !== undefined) this.#branchOf(from, number)
    return { number, ending: ends }
  }

  /** How many schedules of up to so many faults end in which way. */
  tally(faults: number): ReadonlyMap<Ending, number> {
    return this.ran === 0 ? new Map() : this.#from({ run: 0, at: -1 }, faults, new Map())
  }

  #branchOf({ run, worldsBefore }: Origin, number: number): void {
    const way = this.#ways.get(run)
    assert(way !== undefined, 'a run that is added to keeps its branches')
    way.worldsBefore.push(worldsBefore)
    way.runs.push(number)
  }

  #same(ending: Ending): Ending {
    const text = JSON.stringify(ending)
    const known = this.#ends.get(text) ?? ending
    this.#ends.set(text, known)
    return known
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
    const sum = new Map<Ending, number>()
    const add = (ending: Ending | undefined, count: number) => {
      if (ending !== undefined) sum.set(ending, (sum.get(ending) ?? 0) + count)
    }
    const { meets, worldsBefore, runs } = this.#ways.get(run) ?? NO_WAY
    if (meets === undefined) add(this.#endings[run], 1)
    else for (const [ending, count] of this.#from(meets, faults, memo)) add(ending, count)
    for (const [index, branch] of runs.entries()) {
      if (faults === 0 || (worldsBefore[index] as number) <= at) continue
      if (faults === 1) add(this.#endings[branch], 1)
      else for (const [ending, count] of this.#from({ run: branch, at: -1 }, faults - 1, memo)) add(ending, count)
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

/** Where a run came into another one's way, and the runs with one more fault: their numbers, after how many of its worlds each. */
interface Way {
  readonly meets: Place | undefined
  readonly worldsBefore: number[]
  readonly runs: number[]
}
const NO_WAY: Way = { meets: undefined, worldsBefore: [], runs: [] }
