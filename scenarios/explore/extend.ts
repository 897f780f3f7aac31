import { assert } from '../assert.ts'
import type { InvariantId } from '../judge/invariant-ids.ts'
import type { Entry, Schedule } from '../schedule.ts'
import type { Setting, Visit } from './attempt.ts'
import { attempt } from './attempt.ts'
import type { Where } from './candidates.ts'
import { candidates } from './candidates.ts'
import type { Ending } from './ending.ts'

/** A schedule that was played and may be added to, and which of its additions are meant. Plain data. */
export interface Task {
  /** Which one of its level it is. */
  readonly parent: number
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
  readonly ending?: Ending
  readonly checked?: readonly InvariantId[]
  readonly givenUp?: 'events' | 'time'
}

type IsKnown = (world: string) => boolean

/** The schedule without faults. */
export function firstChild(setting: Setting, where: Where): Child {
  return childOf([], setting, where, () => false)
}

/** Plays what a task asks for, one addition after the other; what is known may grow from one to the next. */
export function* extend(task: Task, setting: Setting, where: Where, isKnown: IsKnown): Generator<Child> {
  const { schedule, stopsAfter = Number.POSITIVE_INFINITY, from, to } = task
  // What the parent offered is found again rather than kept: a level holds many parents.
  const { visits } = attempt(schedule, setting, (_, before) => before + 1 >= stopsAfter)
  const additions = visits.flatMap((visit) => candidates(visit, schedule, where).map((entry) => ({ entry, visit })))
  assert(additions.length >= to, 'a run that is played again offers the same')
  for (const { entry, visit } of additions.slice(from, to)) {
    const child = childOf([...schedule, entry], setting, where, isKnown)
    yield { added: { entry, worldsBefore: visit.worldsBefore }, ...child }
  }
}

function childOf(schedule: Schedule, setting: Setting, where: Where, isKnown: IsKnown): Child {
  const { visits, ...rest } = attempt(schedule, setting, isKnown)
  return { ...rest, offers: offersOf(visits, schedule, where, rest.worlds.length) }
}

function offersOf(visits: readonly Visit[], schedule: Schedule, where: Where, worlds: number): readonly number[] {
  const offers = Array.from({ length: worlds + 1 }, () => 0)
  for (const visit of visits) offers[visit.worldsBefore]! += candidates(visit, schedule, where).length
  return offers
}
