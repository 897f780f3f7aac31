import type { Restore } from '../../sim/index.ts'
import { allOf, saveGrowing } from '../../sim/index.ts'
import { invariantIds } from '../judge/invariant-ids.ts'
import type { Lab } from '../lab.ts'
import { Play } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import type { Entry, Schedule } from '../schedule.ts'
import type { StageParts } from '../stage.ts'
import type { ChartListener } from './chart-watch.ts'
import { hearChart } from './chart-watch.ts'
import type { Ending } from './ending.ts'
import { endingOf } from './ending.ts'
import type { worldKey } from './world-key.ts'

/** What one schedule led to, from its last fault on. */
export interface Attempt {
  /** Keys of the worlds that it went through, in their order; the last one is known when it was cut short. */
  readonly worlds: readonly string[]
  readonly visits: readonly Visit[]
  /** Absent when it was cut short at a world that is known already. */
  readonly ending?: Ending
  /** Where the terminal's chart was when the last fault struck. */
  readonly struckIn?: string
  /** Handlers of the chart that were used after the last fault, by their places in `chartHandlers`. */
  readonly taken: FirstTimes
  /** Invariants that have had something to judge, by their places in `invariantIds`. */
  readonly checked: FirstTimes
  /** It was given up: it took more events, or more virtual time, than a run may. */
  readonly givenUp?: 'events' | 'time'
}

/** Two lists side by side: what came for the first time, in that order, and how many worlds came before. */
export interface FirstTimes {
  readonly what: readonly number[]
  readonly worldsBefore: readonly number[]
}

/** A choice that was offered after the last fault. */
export interface Visit {
  readonly point: string
  readonly occurrence: number
  readonly offered: readonly string[]
  /** How many of the attempt's worlds came before it. */
  readonly worldsBefore: number
}

/** What every attempt of a search has in common. */
export interface Setting {
  readonly scenario: Scenario
  readonly lab: Lab
  readonly parts: StageParts
  /** How many faults are tried at most. */
  readonly depth: number
  readonly mostEvents: number
  readonly mostVirtualMs: number
  readonly fingerprint: typeof worldKey
}

/** Plays one schedule from the beginning. */
export function attempt(schedule: Schedule, setting: Setting, isKnown: IsKnown): Attempt {
  return new Trial(schedule, setting).play(isKnown)
}

/** Whether a world, asked with the number of worlds before it, was come into before. */
type IsKnown = (world: string, before: number) => boolean

/**
 * One schedule that is being played. Worlds are compared between two events of the queue, where nothing is half done, and
 * only from the last fault on: before it the schedule still has a say. May go back to where it was saved and on with one
 * fault more.
 */
export class Trial {
  /** What was offered since the last fault struck, as far as anybody has looked. */
  visits: Visit[] = []
  /** Handlers that were used and invariants that were checked, and how many worlds came before. */
  #taken = new Map<number, number>()
  #checked = new Map<number, number>()
  /** Invariants that whoever is added to tells of. */
  #checkedBefore: ReadonlySet<number> = new Set()
  /** How many places there were since then at which worlds are compared. */
  worlds = 0
  readonly #play: Play
  readonly #setting: Setting
  readonly #untilMs: number
  #schedule: Schedule
  #struckIn = 'booting'
  #seen = 0
  #events = 0
  /** After how many events worlds were compared last, or, before that, the last fault had struck. */
  #looked: number | undefined
  /** At how many places worlds have been compared since this one was healed. */
  #placesHealed = 0

  constructor(schedule: Schedule, setting: Setting) {
    const { scenario, lab, parts, mostVirtualMs } = setting
    this.#schedule = schedule
    this.#setting = setting
    // A terminal boots while its play is made.
    hearChart(this.#hear)
    this.#play = new Play(scenario, lab, schedule, { ...parts, trace: false, keepPoints: true })
    this.#untilMs = this.#play.clock.now() + mostVirtualMs
    // What strikes before the play begins strikes a terminal that is just being switched on.
    this.#play.scheduler.onLast = () => {
      this.#struckIn = this.#play.stage.chartState()
    }
  }

