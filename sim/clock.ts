import { assert } from './assert.ts'
import type { Restore } from './restore.ts'

/**
 * The one queue of the simulated world: labelled events ordered by (virtual ms, sequence). Time moves only when an event
 * fires, and two events of the same millisecond fire in the order in which they were asked for.
 *
 * The queue is a sorted array, latest first: it holds some twenty events at most, and the next one is the last element.
 */
export class VirtualClock {
  private nowMs: number
  private lastId = 0
  private queue: Entry[] = []

  /** `startMs`: the instant (ms since 1970 UTC) at which the world begins. */
  constructor(startMs: number) {
    assert(Number.isSafeInteger(startMs), 'the start of time is a whole number of ms')
    this.nowMs = startMs
  }

  /** The present instant, in virtual ms since 1970 UTC. */
  now(): number {
    return this.nowMs
  }

  /** The instant of the next event; undefined when nothing will ever happen. */
  nextAt(): number | undefined {
    return this.queue.at(-1)?.atMs
  }

  /** Moves to the next event and fires exactly that one; false when there is none. */
  step(): boolean {
    const next = this.queue.pop()
    if (next === undefined) return false
    this.nowMs = next.atMs
    next.fn()
    return true
  }

  /**
   * Fires `fn` in `ms` (whole, 0 or more) and answers an id for `clearTimeout`. The label says what will happen, so that
   * two worlds can be compared. All events of an `owner` go at once with `forget`.
   */
  later(ms: number, label: string, fn: () => void, owner?: object): number {
    assert(Number.isSafeInteger(ms) && ms >= 0, `a delay is a whole number of ms (${label})`)
    const atMs = this.nowMs + ms
    const id = ++this.lastId
    const queue = this.queue
    let index = queue.length
    const entry = { atMs, id, label, fn, owner }
    queue.push(entry)
    while (index > 0 && (queue[index - 1] as Entry).atMs <= atMs) {
      queue[index] = queue[index - 1] as Entry
      index -= 1
    }
    queue[index] = entry
    return id
  }

  setTimeout(fn: () => void, ms: number): number {
    return this.later(ms, 'timer', fn)
  }

  /** Takes an event out of the queue; an id that has fired or is unknown does nothing. */
  clearTimeout(id: number): void {
    const index = this.queue.findIndex((entry) => entry.id === id)
    if (index >= 0) this.queue.splice(index, 1)
  }

  /** Takes out every event of this owner: what a dead node had planned must not look like a plan of the living one. */
  forget(owner: object): void {
    let kept = 0
    for (const entry of this.queue) {
      if (entry.owner === owner) continue
      this.queue[kept] = entry
      kept += 1
    }
    this.queue.length = kept
  }

  /** Remembers the instant and the queue; see `Restore`. */
  save(): Restore {
    const { nowMs, lastId } = this
    const queue = this.queue.slice()
    return () => {
      this.nowMs = nowMs
      this.lastId = lastId
      this.queue = queue.slice()
    }
  }

  /** What is still to come, in the order of firing, as `label@ms from now`: equal for worlds that differ only in the date. */
  state(): string {
    let text = ''
    for (let index = this.queue.length - 1; index >= 0; index -= 1) {
      const entry = this.queue[index] as Entry
      text += `${entry.label}@${entry.atMs - this.nowMs} `
    }
    return text
  }
}

interface Entry {
  readonly atMs: number
  readonly id: number
  readonly label: string
  readonly fn: () => void
  readonly owner: object | undefined
}
