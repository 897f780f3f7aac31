import { crc32 } from './crc.ts'
import type { JournalEntry } from './records.ts'
import { END_MARK, readEntry } from './records.ts'

/**
 * How one bank begins. A bank is rewritten as a whole: its first `count` records are those kept from everything up to
 * sequence number `through`; whatever was appended since follows with `through` + 1 and on.
 */
export interface BankHeader {
  readonly generation: number
  readonly through: number
  readonly count: number
}
const HEADER_BYTES = 17

/** The bytes of a header: `DJ`, count (2), generation (4), through (4), CRC-32 over these 12 bytes, end mark. */
function writeHeader({ generation, through, count }: BankHeader): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x444a)
  view.setUint16(2, count)
  view.setUint32(4, generation)
  view.setUint32(8, through)
  view.setUint32(12, crc32(bytes, 0, 12))
  bytes[16] = END_MARK
  return bytes
}

/** A bank's content: the header, then the records one after the other. */
export function writeBank(header: BankHeader, entries: readonly JournalEntry[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + entry.bytes.length, HEADER_BYTES))
  bytes.set(writeHeader(header))
  let at = HEADER_BYTES
  for (const entry of entries) {
    bytes.set(entry.bytes, at)
    at += entry.bytes.length
  }
  return bytes
}

/** What can be made of one bank alone. */
export interface BankScan {
  readonly header: BankHeader | undefined
  /** Whole records in the order they stand. */
  readonly entries: readonly JournalEntry[]
  /** Sequence number of the last whole record, 0 for none. */
  readonly last: number
  /** Where the last whole record ends. */
  readonly end: number
  /** What follows it: erased bytes only; something that is no record; nothing, because the bank is too short. */
  readonly tail: 'blank' | 'dirty' | 'cut'
  /** Something unreadable stands before a whole record. */
  readonly holed: boolean
}

/** Reads whatever is whole in a bank that should have `bankBytes` bytes; what is broken is stepped over, never guessed at. */
export function scanBank(bytes: Uint8Array, bankBytes: number): BankScan {
  const header = readHeader(bytes)
  const entries: JournalEntry[] = []
  let at = HEADER_BYTES
  let end = HEADER_BYTES
  let holed = false
  while (at < bytes.length) {
    const entry = readEntry(bytes, at)
    if (entry !== undefined) {
      holed ||= at !== end
      entries.push(entry)
      at += entry.bytes.length
      end = at
    } else {
      at = nextMagic(bytes, at + 1)
    }
  }
  return { header, entries, last: entries.at(-1)?.seq ?? 0, end, tail: tailOf(bytes, end, bankBytes), holed }
}

/** Where a real device goes on writing: behind the last whole record, and behind whatever else is not erased. */
export function endOfBank(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0xff) end -= 1
  return Math.max(end, scanBank(bytes, bytes.length).end)
}

function readHeader(bytes: Uint8Array): BankHeader | undefined {
  if (bytes.length < HEADER_BYTES) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  if (view.getUint16(0) !== 0x444a || bytes[16] !== END_MARK || view.getUint32(12) !== crc32(bytes, 0, 12))
    return undefined
  return { count: view.getUint16(2), generation: view.getUint32(4), through: view.getUint32(8) }
}

/** Only a magic byte can begin a record; the jump makes the erased rest of a bank cheap to cross. */
function nextMagic(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(0xd7, from)
  return at < 0 ? bytes.length : at
}

function tailOf(bytes: Uint8Array, end: number, bankBytes: number): BankScan['tail'] {
  if (!isErased(bytes, end)) return 'dirty'
  // One erased byte is enough: no record begins with it. A bank cut exactly behind a record may have held another one.
  return bytes.length > end || (bytes.length === bankBytes && end === bankBytes) ? 'blank' : 'cut'
}

/** Whether only erased bytes follow from `from` on. Four at a time: a bank is mostly empty. */
export function isErased(bytes: Uint8Array, from: number): boolean {
  let at = from
  for (; at < bytes.length && (bytes.byteOffset + at) % 4 !== 0; at++) if (bytes[at] !== 0xff) return false
  if (at >= bytes.length) return true
  // Signed: an erased word is -1, a small integer; as 0xffffffff each one that is read would be a number on the heap.
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, (bytes.length - at) >> 2)
  for (const word of words) if (word !== -1) return false
  for (at += words.length * 4; at < bytes.length; at++) if (bytes[at] !== 0xff) return false
  return true
}
