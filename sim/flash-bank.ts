import { Digest } from './digest.ts'

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
  private digest: string | undefined

  constructor(capacity: number, content: Uint8Array) {
    this.capacity = capacity
    this.cells = new Uint8Array(Math.min(capacity, content.length + ROOM))
    this.write(content)
    this.certain = this.end
  }

  hasRoomFor(bytes: number): boolean {
    return this.end + bytes <= this.capacity
  }

  /** Appends; not certain yet. */
  write(bytes: Uint8Array): void {
    this.digest = undefined
    const end = this.end + bytes.length
    if (end > this.cells.length) {
      const wider = new Uint8Array(Math.min(this.capacity, 2 * end))
      wider.set(this.cells.subarray(0, this.end))
      this.cells = wider
    }
    this.cells.set(bytes, this.end)
    this.end = end
  }

  /** Appends bytes that a power cut interrupts: bytes reach a bank in order, so all before the last of these is certain too. */
  tear(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.write(bytes)
    this.certain = this.end
  }

  erase(): void {
    this.digest = undefined
    this.end = 0
    this.certain = 0
    this.erasures += 1
  }

  /** Turns one bit of the byte so far before the end. */
  flip(back: number): void {
    this.digest = undefined
    const at = this.end - back
    this.cells[at] = (this.cells[at] as number) ^ ROTTEN_BIT
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
    this.digest = undefined
    this.end = this.certain
  }

  /** The whole bank as the medium has it. */
  copy(): Uint8Array {
    const out = new Uint8Array(this.capacity).fill(ERASED)
    out.set(this.cells.subarray(0, this.end))
    return out
  }

  /** Content and certainty; the content is looked at again only after it changed. */
  state(): string {
    if (this.digest === undefined) {
      const digest = new Digest()
      digest.bytes(this.cells, this.end)
      this.digest = digest.value()
    }
    return `${this.digest} ${this.certain}`
  }
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
