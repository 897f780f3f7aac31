import type { Restore } from './restore.ts'
import { allOf, saveFields, saveGrowing } from './restore.ts'

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
  private pieces: Piece[] = []
  /** What `state` told last; undefined since something changed. */
  private words: { readonly isDoubled: boolean; readonly text: string } | undefined
  /** Another number for each content there ever was. */
  version = 0
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
    this.put(bytes)
  }

  private put(bytes: Uint8Array, damage?: string): void {
    const end = this.end + bytes.length
    if (end > this.cells.length) {
      const wider = new Uint8Array(Math.min(this.capacity, 2 * end))
      wider.set(this.cells.subarray(0, this.end))
      this.cells = wider
    }
    this.cells.set(bytes, this.end)
    this.end = end
    this.pieces.push(damage === undefined ? { end, bytes } : { end, bytes, damage })
    this.changed()
  }

  /**
   * Appends the first so many bytes, because a power cut interrupts: bytes reach a bank in order, so all before the last of
   * these is certain too.
   */
  tear(bytes: Uint8Array, reached: number): void {
    if (reached === 0) return
    if (reached >= bytes.length) this.put(bytes)
    else this.put(bytes.subarray(0, reached), `torn ${bytes[1] ?? ''}@${reached}`)
    this.certain = this.end
  }

  erase(): void {
    this.cells = new Uint8Array(Math.min(this.capacity, ROOM))
    this.pieces = []
    this.end = 0
    this.certain = 0
    this.erasures += 1
    this.changed()
  }

  /** Turns one bit of the byte so far before the end. */
  flip(back: number): void {
    const at = this.end - back
    this.cells = this.cells.slice()
    this.pieces = this.pieces.slice()
    this.cells[at] = (this.cells[at] as number) ^ ROTTEN_BIT
    const index = this.pieces.findIndex(({ end }) => at < end)
    const piece = this.pieces[index] as Piece
    this.pieces[index] = { ...piece, damage: `${piece.damage ?? this.describe([piece.bytes])} rot ${piece.end - at}` }
    this.changed()
  }

  mark(): Mark {
    return { end: this.end, erasures: this.erasures }
  }

  /** What stood before the mark survives from now on; answers how many bytes that did not before. */
  settle(mark: Mark): number {
    const bytes = mark.erasures === this.erasures ? Math.max(0, mark.end - this.certain) : 0
    if (bytes > 0) {
      this.certain = mark.end
      this.changed()
    }
    return bytes
  }

  /** The power went away: what was not certain is lost. */
  drop(): void {
    this.pieces = this.pieces.filter(({ end }) => end <= this.certain)
    if (this.end > this.certain) this.cells = this.cells.slice()
    this.end = this.certain
    this.changed()
  }

  /** What is written stays where it is: whatever changes it does so in a copy. */
  save(): Restore {
    return allOf([saveFields(this), saveGrowing(this.pieces)])
  }

  /** The whole bank as the medium has it. */
  copy(): Uint8Array {
    const out = new Uint8Array(this.capacity).fill(ERASED)
    out.set(this.cells.subarray(0, this.end))
    return out
  }

  /**
   * What is certain, as a whole as long as all of it is sound; then what a power cut would take, piece by piece. How much
   * room is left only when it is little: then every piece counts. Where the other bank is sound and has as many pieces, it
   * will be believed instead: then the damage counts by what it hit, and by whether anything came after.
   */
  state(other: FlashBank): string {
    const isDoubled = other.isSound && other.pieces.length >= this.pieces.length
    if (this.words?.isDoubled !== isDoubled) this.words = { isDoubled, text: this.inWords(isDoubled) }
    return this.words.text
  }

  /** Every piece is as it was written, and there is plenty of room for more. */
  private get isSound(): boolean {
    return this.capacity - this.end >= LITTLE_ROOM && this.pieces.every(({ damage }) => damage === undefined)
  }

  private changed(): void {
    this.words = undefined
    versions += 1
    this.version = versions
  }

  private inWords(isDoubled: boolean): string {
    const left = this.capacity - this.end
    const certain = this.pieces.filter(({ end }) => end <= this.certain)
    const single = ({ bytes, damage }: Piece) => damage ?? this.describe([bytes])
    const sound = certain.filter(({ damage }) => damage === undefined)
    const isWhole = left >= LITTLE_ROOM && (isDoubled || sound.length === certain.length)
    const damaged = certain.filter(({ damage }) => damage !== undefined)
    const hits = damaged.map((piece) => `${single(piece)}${piece === certain.at(-1) ? ' last' : ''}`)
    const first = isWhole
      ? [this.describe(sound.map(({ bytes }) => bytes)), ...hits].join(';')
      : certain.map(single).join(';')
    const rest = this.pieces.slice(certain.length).map((piece) => `${single(piece)}?`)
    return `${first};${rest.join(';')}${left < LITTLE_ROOM ? ` ${left} left` : ''}`
  }
}

/** Counted for all banks together: what is put back has its old number, and what is written then another one. */
let versions = 0

/** Says what bytes mean that were written one piece after the other, each as a whole. */
export type Describe = (pieces: readonly Uint8Array[]) => string

interface Piece {
  /** Where in the bank it ends. */
  readonly end: number
  readonly bytes: Uint8Array
  /** What it is instead of what was to be written. */
  readonly damage?: string
}

/** How far a bank was written when a sync was asked for. */
export interface Mark {
  readonly end: number
  readonly erasures: number
}

/** An erased cell. */
export const ERASED = 0xff
const ROTTEN_BIT = 0x10
/** Cells are made as they are needed: most runs fill a small part of a bank. */
const ROOM = 2048
/** Bytes left of which any number may decide what still fits. */
const LITTLE_ROOM = 4096
