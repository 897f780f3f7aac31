/** Something to measure: one call is one run. */
export interface Contestant {
  readonly name: string
  run(): void
}

/** Figures in the order in which they were taken. */
export class Sample {
  readonly values: readonly number[]

  constructor(values: readonly number[]) {
    this.values = values
  }

  get min(): number {
    return this.#at(0)
  }

  get median(): number {
    return this.#at(0.5)
  }

  get max(): number {
    return this.#at(1)
  }

  /** Half the distance between the quartiles, as a share of the median: how far a figure lies from the median as a rule. */
  get noise(): number {
    return (this.#at(0.75) - this.#at(0.25)) / 2 / this.median
  }

  #at(share: number): number {
    const sorted = this.values.toSorted((one, other) => one - other)
    return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  }
}

/**
 * Microseconds of processor time of one run of each contestant, `rounds` times `batch` runs each. They take turns, and every
 * other round in the opposite order, so that a machine whose speed drifts is equally fast for all. Processor time, of all
 * threads of this process: it does not count the time in which somebody else's programs had the core.
 */
export function measure(contestants: readonly Contestant[], rounds: number, batch: number): readonly Sample[] {
  for (const one of contestants) microsOf(one, WARM_UP_RUNS)
  const taken = contestants.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, index) => (round % 2 === 0 ? index : contestants.length - 1 - index))
    for (const index of order) taken[index]?.push(microsOf(contestants[index] as Contestant, batch))
  }
  return taken.map((values) => new Sample(values))
}

/** The ratio of two samples, round by round. */
export function ratioOf(one: Sample, other: Sample): Sample {
  return new Sample(one.values.map((value, index) => value / (other.values[index] ?? Number.NaN)))
}

function microsOf(contestant: Contestant, runs: number): number {
  const before = process.cpuUsage()
  for (let index = 0; index < runs; index++) contestant.run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / runs
}

const WARM_UP_RUNS = 150
