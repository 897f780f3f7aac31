import type { Restore } from '../../sim/index.ts'

/**
 * What the judge believes to be on one bank of flash, worked out from writes, syncs and cuts alone. Like the medium it
 * knows which bytes will survive a loss of power.
 */
export class BankModel {
  #chunks: Uint8Array[]
  #certain: number

  /** `content`: what is there for certain at the beginning, with or without the erased rest. */
  constructor(content: Uint8Array | undefined) {
    this.#chunks = content === undefined ? [] : [content]
    this.#certain = this.#chunks.length
  }

  append(bytes: Uint8Array): void {
    this.#chunks.push(bytes)
  }

  settle(): void {
    this.#certain = this.#chunks.length
  }

  /** The power goes in the middle of these bytes; within a bank bytes arrive in order, so what is before them is there. */
  tear(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.append(bytes)
    this.settle()
  }

  /** A bit flips, so many bytes before the end. */
  rot(back: number): void {
    const last = this.#chunks.pop()
    if (last === undefined) return
    const rotten = last.slice()
    const at = rotten.length - back
    rotten[at] = (rotten[at] ?? 0) ^ ROTTEN_BIT
    this.#chunks.push(rotten)
  }

  erase(): void {
    this.#chunks = []
    this.#certain = 0
  }

  drop(): void {
    this.#chunks.length = this.#certain
  }

  save(): Restore {
    const [chunks, certain] = [this.#chunks.slice(), this.#certain]
    return () => {
      this.#chunks = chunks.slice()
      this.#certain = certain
    }
  }

  /** The bytes as they stand, with some erased ones behind them. */
  bytes(): Uint8Array {
    const first = this.#chunks[0]
    if (first !== undefined) this.#chunks[0] = first.subarray(0, usedBytes(first))
    let length = 0
    for (const chunk of this.#chunks) length += chunk.length
    const out = new Uint8Array(length + ERASED_ROOM).fill(0xff)
    let at = 0
    for (const chunk of this.#chunks) {
      out.set(chunk, at)
      at += chunk.length
    }
    return out
  }
}

/** Where the erased rest of a bank begins, or a little behind that. */
export function usedBytes(bytes: Uint8Array): number {
  // Whole words, because most of a bank is empty most of the time.
  const words =
    bytes.byteOffset % 4 === 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : undefined
  if (words === undefined || bytes.length % 4 !== 0) return bytes.length
  let end = words.length
  while (end > 0 && words[end - 1] === 0xffffffff) end -= 1
  return 4 * end
}

const ROTTEN_BIT = 0x10
const ERASED_ROOM = 64
