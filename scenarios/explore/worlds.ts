/**
 * Fingerprints of worlds, and where a search came through each first: in one block of memory, because there are millions.
 * Threads may share it: one of them adds, all of them look. Open addressing over pairs of 32 bits, so that among twenty
 * million worlds two are taken for one with a chance of one in a hundred thousand.
 */
export class Worlds {
  #cells: Int32Array
  #count = 0

  constructor(memory: ArrayBufferLike = block(FIRST_SLOTS * SLOT_BYTES)) {
    this.#cells = new Int32Array(memory)
  }

  /** What to hand to another thread: it grows, so it is handed over again with each task. */
  get memory(): ArrayBufferLike {
    return this.#cells.buffer
  }

  get size(): number {
    return this.#count
  }

  has(world: string): boolean {
    return this.#slotOf(world) >= 0
  }

  /** Where this world was come into first; undefined when nobody was there. */
  placeOf(world: string): Place | undefined {
    const slot = this.#slotOf(world)
    if (slot < 0) return undefined
    return {
      run: this.#cells[slot * SLOT_NUMBERS + RUN] as number,
      at: this.#cells[slot * SLOT_NUMBERS + AT] as number,
    }
  }

  /** Of a world that is not known yet. */
  add(world: string, { run, at }: Place): void {
    if (this.#count >= (this.#cells.length / SLOT_NUMBERS) * MOST_FILLED) this.#grow()
    const [first, second] = numbersOf(world)
    put(this.#cells, first, second, run, at)
    this.#count += 1
  }

  #slotOf(world: string): number {
    const [first, second] = numbersOf(world)
    const cells = this.#cells
    const slots = cells.length / SLOT_NUMBERS
    for (let slot = (first >>> 0) % slots; ; slot = (slot + 1) % slots) {
      const found = Atomics.load(cells, slot * SLOT_NUMBERS)
      if (found === 0) return -1
      if (found === first && cells[slot * SLOT_NUMBERS + SECOND] === second) return slot
    }
  }

  #grow(): void {
    const wider = new Int32Array(block(this.#cells.byteLength * 2))
    const cells = this.#cells
    for (let from = 0; from < cells.length; from += SLOT_NUMBERS) {
      if (cells[from] !== 0) put(wider, cells[from]!, cells[from + SECOND]!, cells[from + RUN]!, cells[from + AT]!)
    }
    this.#cells = wider
  }
}

/** Memory that threads can share, where there is such; pages in a browser mostly have none, and no threads either. */
export function block(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)
}

/** The world number `at` of a run; -1 is before its first one. */
export interface Place {
  readonly run: number
  readonly at: number
}

/** The first number is there after all others: it says that the slot is taken. */
function put(cells: Int32Array, first: number, second: number, run: number, at: number): void {
  const slots = cells.length / SLOT_NUMBERS
  let slot = (first >>> 0) % slots
  while (Atomics.load(cells, slot * SLOT_NUMBERS) !== 0) slot = (slot + 1) % slots
  const from = slot * SLOT_NUMBERS
  cells[from + SECOND] = second
  cells[from + RUN] = run
  cells[from + AT] = at
  Atomics.store(cells, from, first)
}

/** A fingerprint of 64 bits as four characters: short, quick to make, and equal to its like. */
export function worldText(first: number, second: number): string {
  return String.fromCharCode(first >>> 16, first & LOW, second >>> 16, second & LOW)
}
const LOW = 0xffff

/** Its two numbers again; 0 marks an empty slot. */
export function numbersOf(world: string): [number, number] {
  const first = (world.charCodeAt(0) << 16) | world.charCodeAt(1)
  return [first === 0 ? 1 : first, (world.charCodeAt(2) << 16) | world.charCodeAt(3)]
}

/** Where the numbers of a slot stand behind its first one. */
const SECOND = 1
const RUN = 2
const AT = 3
const SLOT_NUMBERS = 4
const SLOT_BYTES = 4 * SLOT_NUMBERS
const FIRST_SLOTS = 32_768
/** Fuller, and looking for a world that is not there takes long. */
const MOST_FILLED = 0.7
