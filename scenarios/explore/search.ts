import { labOf } from '../lab.ts'
import type { Scenario } from '../scenario.ts'
import type { Schedule } from '../schedule.ts'
import { printEntry } from '../schedule.ts'
import { shippedProfile } from '../shipped.ts'
import { sorted } from '../sorted.ts'
import type { Origin } from './atlas.ts'
import { Atlas } from './atlas.ts'
import type { FirstTimes, Setting } from './attempt.ts'
import { lossOf } from './candidates.ts'
import { watched } from './chart-watch.ts'
import { Coverage } from './coverage.ts'
import type { Ending } from './ending.ts'
import type { Counterexample, Exploration, ExploreOptions, StoppedBy } from './exploration.ts'
import type { Child, Task } from './extend.ts'
import { firstChild, playedThrough } from './extend.ts'
import { worldKey } from './world-key.ts'

/**
 * The search itself, whoever plays for it: hands out the tasks of one level after the other and enters what came of them,
 * in their order. What it finds depends on that order alone, not on who played and when: a run that went on because
 * whoever played it did not know a world yet is cut off where it came into one.
 */
export class Search {
  readonly setting: Setting
  readonly #scenario: Scenario
  readonly #options: ExploreOptions
  readonly #atlas: Atlas
  readonly #coverage = new Coverage()
  /** Which schedule breaks which invariant, `S8 link.connect#1=refuse`. */
  readonly #broken = new Set<string>()
  readonly #violations: Counterexample[] = []
  readonly #expected: ReadonlySet<string>
  readonly #unexpected = new Map<string, readonly string[]>()
  #stoppedBy: StoppedBy | '' = ''
  #stoppedAt: readonly string[] = []
  #level: Branch[] = []
  #next: Branch[] = []
  #depth = 0
  #faults = 0
  #left = 0
  /** How many tasks there were on all levels. */
  #tasks = 0

  constructor(scenario: Scenario, options: ExploreOptions) {
    this.#scenario = scenario
    this.#options = options
    this.#expected = new Set(scenario.expect.differences.map(({ cause }) => cause))
    this.#atlas = new Atlas(options.merge !== false)
    this.setting = settingOf(scenario, options)
    const first = firstChild(this.setting, options)
    this.#faults = first.offers.reduce((sum, count) => sum + count, 0)
    this.#enter([], undefined, first)
  }

  isKnown(world: string): boolean {
    return this.#atlas.isKnown(world)
  }

  /** The worlds that are known by now, for other threads; more as they are found. */
  get known(): ArrayBufferLike {
    return this.#atlas.memory
  }

