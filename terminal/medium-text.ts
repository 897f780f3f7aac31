import { scanBank } from './bank.ts'
import { crc32 } from './crc.ts'
import { readJournal } from './journal.ts'
import type { Kept, SettledSale } from './kept.ts'
import { keep, nothingKept } from './kept.ts'
import { keptText } from './kept-text.ts'
import type { JournalEntry } from './records.ts'
import { readEntry } from './records.ts'
import { recall } from './recovery.ts'

/**
 * What pieces that were written one after the other, each as a whole, mean for what comes later: a single record word by
 * word, more of them by what they add up to. Equal for media that are read in the same way. Instants, names that the host
 * gave and sealed card data are left out.
 */
export function mediumText(pieces: readonly Uint8Array[]): string {
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined) return pieceText(only)
  // Two banks mostly hold the same pieces.
  if (!isSameList(pieces, latest.pieces)) latest = { pieces, text: inWords(pieces) }
  return latest.text
}

function pieceText(bytes: Uint8Array): string {
  let text = pieceTexts.get(bytes)
  if (text === undefined) {
    const { header, entries } = readPiece(bytes)
    const [single] = header === '' ? entries : []
    text = single === undefined ? inWords([bytes]) : entryText(single)
    pieceTexts.set(bytes, text)
  }
  return text
}
const pieceTexts = new WeakMap<Uint8Array, string>()

let latest: { readonly pieces: readonly Uint8Array[]; readonly text: string } = { pieces: [], text: ';' }

function isSameList(one: readonly Uint8Array[], other: readonly Uint8Array[]): boolean {
  return one.length === other.length && one.every((piece, at) => piece === other[at])
}

function inWords(pieces: readonly Uint8Array[]): string {
  const headers = pieces.map((piece) => readPiece(piece).header).join('')
  return `${headers};${keptText(pieces.reduce(addedUp, nothingKept))}`
}

/** The piece that comes last is new; those before it are mostly the same, and add up to the same. */
function addedUp(before: Kept, piece: Uint8Array): Kept {
  const sum = sums.get(piece)
  if (sum?.before === before) return sum.after
  const after = readPiece(piece).entries.reduce(keep, before)
  sums.set(piece, { before, after })
  return after
}
const sums = new WeakMap<Uint8Array, { readonly before: Kept; readonly after: Kept }>()

/** The doubts that stand on these banks and were settled. */
export function settledOn(banks: readonly [Uint8Array, Uint8Array]): readonly SettledSale[] {
  return recall(readJournal(banks).entries).settled
}

/** How long such doubts will still make the same purchase suspect: what nobody tells while the terminal is dark. */
export function agesText(settled: readonly SettledSale[], suspectSinceMs: number): string {
  return settled.map(({ settledAtMs }) => Math.max(0, settledAtMs - suspectSinceMs)).join(',')
}

interface PieceRead {
  readonly header: string
  readonly entries: readonly JournalEntry[]
}

/** One record, or the records of a bank that was written as a whole. A piece is read once. */
function readPiece(bytes: Uint8Array): PieceRead {
  let read = known.get(bytes)
  if (read === undefined) {
    const entry = readEntry(bytes, 0)
    const isOne = entry !== undefined && entry.bytes.length === bytes.length
    read = isOne ? { header: '', entries: [entry] } : readBank(bytes)
    known.set(bytes, read)
  }
  return read
}
const known = new WeakMap<Uint8Array, PieceRead>()

function readBank(bytes: Uint8Array): PieceRead {
  const { header, entries } = scanBank(bytes, bytes.length)
  // What is in nobody's words counts byte by byte.
  if (header === undefined) return { header: `unread ${crc32(bytes, 0, bytes.length).toString(16)} `, entries }
  return { header: `bank ${header.generation} ${header.count}`, entries }
}

function entryText({ record }: JournalEntry): string {
  const lasting = Object.entries(record).filter(([name]) => !PASSING.has(name))
  return lasting.map(([name, value]) => (name === 'stan' ? `#${value}` : value)).join(' ')
}

const PASSING: ReadonlySet<string> = new Set(['atMs', 'card', 'chip', 'approvalCode', 'rrn', 'hostTime', 'hostDate'])
