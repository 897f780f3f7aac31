import type { BankHeader, BankScan } from './bank.ts'
import { isErased, scanBank, writeBank } from './bank.ts'
import type { JournalEntry, JournalRecord } from './records.ts'

/** What a boot makes of the two banks. */
export interface JournalReading {
  /**
   * `whole`: both banks say the same. `recovered`: one of them, or an unfinished write, had to be put right. `damaged`: a
   * record is missing that may be an intent or a reversal owed. `unreadable`: nobody can tell the last stan used.
   */
  readonly standing: 'whole' | 'recovered' | 'damaged' | 'unreadable'
  /** What was found, in words. */
  readonly errors: readonly JournalError[]
  readonly entries: readonly JournalEntry[]
  /** How many records are missing: each may have used one trace number more. */
  readonly lost: number
  readonly header: BankHeader
  /** What both banks should hold. */
  readonly image: Uint8Array
  /** Banks that must be rewritten from the image, in this order. */
  readonly repairs: readonly (0 | 1)[]
}
export type JournalError =
  | 'HEADER_BAD'
  | 'BANK_LENGTH'
  | 'RECORD_BAD'
  | 'WRITE_UNFINISHED'
  | 'BANKS_DIFFER'
  | 'GENERATIONS_DIFFER'
  | 'RECORD_MISSING'
  | 'TAIL_UNKNOWN'

type Banks = readonly [Uint8Array, Uint8Array]
type Scans = readonly [BankScan, BankScan]

/**
 * Reads both banks and merges them by sequence number. Whatever a power cut, a torn write or one rotten bank leaves is
 * put together again; what cannot be is named, never passed over.
 */
export function readJournal(banks: Banks, bankBytes = Math.max(banks[0].length, banks[1].length)): JournalReading {
  const first = scanBank(banks[0], bankBytes)
  // Both banks mostly hold the same.
  const scans: Scans = [first, sameBytes(banks[0], banks[1]) ? first : scanBank(banks[1], bankBytes)]
  const errors = new Set<JournalError>()
  for (const bank of [0, 1] as const) noteScan(scans[bank], banks[bank].length !== bankBytes, errors)
  const header = chooseHeader(scans, errors)
  if (header === undefined) return nothing(errors)
  const used = scans.filter((scan) => scan.header === undefined || scan.header.generation === header.generation)
  const union = merge(used, errors)
  const entries = [...union.values()].sort((a, b) => a.seq - b.seq)
  const last = entries.at(-1)?.seq ?? 0
  const lost = lostIn(entries, header)
  if (lost > 0) errors.add('RECORD_MISSING')
  // Bank 0 is written first: whoever ends in erased bytes behind the last record proves that no other was finished.
  const closed = used.some((scan) => scan.tail === 'blank' && scan.last === last)
  if (!closed) errors.add('TAIL_UNKNOWN')
  const image = writeBank(header, entries)
  const repairs = repairsOf(banks, scans, image, bankBytes)
  return { standing: standing(), errors: [...errors], entries, lost, header, image, repairs }

  function standing(): JournalReading['standing'] {
    const told = entries.some((entry) => COUNTING.has(entry.record.record))
    if (!closed || !told || errors.has('BANKS_DIFFER')) return 'unreadable'
    if (lost > 0) return 'damaged'
    return repairs.length === 0 ? 'whole' : 'recovered'
  }
}

/** Kinds whose stan is the last one used when they are written. */
const COUNTING: ReadonlySet<string> = new Set(['counters', 'intent', 'batch'])

function noteScan(scan: BankScan, wrongLength: boolean, errors: Set<JournalError>): void {
  if (scan.header === undefined) errors.add('HEADER_BAD')
  if (wrongLength) errors.add('BANK_LENGTH')
  if (scan.holed) errors.add('RECORD_BAD')
  if (scan.tail === 'dirty') errors.add('WRITE_UNFINISHED')
}