  /** The tasks of the next level, one for each parent or enough for so many at a time; none when the search is over. */
  nextLevel(atATime?: number): readonly Task[] {
    if (this.#depth >= this.#options.depth || this.#stoppedBy !== '') return []
    this.#depth += 1
    this.#level = this.#next
    this.#next = []
    this.#left = this.#level.reduce((sum, { offers }) => sum + offers, 0)
    const most = atATime === undefined ? this.#left : Math.min(MOST_ADDITIONS, Math.ceil(this.#left / atATime))
    const pieces = this.#level.flatMap((branch, parent) => piecesOf(branch, parent, most))
    const before = this.#tasks
    this.#tasks += pieces.length
    return pieces.map((piece, index) => ({ ...piece, number: before + index }))
  }

  /** Enters what became of one addition; false when the search has ended and nothing more is wanted. */
  enter({ parent }: Task, child: Child): boolean {
    if (!this.#mayGoOn()) return false
    const { run, schedule } = this.#level[parent] as Branch
    const { entry, worldsBefore } = child.added as NonNullable<Child['added']>
    this.#enter([...schedule, entry], { run, worldsBefore }, child)
    this.#options.entered?.([...schedule, entry])
    if (this.#options.stopAtFirst === true && this.#violations.length > 0) this.#stoppedBy = 'violation'
    return this.#stoppedBy === ''
  }

  found(): Exploration {
    const atlas = this.#atlas
    const tally = atlas.tally(this.#options.depth)
    return {
      id: this.#scenario.id,
      depth: this.#options.depth,
      faults: this.#faults,
      schedules: [...tally.values()].reduce((sum, count) => sum + count, 0),
      ran: atlas.ran,
      merged: atlas.merged,
      complete: this.#stoppedBy === '',
      stoppedBy: this.#stoppedBy,
      stoppedAt: this.#stoppedAt,
      distinctOutcomes: atlas.outcomes,
      differences: differencesIn(tally),
      unexpected: [...this.#unexpected].map(([cause, schedule]) => ({ cause, schedule })),
      violations: this.#violations,
      coverage: this.#coverage.report(),
    }
  }

  /** How many schedules end in which way, by what became of the sales and which invariants broke. */
  tally(): Readonly<Record<string, number>> {
    const counts = [...this.#atlas.tally(this.#options.depth)].map(([ending, count]) => [JSON.stringify(ending), count])
    return Object.fromEntries(counts.sort()) as Record<string, number>
  }

  #mayGoOn(): boolean {
    const { progress, mostSchedules = MOST_SCHEDULES } = this.#options
    if (this.#stoppedBy !== '') return false
    if (this.#atlas.ran >= mostSchedules) this.#stoppedBy = 'schedules'
    const { ran, merged, worlds } = this.#atlas
    const state = { depth: this.#depth, ran, merged, worlds, violations: this.#violations.length, left: this.#left }
    this.#left -= 1
    if (progress?.(state) === false) this.#stoppedBy = 'interrupt'
    return this.#stoppedBy === ''
  }

  /** Enters one schedule, and keeps it for the next level unless nothing more can be learned by adding to it. */
  #enter(schedule: Schedule, from: Origin | undefined, child: Child): void {
    const cut = this.#cutOff(schedule, child)
    const { worlds, offers, ending, givenUp } = cut
    if (givenUp !== undefined) {
      this.#stoppedBy = givenUp
      this.#stoppedAt = schedule.map(printEntry)
    }
    const isFollowed = schedule.length < this.#options.depth
    const entered = this.#atlas.enter(cut, from, isFollowed)
    this.#coverage.taken(cut.taken.what)
    this.#coverage.checked(cut.checked.what)
    if (entered.ending === undefined) return
    const last = schedule.at(-1)
    if (last !== undefined) this.#coverage.struck(last, child.struckIn ?? '', entered.ending)
    this.#condemn(schedule, entered.ending)
    if (entered.ending.broken.length > 0 || !isFollowed) return
    const offered = offers.reduce((sum, count) => sum + count, 0)
    const stopsAfter = ending === undefined ? { stopsAfter: worlds.length } : {}
    if (offered > 0) this.#next.push({ run: entered.number, schedule, offers: offered, ...stopsAfter })
  }

  /**
   * Leaves away what comes after the first world that is known by now. Whoever stopped at a world that he had only heard of,
   * from a run of which that part was left away, has stopped too early.
   */
  #cutOff(schedule: Schedule, child: Child): Child {
    const at = child.worlds.findIndex((world) => this.#atlas.isKnown(world))
    const { worlds, offers, taken, checked, added, ending, givenUp } = child
    if (at < 0 && ending === undefined && givenUp === undefined) {
      return { ...child, ...playedThrough(schedule, this.setting, this.#options, (world) => this.isKnown(world)) }
    }
    if (at < 0) return child
    return {
      worlds: worlds.slice(0, at + 1),
      offers: offers.slice(0, at + 1),
      taken: upTo(taken, at),
      checked: upTo(checked, at),
      ...(added === undefined ? {} : { added }),
    }
  }

  #condemn(schedule: Schedule, { broken, causes }: Ending): void {
    const texts = schedule.map(printEntry)
    for (const cause of causes) {
      const isOwed = schedule.some(({ point, fault }) => lossOf(point, fault) === cause)
      if (!isOwed && !this.#expected.has(cause) && !this.#unexpected.has(cause)) this.#unexpected.set(cause, texts)
    }
    for (const invariant of broken) {
      if (!this.#breaksWithLess(invariant, texts)) this.#violations.push({ schedule: texts, invariant })
      this.#broken.add(`${invariant} ${texts.join('; ')}`)
    }
  }

  /** The invariant breaks without one of these faults as well: that was found before, and this is no news. */
  #breaksWithLess(invariant: string, texts: readonly string[]): boolean {
    return texts.some((_, at) => this.#broken.has(`${invariant} ${texts.toSpliced(at, 1).join('; ')}`))
  }
}

/** How many schedules ended with money lost by rule, by cause. */
function differencesIn(tally: ReadonlyMap<Ending, number>): Record<string, number> {
  const found: Record<string, number> = {}
  for (const [{ causes }, count] of tally) for (const cause of causes) found[cause] = (found[cause] ?? 0) + count
  return sorted(Object.entries(found))
}

/** What had come when this place was looked at. */
function upTo({ what, worldsBefore }: FirstTimes, place: number): FirstTimes {
  const count = worldsBefore.findIndex((before) => before > place)
  if (count < 0) return { what, worldsBefore }
  return { what: what.slice(0, count), worldsBefore: worldsBefore.slice(0, count) }
}

/** A schedule that may be added to, and how many additions it offers. */
interface Branch {
  readonly run: number
  readonly schedule: Schedule
  readonly offers: number
  readonly stopsAfter?: number
}

function piecesOf({ schedule, offers, stopsAfter }: Branch, parent: number, most: number): Omit<Task, 'number'>[] {
  const about = { parent, schedule, ...(stopsAfter === undefined ? {} : { stopsAfter }) }
  const pieces: Omit<Task, 'number'>[] = []
  for (let from = 0; from < offers; from += most) pieces.push({ ...about, from, to: Math.min(offers, from + most) })
  return pieces
}

/** What whoever plays a schedule has to know. */
export function settingOf(scenario: Scenario, options: SettingOptions): Setting {
  const { profile, parts, depth, mostEvents, mostVirtualMs, fingerprint } = options
  return {
    scenario: { ...scenario, faults: [] },
    lab: labOf(scenario, profile ?? shippedProfile(scenario.profile)),
    parts: watched(parts ?? {}),
    depth,
    mostEvents: mostEvents ?? MOST_EVENTS,
    mostVirtualMs: mostVirtualMs ?? MOST_VIRTUAL_MS,
    fingerprint: fingerprint ?? worldKey,
  }
}

type SettingOptions = Pick<
  ExploreOptions,
  'depth' | 'profile' | 'parts' | 'mostEvents' | 'mostVirtualMs' | 'fingerprint'
>

/** Mostly one thread plays all additions of a parent, and no task takes long. */
const MOST_ADDITIONS = 256
/** A run with every kind of trouble stays far below. */
const MOST_EVENTS = 200_000
/** A clerk gives each step up after 45 minutes, and waits are a week at most. */
const MOST_VIRTUAL_MS = 30 * 86_400_000
/** So many runs and their worlds take about two gigabytes to remember. */
const MOST_SCHEDULES = 10_000_000
