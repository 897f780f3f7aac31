import type { Approval } from './answers.ts'
import { crc32 } from './crc.ts'
import type { Format } from './record-values.ts'
import { putNumber, readValue, scratch, takeNumber, writeValue } from './record-values.ts'

/** What the journal holds, one kind for each step of a sale's life. Batch and stan are the key; money in minor units. */
export type JournalRecord =
  | CountersRecord
  | IntentRecord
  | HostApprovalRecord
  | OutcomeRecord
  | OwedRecord
  | ClearedRecord
  | ExhaustedRecord
  | ReceiptCommittedRecord
  | PrintedRecord
  | SignedRecord
  | BatchRecord
  | AuditRecord
  | DeviceRecord
export type RecordKind = JournalRecord['record']

interface Keyed {
  readonly batch: string
  readonly stan: string
}
/** The last stan used, before a message that moves no money leaves. */
interface CountersRecord extends Keyed {
  readonly record: 'counters'
}
/** A money request may have left. `card` is enciphered; `maskedPan` is what a slip may show. */
export interface IntentRecord extends Keyed {
  readonly record: 'intent'
  readonly amountMinor: number
  readonly atMs: number
  /** Field 22. */
  readonly entryMode: string
  readonly maskedPan: string
  readonly card: Uint8Array
  /** The host's business day (mmdd) as it last said before this sale, '' when it has not. */
  readonly hostDay: string
}
/** The host has approved, and the chip has not had its last word: a step on the way to an outcome, never one. */
interface HostApprovalRecord extends Keyed, Approval {
  readonly record: 'hostApproval'
}
/** How the request ended. `conflict`: the host holds another purchase under this key (code 94). */
export interface OutcomeRecord extends Keyed, Approval {
  readonly record: 'outcome'
  readonly how: (typeof OUTCOMES)[number]
  /** Learned by a query. */
  readonly fromDoubt: boolean
  readonly atMs: number
  /** What the slip says of the chip's last word, enciphered; empty for a stripe. */
  readonly chip: Uint8Array
}
/** A reversal must go. `attempt` counts all sends so far, `inRound` those of the present round; 0 when none has left. */
export interface OwedRecord extends Keyed {
  readonly record: 'owed'
  readonly amountMinor: number
  readonly reason: string
  readonly attempt: number
  readonly inRound: number
}
/** The doubt is over. `how` is the response code of the 0410, or the word for another way; `pending` leaves a 待查 line. */
export interface ClearedRecord extends Keyed {
  readonly record: 'cleared'
  readonly amountMinor: number
  readonly how: string
  readonly pending: boolean
  readonly atMs: number
}
interface ExhaustedRecord extends Keyed {
  readonly record: 'exhausted'
  readonly amountMinor: number
  readonly attempt: number
}
/** The next thing the printer gets is the end mark of the merchant copy. */
interface ReceiptCommittedRecord extends Keyed {
  readonly record: 'receiptCommitted'
}
/** The card holder has signed: the customer copy comes next, and the sale can no longer be refused. */
interface SignedRecord extends Keyed {
  readonly record: 'signed'
}
/** All copies of this slip are on paper. */
export interface PrintedRecord extends Keyed {
  readonly record: 'printed'
  readonly slip: (typeof SLIPS)[number]
}
/** Another batch began; stan is the last one used. */
interface BatchRecord extends Keyed {
  readonly record: 'batch'
}
/** What a supervisor did, to which sale. */
export interface AuditRecord extends Keyed {
  readonly record: 'audit'
  readonly act: string
  readonly operatorNo: string
  readonly atMs: number
}

/** Which device this is, from its making on: a terminal that takes its place has another number. */
interface DeviceRecord extends Keyed {
  readonly record: 'device'
  readonly serialNo: string
}

const OUTCOMES = ['approved', 'declined', 'notSent', 'forgotten', 'conflict'] as const
const SLIPS = ['sale', 'cancelled', 'pending', 'cleared'] as const

type Layout<K extends RecordKind> = readonly (readonly [
  Exclude<keyof Extract<JournalRecord, { record: K }>, 'record'>,
  Format,
])[]

const KEY = [
  ['batch', 'digits6'],
  ['stan', 'digits6'],
] as const

const APPROVAL = [
  ['responseCode', 'text'],
  ['approvedMinor', 'u48'],
  ['approvalCode', 'text'],
  ['rrn', 'text'],
  ['hostTime', 'text'],
  ['hostDate', 'text'],
] as const