/**
 * The newer generation, if its rewrite came to an end; else the older one, whose bank is erased only after that. Nothing is
 * appended while the generations differ.
 */
function chooseHeader([first, second]: Scans, errors: Set<JournalError>): BankHeader | undefined {
  if (first.header === undefined || second.header === undefined) return first.header ?? second.header
  if (first.header.generation === second.header.generation) {
    if (first.header.through !== second.header.through || first.header.count !== second.header.count)
      errors.add('BANKS_DIFFER')
    return first.header
  }
  errors.add('GENERATIONS_DIFFER')
  const [newer, older] = first.header.generation > second.header.generation ? [first, second] : [second, first]
  return isRewritten(newer) ? newer.header : older.header
}

function isRewritten({ header, entries }: BankScan): boolean {
  return header !== undefined && entries.filter((entry) => entry.seq <= header.through).length === header.count
}

function merge(scans: readonly BankScan[], errors: Set<JournalError>): Map<number, JournalEntry> {
  const union = new Map<number, JournalEntry>()
  for (const { entries } of scans) {
    for (const entry of entries) {
      const known = union.get(entry.seq)
      if (known === undefined) union.set(entry.seq, entry)
      else if (!sameBytes(known.bytes, entry.bytes)) errors.add('BANKS_DIFFER')
    }
  }
  return union
}

/** How many records should be there and are not: of those kept at the last rewrite, and of those appended since. */
function lostIn(entries: readonly JournalEntry[], header: BankHeader): number {
  const kept = entries.filter((entry) => entry.seq <= header.through).length
  const appended = entries.length - kept
  const last = Math.max(header.through, entries.at(-1)?.seq ?? 0)
  // More than were kept means that one of the banks tells an older story.
  return Math.abs(header.count - kept) + (last - header.through - appended)
}

/** The better bank stays untouched until the other one is right. */
function repairsOf(banks: Banks, scans: Scans, image: Uint8Array, bankBytes: number): readonly (0 | 1)[] {
  const order: readonly (0 | 1)[] = isBetter(scans, 1) ? [0, 1] : [1, 0]
  return order.filter((bank) => !holds(banks[bank], image, bankBytes))
}

/** What a bank alone has kept about money counts first, then how much it tells. */
function isBetter(scans: Scans, bank: 0 | 1): boolean {
  const [here, other] = [scans[bank], scans[bank === 0 ? 1 : 0]]
  const [mine, its] = [keepsAlone(here, other), keepsAlone(other, here)]
  return mine === its ? here.entries.length > other.entries.length : mine
}

/**
 * Whether a bank has a record about money that the other one has lost. What stands behind all of the other's is a write
 * that never ended, and nothing depends on it.
 */
function keepsAlone({ entries }: BankScan, other: BankScan): boolean {
  const known = new Set(other.entries.map(({ seq }) => seq))
  return entries.some(({ seq, record }) => seq < other.last && !known.has(seq) && isAboutMoney(record))
}

/** Whether the loss of such a record may move money. */
export function isAboutMoney({ record }: JournalRecord): boolean {
  return !IDLE.has(record)
}
const IDLE: ReadonlySet<string> = new Set(['counters', 'batch', 'audit', 'device'])

function holds(bank: Uint8Array, image: Uint8Array, bankBytes: number): boolean {
  return bank.length === bankBytes && sameBytes(bank.subarray(0, image.length), image) && isErased(bank, image.length)
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let at = 0
  if (a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0) {
    const [words, others] = [wordsOf(a), wordsOf(b)]
    for (let word = 0; word < words.length; word++) if (words[word] !== others[word]) return false
    at = 4 * words.length
  }
  for (; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** The same bytes four at a time. */
function wordsOf(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
}

function nothing(errors: Set<JournalError>): JournalReading {
  const header = { generation: 0, through: 0, count: 0 }
  return {
    standing: 'unreadable',
    errors: [...errors],
    entries: [],
    lost: 0,
    header,
    image: new Uint8Array(0),
    repairs: [],
  }
}
