/**
 * One bank of flash: bytes that were written, of which the first so many are certain to survive a power cut. Behind the
 * written bytes everything is erased (0xFF).
 */
export class FlashBank {
  private readonly capacity: number
  private cells: Uint8Array
  private end = 0
  private certain = 0
  /** Counts erasures: a sync that was asked for before one says nothing about what was written after it. */
  private erasures = 0
  /** What was written, piece by piece, as `state` tells it. */
  private pieces: Piece[] = []
  private readonly describe: Describe

  constructor(capacity: number, content: Uint8Array, describe: Describe) {
    this.capacity = capacity
    this.describe = describe
    this.cells = new Uint8Array(Math.min(capacity, content.length + ROOM))
    this.write(content)
    this.certain = this.end
  }

  hasRoomFor(bytes: number): boolean {
    return this.end + bytes <= this.capacity
  }

  /** Appends; not certain yet. */
  write(bytes: Uint8Array): void {
    this.put(bytes, () => this.describe(bytes))
  }

  private put(bytes: Uint8Array, text: () => string): void {
    const end = this.end + bytes.length
    if (end > this.cells.length) {
      const wider = new Uint8Array(Math.min(this.capacity, 2 * end))
      wider.set(this.cells.subarray(0, this.end))
      this.cells = wider
    }
    this.cells.set(bytes, this.end)
    this.end = end
    this.pieces.push({ end, text })
  }

  /** Appends bytes that a power cut interrupts: bytes reach a bank in order, so all before the last of these is certain too. */
  tear(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.put(bytes, () => `torn ${bytes[1] ?? ''}@${bytes.length}`)
    this.certain = this.end
  }

  erase(): void {
    this.pieces = []
    this.end = 0
    this.certain = 0
    this.erasures += 1
  }

  /** Turns one bit of the byte so far before the end. */
  flip(back: number): void {
    const at = this.end - back
    this.cells[at] = (this.cells[at] as number) ^ ROTTEN_BIT
    const index = this.pieces.findIndex(({ end }) => at < end)
    const { end, text } = this.pieces[index] as Piece
    this.pieces[index] = { end, text: () => `${text()} rot ${end - at}` }
  }

  mark(): Mark {
    return { end: this.end, erasures: this.erasures }
  }

  /** What stood before the mark survives from now on. */
  settle(mark: Mark): void {
    if (mark.erasures === this.erasures && mark.end > this.certain) this.certain = mark.end
  }

  /** The power went away: what was not certain is lost. */
  drop(): void {
    this.pieces = this.pieces.filter(({ end }) => end <= this.certain)
    this.end = this.certain
  }

  /** The whole bank as the medium has it. */
  copy(): Uint8Array {
    const out = new Uint8Array(this.capacity).fill(ERASED)
    out.set(this.cells.subarray(0, this.end))
    return out
  }

  /** What was written and how much of it is certain; how much room is left only when it is little. */
  state(): string {
    let text = ''
    for (const piece of this.pieces) {
      // A piece is put into words once, and only when somebody asks.
      piece.words ??= piece.text()
      text += `${piece.words}${piece.end > this.certain ? '?' : ''};`
    }
    const left = this.capacity - this.end
    return left < LITTLE_ROOM ? `${text} ${left} left` : text
  }
}

/** Says what bytes that were written as a whole mean. */
export type Describe = (bytes: Uint8Array) => string

interface Piece {
  /** Where in the bank it ends. */
  readonly end: number
  readonly text: () => string
  words?: string
}

/** How far a bank was written when a sync was asked for. */
export interface Mark {
  readonly end: number
  readonly erasures: number
}

const ERASED = 0xff
const ROTTEN_BIT = 0x10
/** Cells are made as they are needed: most runs fill a small part of a bank. */
const ROOM = 2048
/** Bytes left of which any number may decide what still fits. */
const LITTLE_ROOM = 4096