/** How each kind is laid out; its place in this list is its number on the medium, so new kinds go to the end. */
const layouts: { readonly [K in RecordKind]: Layout<K> } = {
  counters: KEY,
  intent: [
    ...KEY,
    ['amountMinor', 'u48'],
    ['atMs', 'u48'],
    ['entryMode', 'text'],
    ['maskedPan', 'text'],
    ['card', 'bytes'],
    ['hostDay', 'text'],
  ],
  outcome: [...KEY, ['how', OUTCOMES], ...APPROVAL, ['fromDoubt', 'flag'], ['atMs', 'u48'], ['chip', 'bytes']],
  owed: [...KEY, ['amountMinor', 'u48'], ['reason', 'text'], ['attempt', 'u16'], ['inRound', 'u8']],
  cleared: [...KEY, ['amountMinor', 'u48'], ['how', 'text'], ['pending', 'flag'], ['atMs', 'u48']],
  exhausted: [...KEY, ['amountMinor', 'u48'], ['attempt', 'u16']],
  receiptCommitted: KEY,
  printed: [...KEY, ['slip', SLIPS]],
  batch: KEY,
  audit: [...KEY, ['act', 'text'], ['operatorNo', 'text'], ['atMs', 'u48']],
  signed: KEY,
  hostApproval: [...KEY, ...APPROVAL],
  device: [...KEY, ['serialNo', 'text']],
}
const kinds = Object.keys(layouts) as readonly RecordKind[]

/** A record as it stands on the medium: magic, kind, payload length (2), sequence (4), payload, CRC-32 (4), end mark. */
export interface JournalEntry {
  readonly seq: number
  readonly record: JournalRecord
  readonly bytes: Uint8Array
}

const MAGIC = 0xd7
const HEAD_BYTES = 8
const CRC_BYTES = 4
/**
 * What was written as a whole ends in a byte that no erased cell shows: of a CRC that ends like one, a write that broke off
 * right before would be whole all the same, once in 256 times.
 */
export const END_MARK = 0x7e

/** The bytes of one record under its sequence number. */
export function writeRecord(seq: number, record: JournalRecord): Uint8Array {
  let end = HEAD_BYTES
  const values = record as unknown as Readonly<Record<string, unknown>>
  for (const [name, format] of layouts[record.record]) end = writeValue(format, values[name], end)
  scratch[0] = MAGIC
  scratch[1] = kinds.indexOf(record.record)
  putNumber(end - HEAD_BYTES, 2, 2)
  putNumber(seq, 4, 4)
  putNumber(crc32(scratch, 0, end), end, CRC_BYTES)
  scratch[end + CRC_BYTES] = END_MARK
  return scratch.slice(0, end + CRC_BYTES + 1)
}

/** The record that begins at `at`; undefined unless it is whole and its CRC is right. */
export function readEntry(bytes: Uint8Array, at: number): JournalEntry | undefined {
  if (bytes[at] !== MAGIC || at + HEAD_BYTES + CRC_BYTES >= bytes.length) return undefined
  const payloadEnd = at + HEAD_BYTES + takeNumber(bytes, at + 2, 2)
  // Behind the bank's end there is no mark either.
  if (bytes[payloadEnd + CRC_BYTES] !== END_MARK) return undefined
  if (takeNumber(bytes, payloadEnd, CRC_BYTES) !== crc32(bytes, at, payloadEnd)) return undefined
  const kind = kinds[bytes[at + 1]!]
  if (kind === undefined) return undefined
  const values: Record<string, unknown> = { record: kind }
  let next = at + HEAD_BYTES
  for (const [name, format] of layouts[kind]) {
    const [value, after] = readValue(format, bytes, next)
    if (after > payloadEnd) return undefined
    values[name] = value
    next = after
  }
  if (next !== payloadEnd) return undefined
  const record = values as unknown as JournalRecord
  return { seq: takeNumber(bytes, at + 4, 4), record, bytes: bytes.slice(at, payloadEnd + CRC_BYTES + 1) }
}

/**
 * What one appended record says, for those who watch the medium without the storage key: its kind, its key as
 * `batch/stan`, and its plain values. Never a PAN; undefined when the bytes are not one whole record.
 */
export function readRecord(bytes: Uint8Array): ReadableRecord | undefined {
  const entry = readEntry(bytes, 0)
  if (entry === undefined || entry.bytes.length !== bytes.length) return undefined
  const { batch, stan } = entry.record
  const { card: _, chip: __, ...plain } = entry.record as unknown as Record<string, unknown>
  return { ...plain, seq: entry.seq, keyText: `${batch}/${stan}` } as unknown as ReadableRecord
}
export interface ReadableRecord {
  readonly record: RecordKind
  readonly seq: number
  readonly batch: string
  readonly stan: string
  readonly keyText: string
  readonly amountMinor?: number
  readonly approvedMinor?: number
  readonly reason?: string
  readonly attempt?: number
  readonly inRound?: number
  readonly responseCode?: string
  readonly how?: string
  readonly pending?: boolean
  readonly slip?: string
  readonly act?: string
  readonly operatorNo?: string
  readonly maskedPan?: string
}
