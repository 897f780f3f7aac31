import type { Schedule } from '../schedule.ts'
import { printEntry } from '../schedule.ts'
import type { Setting } from './attempt.ts'
import type { Where } from './candidates.ts'
import type { Child, Task } from './extend.ts'
import { Parent } from './extend.ts'

/**
 * The schedule that is being added to and those that it was made of, one fault less each: the next one mostly shares all but
 * its last fault, and goes on from where that one strikes.
 */
export class Lineage {
  readonly #setting: Setting
  readonly #where: Where
  readonly #line: Ancestor[] = []

  constructor(setting: Setting, where: Where) {
    this.#setting = setting
    this.#where = where
  }

  /** Plays what a task asks for, one addition after the other; what is known may grow from one to the next. */
  children(task: Task, isKnown: (world: string) => boolean): Generator<Child> {
    return this.#parentOf(task).children(task, isKnown)
  }

  #parentOf({ schedule, stopsAfter, from }: Task): Parent {
    const names = schedule.map(printEntry)
    while (!this.#leadsTo(names, from)) this.#line.pop()
    for (let faults = this.#faults + 1; faults <= schedule.length; faults += 1) {
      const isTask = faults === schedule.length
      const parent = this.#next(schedule.slice(0, faults), isTask ? stopsAfter : undefined)
      this.#line.push({ names: names.slice(0, faults), parent })
    }
    return this.#line.at(-1)!.parent
  }

  /** How many faults the last of the line has; -1 when there is none. */
  get #faults(): number {
    return this.#line.length - 1
  }

  /** Whether the last of the line, if there is one, is on the way to this schedule and not yet past what is wanted. */
  #leadsTo(names: readonly string[], from: number): boolean {
    const last = this.#line.at(-1)
    if (last === undefined) return true
    if (last.names.some((name, index) => name !== names[index])) return false
    return last.names.length < names.length || last.parent.isBefore(from)
  }

  #next(schedule: Schedule, stopsAfter: number | undefined): Parent {
    const added = schedule.at(-1)
    const origin = added && this.#line.at(-1)?.parent.withAdded(added, stopsAfter)
    return (
      origin ??
      new Parent({ schedule, ...(stopsAfter === undefined ? {} : { stopsAfter }) }, this.#setting, this.#where)
    )
  }
}

interface Ancestor {
  readonly names: readonly string[]
  readonly parent: Parent
}
