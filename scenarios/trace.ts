import type { Message, Spec } from '../protocol/index.ts'
import { bytesToHex, decode, describe, labelFrame, maskFrame } from '../protocol/index.ts'
import type { Lane, WorldEvent } from '../sim/index.ts'
import { isAboutMoney, readRecord, scanBank } from '../terminal/index.ts'

/** One thing that happened, fit to be shown to anybody: no PAN, track, PIN, chip data or key in it. */
export interface TraceEvent {
  readonly seq: number
  /** Virtual milliseconds since 1970. */
  readonly atMs: number
  readonly lane: Lane
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A frame as a trace keeps it. */
export interface TracedFrame {
  /** `unreadable` when it is no message, or `part` when it is a piece of one. */
  readonly mti: string
  /** Masked, by field number. */
  readonly fields: Readonly<Record<string, string>>
  /** Bytes with what is secret overwritten at equal length; its MAC no longer checks. Absent for a piece. */
  readonly maskedHex?: string
  readonly bytes: number
}

/** Makes a raw event fit to be shown. */
export function traceEvent(event: WorldEvent, spec: Spec): TraceEvent {
  const { seq, atMs, lane, kind } = event
  return { seq, atMs, lane, kind, data: shownData(event, spec) }
}

function shownData({ lane, data }: WorldEvent, spec: Spec): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(data)) {
    if (!(value instanceof Uint8Array)) shown[name] = value
    else if (lane === 'link') shown['frame'] = traceFrame(value, spec)
    else if (lane === 'flash' && name === 'bytes') Object.assign(shown, shownRecord(value))
    else if (lane === 'flash' && name === 'content') Object.assign(shown, shownBank(value))
    else shown[name] = value.length
  }
  return shown
}

/** What a journal record says in clear; a piece of one says only how long it is. */
function shownRecord(bytes: Uint8Array): Record<string, unknown> {
  const record = inClear(bytes)
  return { bytes: bytes.length, ...(record === undefined ? {} : { record }) }
}

/**
 * What a bank holds, read by itself: how many whole records, how many of them were appended since it was written as a whole,
 * the last one that money hangs on, whether all is readable.
 */
function shownBank(content: Uint8Array): Record<string, unknown> {
  const { header, entries, tail, holed } = scanBank(content, content.length)
  const isDamaged = header === undefined || holed || tail === 'dirty'
  const last = entries.findLast(({ record }) => isAboutMoney(record))
  const appended = entries.filter(({ seq }) => seq > (header?.through ?? 0)).length
  return {
    records: entries.length,
    appended,
    isDamaged,
    ...(last === undefined ? {} : { record: inClear(last.bytes) }),
  }
}

/** The plain values of a record: its card data stays out. */
function inClear(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const record = readRecord(bytes)
  if (record === undefined) return undefined
  const plain = Object.entries(record).filter(([, value]) => value !== undefined && !(value instanceof Uint8Array))
  return Object.fromEntries(plain)
}

/** A frame, masked. What is not one whole frame could hold anything anywhere, so nothing of it is shown. */
function traceFrame(frame: Uint8Array, spec: Spec): TracedFrame {
  const { lengthBytes } = spec.frame
  let length = 0
  for (let at = 0; at < lengthBytes; at++) length = length * 256 + (frame[at] ?? 0)
  if (frame.length !== lengthBytes + length) return { mti: 'part', fields: {}, bytes: frame.length }
  const decoded = decode(spec, frame.subarray(lengthBytes))
  const fields = decoded.ok ? maskedFields(decoded.message, spec) : {}
  return { mti: labelFrame(spec, frame), fields, maskedHex: bytesToHex(maskFrame(spec, frame)), bytes: frame.length }
}

function maskedFields(message: Message, spec: Spec): Record<string, string> {
  return Object.fromEntries(describe(spec, message).rows.map(({ field, text }) => [String(field), text]))
}
