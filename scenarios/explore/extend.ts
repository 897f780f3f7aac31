import type { Restore } from '../../sim/index.ts'
import { assert } from '../assert.ts'
import type { InvariantId } from '../judge/invariant-ids.ts'
import type { Entry, Schedule } from '../schedule.ts'
import type { Attempt, Setting, Visit } from './attempt.ts'
import { attempt, Trial } from './attempt.ts'
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
  const first = attempt([], setting, () => false)
  return childOf(first, [], setting, where)
}

/**
 * Plays what a task asks for, one addition after the other; what is known may grow from one to the next. The parent is
 * played once: for each addition it goes back to before the event in which that one strikes, and on from there.
 */
export function* extend(task: Task, setting: Setting, where: Where, isKnown: IsKnown): Generator<Child> {
  const { schedule, stopsAfter = Number.POSITIVE_INFINITY, from, to } = task
  const trial = new Trial(schedule, setting)
  let number = 0
  // Before the first event there is nothing to go back to.
  let restore: Restore | undefined
  do {
    const seen = trial.visits.length
    trial.look()
    const additions = additionsOf(trial.visits.slice(seen), schedule, where)
    const wanted = additions.slice(Math.max(0, from - number), Math.max(0, to - number))
    for (const { entry, visit } of wanted) {
      const child = restored(trial, restore, entry) ?? new Trial([...schedule, entry], setting)
      const played = childOf(child.play(isKnown), [...schedule, entry], setting, where)
      yield { added: { entry, worldsBefore: visit.worldsBefore }, ...played }
    }
    number += additions.length
    if (number >= to) return
    if (wanted.length > 0 && restore !== undefined) {
      restore()
      trial.step()
      trial.look()
    }
    if (trial.worlds >= stopsAfter) break
    restore = trial.save()
  } while (trial.step())
  assert(false, 'a run that is played again offers the same')
}

/** The trial where it was saved, with one fault more; undefined when it cannot go back. */
function restored(trial: Trial, restore: Restore | undefined, entry: Entry): Trial | undefined {
  if (restore === undefined) return undefined
  restore()
  trial.add(entry)
  return trial
}

function additionsOf(visits: readonly Visit[], schedule: Schedule, where: Where) {
  return visits.flatMap((visit) => candidates(visit, schedule, where).map((entry) => ({ entry, visit })))
}

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