  /** Goes on until it rests, or until it comes into a world that is known. */
  play(isKnown: IsKnown): Attempt {
    const play = this.#play
    const { mostEvents, fingerprint } = this.#setting
    const lasting = lastingText(this.#schedule)
    const worlds: string[] = []
    const soFar = (): Attempt => ({
      worlds,
      visits: this.visits,
      struckIn: this.#struckIn,
      taken: firstTimes(this.#taken),
      checked: firstTimes(this.#checked),
    })
    do {
      if (this.look()) {
        const world = fingerprint(play, play.stage.world.isHealed ? '' : lasting)
        worlds.push(world)
        if (isKnown(world, worlds.length - 1)) return soFar()
      }
      if (this.#events >= mostEvents) return { ...soFar(), givenUp: 'events' }
      if (play.clock.now() > this.#untilMs) return { ...soFar(), givenUp: 'time' }
    } while (this.step())
    const ending = endingOf(play.ending())
    this.#noteChecked()
    return { ...soFar(), ending }
  }

  /** Takes down what was offered since the last look; true where worlds are compared. */
  look(): boolean {
    const from = this.#play.scheduler.struckAllAfter
    if (from === undefined) return false
    const { points } = this.#play.stage.world
    this.#looked ??= this.#events
    const before = this.visits.length
    for (this.#seen = Math.max(this.#seen, from); this.#seen < points.length; this.#seen += 1) {
      const { point, occurrence, faults } = points[this.#seen]!
      this.visits.push({ point, occurrence, offered: faults, worldsBefore: this.worlds })
    }
    if (!this.#isPlace(this.visits.slice(before), this.#events - this.#looked)) return false
    this.#noteChecked()
    this.#looked = this.#events
    if (this.#play.stage.world.isHealed) this.#placesHealed += 1
    this.worlds += 1
    return true
  }

  /**
   * Where one more fault can be added, everywhere that something is offered. Behind the last one worlds only have to meet:
   * near the fault everywhere, where most of them come back to what is known, though hardly ever at once, then at landmarks.
   * A world that has just been healed is mostly known; when it is not, it hardly ever comes into one that is.
   */
  #isPlace(offered: readonly Visit[], eventsSince: number): boolean {
    if (this.#play.stage.world.isHealed)
      return this.#placesHealed === 0 || eventsSince >= SELDOM_EVENTS * 2 ** (this.#placesHealed - 1)
    const isFollowed = this.#schedule.length < this.#setting.depth
    if (this.worlds === 0) return isFollowed || eventsSince >= STRUCK_EVENTS
    if (isFollowed) return offered.length > 0 || eventsSince >= SELDOM_EVENTS
    const places = this.worlds < NEAR_PLACES ? NEAR : LANDMARKS
    return offered.some(({ point }) => places.test(point)) || eventsSince >= RARELY_EVENTS
  }

  /** One event on; false when the play is over. */
  step(): boolean {
    hearChart(this.#hear)
    if (!this.#play.clock.step()) return false
    this.#events += 1
    return true
  }

  readonly #hear: ChartListener = (handler) => {
    if (handler >= 0 && !this.#taken.has(handler)) this.#taken.set(handler, this.worlds)
  }

  #noteChecked(): void {
    const times = this.#play.judge.checked()
    for (let place = 0; place < invariantIds.length; place += 1) {
      const isNew = times[invariantIds[place]!] > 0 && !this.#checked.has(place) && !this.#checkedBefore.has(place)
      if (isNew) this.#checked.set(place, this.worlds)
    }
  }

  /** Remembers this place; undefined when a part of somebody else's cannot be put back. */
  save(): Restore | undefined {
    const [schedule, struckIn, seen, events, looked, placesHealed] = [
      this.#schedule,
      this.#struckIn,
      this.#seen,
      this.#events,
      this.#looked,
      this.#placesHealed,
    ]
    const { visits, worlds } = this
    const [taken, checked, checkedBefore] = [this.#taken, this.#checked, this.#checkedBefore]
    const rest = () => {
      this.#schedule = schedule
      this.#struckIn = struckIn
      this.#seen = seen
      this.#events = events
      this.#looked = looked
      this.#placesHealed = placesHealed
      this.visits = visits
      this.worlds = worlds
      this.#taken = taken
      this.#checked = checked
      this.#checkedBefore = checkedBefore
    }
    return allOf([this.#play.save(), saveGrowing(visits), rest])
  }

  /** One fault more, for what is still to come: what counts is what happens from there on. */
  add(entry: Entry): void {
    this.#schedule = [...this.#schedule, entry]
    this.#play.scheduler.add(entry)
    this.visits = []
    this.worlds = 0
    this.#looked = undefined
    this.#taken = new Map()
    this.#checkedBefore = new Set([...this.#checkedBefore, ...this.#checked.keys()])
    this.#checked = new Map()
  }
}

function firstTimes(map: ReadonlyMap<number, number>): FirstTimes {
  return { what: [...map.keys()], worldsBefore: [...map.values()] }
}

/** Faults that go on striking belong to the world; where they began does not. */
function lastingText(schedule: Schedule): string {
  return schedule
    .filter(({ first, last }) => first !== last)
    .map(({ point, fault }) => `${point}=${fault}`)
    .sort()
    .join(';')
}

/** Where nothing can be chosen any more, worlds are compared now and then. */
const STRUCK_EVENTS = 3
const SELDOM_EVENTS = 12
const RARELY_EVENTS = 24
const NEAR_PLACES = 3
/** All but the lines of a slip, one of which is like the next. */
const NEAR = /^(?!printer\.line)/
/** Points that every sale passes a few times, and where worlds that were different have become equal. */
const LANDMARKS = /^(flash\.sync\.(intent|outcome|owed|cleared|printed)$|keypad\.key)/
