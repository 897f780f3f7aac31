import type { Restore } from '../../sim/index.ts'
import { assert } from '../assert.ts'
import type { Entry, Schedule } from '../schedule.ts'
import { printEntry } from '../schedule.ts'
import type { Attempt, FirstTimes, Setting, Visit } from './attempt.ts'
import { attempt, Trial } from './attempt.ts'
import type { Where } from './candidates.ts'
import { candidates } from './candidates.ts'
import type { Ending } from './ending.ts'

/** A schedule that was played and may be added to, and which of its additions are meant. Plain data. */
export interface Task {
  /** Which one of its level it is. */
  readonly parent: number
  /** Its place among the tasks of all levels: they are entered in this order. */
  readonly number: number
  readonly schedule: Schedule
  /** How many worlds its run went through before it came into a known one; absent when it went to its end. */
  readonly stopsAfter?: number
  /** The first addition, counted from 0, and the one behind the last. */
  readonly from: number
  readonly to: number
}

/** What one schedule led to, as far as a search keeps it. Plain data. */
export interface Child {
  /** What was added to the parent's schedule, after how many of the parent's worlds. */
  readonly added?: { readonly entry: Entry; readonly worldsBefore: number }
  readonly worlds: readonly string[]
  /** How many additions it offers after so many of its worlds. */
  readonly offers: readonly number[]
  readonly struckIn?: string
  readonly taken: FirstTimes
  readonly ending?: Ending
  readonly checked: FirstTimes
  readonly givenUp?: 'events' | 'time'
}

type IsKnown = (world: string) => boolean

/** The schedule without faults. */
export function firstChild(setting: Setting, where: Where): Child {
  return playedThrough([], setting, where, () => false)
}

/** One schedule, played from the beginning. */
export function playedThrough(schedule: Schedule, setting: Setting, where: Where, isKnown: IsKnown): Child {
  return childOf(attempt(schedule, setting, isKnown), schedule, setting, where)
}

/**
 * A schedule that is being added to. It is played once: for each addition it goes back to before the event in which that one
 * strikes, and on from there. Additions are asked for in their order; between what was asked for and what is asked for next
 * it stays where it is.
 */
export class Parent {
  readonly #task: Pick<Task, 'schedule' | 'stopsAfter'>
  readonly #setting: Setting
  readonly #where: Where
  readonly #trial: Trial
  /** How many additions there were before this event, and those of it. */
  #before = 0
  #here: readonly Addition[] = []
  /** To before this event; undefined at the first one, or when nothing can be put back. */
  #restore: Restore | undefined
  /** The trial was used for a child. */
  #isAway = false

  constructor(
    task: Pick<Task, 'schedule' | 'stopsAfter'>,
    setting: Setting,
    where: Where,
    trial = new Trial(task.schedule, setting),
  ) {
    this.#task = task
    this.#setting = setting
    this.#where = where
    this.#trial = trial
    this.#look()
  }

  /** Whether it has not yet gone past this addition. */
  isBefore(from: number): boolean {
    return from >= this.#before
  }

  /**
   * The schedule with one of its additions, to be added to itself: it is at the event in which that one strikes, in the same
   * trial, so it is over with it when somebody asks for something else here. Undefined when that event is past, or nothing
   * can be put back.
   */
  withAdded(entry: Entry, stopsAfter: number | undefined): Parent | undefined {
    const name = printEntry(entry)
    const isHere = (addition: Addition) => printEntry(addition.entry) === name
    while (!this.#here.some(isHere)) if (!this.#goOn(this.#before)) return undefined
    if (this.#restore === undefined) return undefined
    const schedule = [...this.#task.schedule, entry]
    const task = { schedule, ...(stopsAfter === undefined ? {} : { stopsAfter }) }
    return new Parent(task, this.#setting, this.#where, this.#trialOf(entry, schedule))
  }

  *children({ from, to }: Pick<Task, 'from' | 'to'>, isKnown: IsKnown): Generator<Child> {
    for (;;) {
      const [first, end] = [from, to].map((number) => Math.max(0, number - this.#before))
      for (const addition of this.#here.slice(first, end)) yield this.#child(addition, isKnown)
      if (this.#before + this.#here.length >= to) return
      assert(this.#goOn(from), OFFERS_THE_SAME)
    }
  }

  #child({ entry, visit }: Addition, isKnown: IsKnown): Child {
    const schedule = [...this.#task.schedule, entry]
    const played = childOf(this.#trialOf(entry, schedule).play(isKnown), schedule, this.#setting, this.#where)
    return { added: { entry, worldsBefore: visit.worldsBefore }, ...played }
  }

  #trialOf(entry: Entry, schedule: Schedule): Trial {
    if (this.#restore === undefined) return new Trial(schedule, this.#setting)
    this.#isAway = true
    this.#restore()
    this.#trial.add(entry)
    return this.#trial
  }

  /** One event on; false when there is none. What can be wanted only later is not remembered. */
  #goOn(from: number): boolean {
    this.#comeBack()
    this.#before += this.#here.length
    this.#here = []
    const { stopsAfter = Number.POSITIVE_INFINITY } = this.#task
    if (this.#trial.worlds >= stopsAfter) return false
    this.#restore = this.#before + MOST_AT_ONCE > from ? this.#trial.save() : undefined
    if (!this.#trial.step()) return false
    this.#look()
    return true
  }

  #comeBack(): void {
    if (!this.#isAway) return
    this.#isAway = false
    this.#restore?.()
    this.#trial.step()
    this.#trial.look()
  }

  #look(): void {
    const seen = this.#trial.visits.length
    this.#trial.look()
    const { schedule } = this.#task
    this.#here = this.#trial.visits
      .slice(seen)
      .flatMap((visit) => candidates(visit, schedule, this.#where).map((entry) => ({ entry, visit })))
  }
}

interface Addition {
  readonly entry: Entry
  readonly visit: Visit
}

const OFFERS_THE_SAME = 'a run that is played again offers the same'
/** One event offers fewer additions; where it does not, they are played from the beginning. */
const MOST_AT_ONCE = 200

/** What it offers counts where somebody may add to it. */
function childOf({ visits, ...rest }: Attempt, schedule: Schedule, { depth }: Setting, where: Where): Child {
  const isFollowed = schedule.length === 0 || schedule.length < depth
  return { ...rest, offers: isFollowed ? offersOf(visits, schedule, where, rest.worlds.length) : [] }
}

function offersOf(visits: readonly Visit[], schedule: Schedule, where: Where, worlds: number): readonly number[] {
  const offers = Array.from({ length: worlds + 1 }, () => 0)
  for (const visit of visits) offers[visit.worldsBefore]! += candidates(visit, schedule, where).length
  return offers
}
