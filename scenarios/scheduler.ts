import type { Restore, Takes } from '../sim/index.ts'
import { allOf, saveData } from '../sim/index.ts'
import { readFault } from './fault.ts'
import { suggest } from './nearest.ts'
import type { Entry, Schedule } from './schedule.ts'
import { placeOf, printEntry } from './schedule.ts'
import { UsageError } from './usage-error.ts'

/** Answers the world's questions from a schedule and remembers which entries struck. */
export class Scheduler {
  #schedule: Schedule = []
  #entries: ReadonlyMap<string, readonly Entry[]> = new Map()
  readonly #struck = new Set<Entry>()
  readonly #reached = new Map<string, number>()
  /** Where an entry was due that the point does not take there: what it offered, or that this one would change nothing. */
  readonly #refused = new Map<Entry, readonly string[] | 'vacuous'>()
  /** Called when the last of the entries strikes first. */
  onLast: (() => void) | undefined
  #asked = 0
  #struckAllAfter: number | undefined

  constructor(schedule: Schedule) {
    this.#follow(schedule)
    if (schedule.length === 0) this.#struckAllAfter = 0
  }

  /** One more entry, for what is still to come. */
  add(entry: Entry): void {
    this.#follow([...this.#schedule, entry])
    this.#struckAllAfter = undefined
  }

  save(): Restore {
    const [schedule, asked, struckAllAfter] = [this.#schedule, this.#asked, this.#struckAllAfter]
    const rest = () => {
      this.#follow(schedule)
      this.#asked = asked
      this.#struckAllAfter = struckAllAfter
    }
    return allOf([rest, saveData([this.#struck, this.#reached, this.#refused])])
  }

  /**
   * The world's `decide`: a fault text, or `pass`. A fault that is not among those offered does not strike, nor one with
   * arguments that change nothing there.
   */
  readonly decide = (point: string, occurrence: number, offered: readonly string[], takes: Takes): string => {
    this.#asked += 1
    this.#reached.set(point, occurrence)
    const entry = this.#entries.get(point)?.find(({ first, last }) => first <= occurrence && occurrence <= last)
    if (entry === undefined) return 'pass'
    const name = nameOf(entry.fault)
    const isOffered = offered.some((text) => nameOf(text) === name)
    if (!isOffered || !isTaken(entry, takes)) {
      this.#refused.set(entry, isOffered ? 'vacuous' : offered)
      return 'pass'
    }
    this.#struck.add(entry)
    if (this.#struck.size === this.#schedule.length && this.#struckAllAfter === undefined) {
      this.#struckAllAfter = this.#asked
      this.onLast?.()
    }
    return entry.fault
  }

  /** How many choices had been asked for when the last of the entries struck first; undefined until then. */
  get struckAllAfter(): number | undefined {
    return this.#struckAllAfter
  }

  /** The entries that did not strike. */
  get missed(): Schedule {
    return this.#schedule.filter((entry) => !this.#struck.has(entry))
  }

  /** Throws NEVER_STRUCK when an entry did not strike, with the place of the first one and what the run reached near each. */
  demandAll(): void {
    const { missed } = this
    if (missed.length === 0) return
    const message = `never struck: ${missed.map(printEntry).join('; ')}`
    const place = missed.map(placeOf).find((one) => one !== undefined)
    throw new UsageError('NEVER_STRUCK', message, missed.map((entry) => this.#near(entry)).join('; '), place)
  }

  #follow(schedule: Schedule): void {
    this.#schedule = schedule
    const entries = new Map<string, readonly Entry[]>()
    for (const entry of schedule) entries.set(entry.point, [...(entries.get(entry.point) ?? []), entry])
    this.#entries = entries
  }

  #near(entry: Entry): string {
    const { point } = entry
    const why = this.#refused.get(entry)
    if (why === 'vacuous') return `${entry.fault} changes nothing in any message that passes ${point} then`
    if (why !== undefined) return `${point} takes there only: ${why.join(', ')}`
    const count = this.#reached.get(point)
    if (count !== undefined) return `${point} was reached ${count === 1 ? 'once' : `${count} times`}`
    const stem = point.split('.').slice(0, -1).join('.')
    const reached = [...this.#reached.keys()].sort()
    const family = reached.filter((name) => name.startsWith(`${stem}.`))
    return `${point} was never reached; ${suggest(point, family.length > 0 ? family : reached, 'reached')}`
  }
}

/** A value that does not fit the message is a mistake in the entry. */
function isTaken(entry: Entry, takes: Takes): boolean {
  try {
    return takes(entry.fault)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new UsageError(error.code, error.message, error.hint, placeOf(entry))
  }
}

function nameOf(fault: string): string {
  return readFault(fault)?.name ?? fault
}
