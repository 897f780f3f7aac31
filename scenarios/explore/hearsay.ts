import { block, numbersOf } from './worlds.ts'

/**
 * Worlds that those who play for a search have come into, in a block of memory that threads share: they need not wait until
 * what the others played is entered. A world has one slot, which the next one that falls there takes, and threads write as
 * they like: what is lost, or read half written, costs some play and no result, because whoever enters a run asks once more
 * for the world at which it stopped.
 */
export class Hearsay {
  readonly #cells: Int32Array

  constructor(memory: ArrayBufferLike = block(SLOTS * SLOT_NUMBERS * Int32Array.BYTES_PER_ELEMENT)) {
    this.#cells = new Int32Array(memory)
  }

  /** What to hand to another thread. */
  get memory(): ArrayBufferLike {
    return this.#cells.buffer
  }

  /** Whether this task or one that is entered before it came into this world, as far as was heard. */
  has(world: string, task: number): boolean {
    const [first, second] = numbersOf(world)
    const from = slotOf(first)
    const cells = this.#cells
    return cells[from] === first && cells[from + SECOND] === second && cells[from + TASK]! <= task
  }

  add(world: string, task: number): void {
    if (this.has(world, task)) return
    const [first, second] = numbersOf(world)
    const from = slotOf(first)
    this.#cells[from] = first
    this.#cells[from + SECOND] = second
    this.#cells[from + TASK] = task
  }
}

function slotOf(first: number): number {
  return ((first >>> 0) % SLOTS) * SLOT_NUMBERS
}

/** Where the numbers of a slot stand behind its first one. */
const SECOND = 1
const TASK = 2
const SLOT_NUMBERS = 3
/** Many more than the worlds of the tasks under way. */
const SLOTS = 2 ** 19
