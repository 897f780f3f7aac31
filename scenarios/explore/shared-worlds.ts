/**
 * Fingerprints of worlds in memory that threads share: one of them adds, all of them look. Open addressing over pairs of 32
 * bits, so two worlds are taken for one about once in 10^19 pairs; whoever only looks must bear that and does, because what
 * he skips is checked again by the one who adds.
 */
export class SharedWorlds {
  #cells: Int32Array<SharedArrayBuffer>
  #count = 0

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(FIRST_SLOTS * SLOT_BYTES)) {
    this.#cells = new Int32Array(memory)
  }

  /** What to hand to another thread: it grows, so it is handed over again with each task. */
  get memory(): SharedArrayBuffer {
    return this.#cells.buffer
  }

  has(world: string): boolean {
    const [first, second] = numbersOf(world)
    const cells = this.#cells
    const slots = cells.length / 2
    for (let slot = (first >>> 0) % slots; ; slot = (slot + 1) % slots) {
      const found = Atomics.load(cells, 2 * slot)
      if (found === 0) return false
      if (found === first && Atomics.load(cells, 2 * slot + 1) === second) return true
    }
  }

  add(world: string): void {
    if (this.#count * 2 >= this.#cells.length / 2) this.#grow()
    put(this.#cells, ...numbersOf(world))
    this.#count += 1
  }

  #grow(): void {
    const wider = new Int32Array(new SharedArrayBuffer(this.#cells.byteLength * 2))
    for (let at = 0; at < this.#cells.length; at += 2) {
      const first = this.#cells[at]!
      if (first !== 0) put(wider, first, this.#cells[at + 1]!)
    }
    this.#cells = wider
  }
}

/** The second number is there before the first one, which says that the slot is taken. */
function put(cells: Int32Array<SharedArrayBuffer>, first: number, second: number): void {
  const slots = cells.length / 2
  let slot = (first >>> 0) % slots
  while (Atomics.load(cells, 2 * slot) !== 0) slot = (slot + 1) % slots
  Atomics.store(cells, 2 * slot + 1, second)
  Atomics.store(cells, 2 * slot, first)
}

/** Digits of both halves of the fingerprint; 0 marks an empty slot. */
function numbersOf(world: string): [number, number] {
  const first = Number.parseInt(world.slice(0, 8), 16) | 0
  return [first === 0 ? 1 : first, Number.parseInt(world.slice(14, 22), 16) | 0]
}

const SLOT_BYTES = 8
const FIRST_SLOTS = 65_536
