import type { Codec, EnvelopePart, Plan } from './compile.ts'
import { compile } from './compile.ts'
import type { DecodeError, Place } from './errors.ts'
import type { Cursor } from './field.ts'
import { refuse } from './field.ts'
import { bytesToHex } from './hex.ts'
import type { Message, Spec } from './spec.ts'

/** `partial` is what was understood before the error; its `mti` is empty when it ended before the type. */
export type Decoded =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly error: DecodeError; readonly partial: Message }

/**
 * Reads a body strictly: whatever it accepts, `encode` turns back into the same bytes. Never throws on any bytes; an
 * error names the field and the offset in `body`, never a value.
 */
export function decode(spec: Spec, body: Uint8Array): Decoded {
  const codec = compile(spec)
  const cursor: Reading = { bytes: body, at: 0, fault: undefined, faultAt: 0, place: 'length' }
  const message: Draft = { mti: '', fields: {} }
  if (body.length > spec.frame.maxBody) refuse(cursor, 'BODY_TOO_LONG', spec.frame.maxBody)
  else read(codec, cursor, message)
  if (cursor.fault === undefined) return { ok: true, message }
  return { ok: false, error: { code: cursor.fault, field: cursor.place, offset: cursor.faultAt }, partial: message }
}

/** The message type of a body, undefined when the spec has no such message. Reads nothing else. */
export function readMti(codec: Codec, bytes: Uint8Array, at: number): Plan | undefined {
  if (codec.bitmapAt - codec.mtiAt === 2) return codec.plans.get(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0))
  let code = 0
  for (let index = 0; index < 4; index++) {
    const digit = (bytes[at + index] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return undefined
    code = (code << 4) | digit
  }
  return codec.plans.get(code)
}

type Reading = Cursor & { place: Place }
type Draft = { mti: string; fields: Record<number, string>; tpdu?: string; header?: string }

function read(codec: Codec, cursor: Reading, message: Draft): void {
  for (const part of codec.envelope) {
    cursor.place = part.place
    const value = readEnvelope(part, cursor)
    if (cursor.fault !== undefined) return
    message[part.place] = value
  }
  cursor.place = 'mti'
  const { bytes } = cursor
  if (bytes.length < codec.bitmapAt) return void refuse(cursor, 'TRUNCATED', bytes.length)
  const plan = readMti(codec, bytes, codec.mtiAt)
  if (plan === undefined) return void refuse(cursor, 'MTI_UNKNOWN', codec.mtiAt)
  message.mti = plan.mti
  cursor.place = 'bitmap'
  const two = codec.lastField === 128 && (bytes[codec.bitmapAt] ?? 0) >= 0x80
  cursor.at = codec.bitmapAt + (two ? 16 : 8)
  if (bytes.length < cursor.at) return void refuse(cursor, 'TRUNCATED', bytes.length)
  if (two && isZero(bytes, codec.bitmapAt + 8)) return void refuse(cursor, 'BITMAP_NOT_CANONICAL', codec.bitmapAt + 8)
  readAnnounced(codec, plan, cursor, message, two)
  if (cursor.fault !== undefined || cursor.at === bytes.length) return
  cursor.place = 'end'
  refuse(cursor, 'TRAILING_BYTES', cursor.at)
}

function readEnvelope(part: EnvelopePart, cursor: Cursor): string {
  const { bytes, at } = cursor
  if (bytes.length < at + part.bytes) return refuse(cursor, 'TRUNCATED', bytes.length)
  for (let index = 0; index < part.starts.length; index++) {
    if (bytes[at + index] !== part.starts[index]) return refuse(cursor, 'TPDU_UNKNOWN', at + index)
  }
  cursor.at = at + part.bytes
  return bytesToHex(bytes, at, cursor.at)
}

/** Takes the room of the highest field first: growing the record field by field costs a fifth of all decoding. */
function readAnnounced(codec: Codec, plan: Plan, cursor: Reading, message: Draft, two: boolean): void {
  const last = lastField(cursor.bytes, codec.bitmapAt, two ? 16 : 8)
  message.fields[last] = ''
  readFields(codec, plan, cursor, message, two)
  // After a fault the highest field was not reached, and an empty bitmap has none.
  if (cursor.fault !== undefined || last === 0) delete message.fields[last]
}

function readFields(codec: Codec, plan: Plan, cursor: Reading, message: Draft, two: boolean): void {
  const { bytes } = cursor
  const { fields } = message
  for (let index = 0; index < (two ? 16 : 8); index++) {
    const at = codec.bitmapAt + index
    // The first bit says only that there is a second bitmap.
    let bits = two && index === 0 ? bytes[at]! & 0x7f : bytes[at]!
    while (bits !== 0) {
      const bit = Math.clz32(bits) - 24
      bits &= ~(0x80 >> bit)
      const number = index * 8 + bit + 1
      cursor.place = number
      const field = plan.fields[number]
      if (field === undefined) return void refuse(cursor, 'FIELD_UNKNOWN', at)
      if (two && number === 64) return void refuse(cursor, 'MAC_MISPLACED', at)
      const value = field.read(cursor)
      if (cursor.fault !== undefined) return
      fields[number] = value
    }
  }
}

function isZero(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < from + 8; at++) if (bytes[at] !== 0) return false
  return true
}

/** The highest number that the bitmap announces, 0 when it announces none. */
function lastField(bytes: Uint8Array, from: number, size: number): number {
  for (let index = size - 1; index >= 0; index--) {
    const bits = bytes[from + index]!
    if (bits !== 0) return index * 8 + 8 - (31 - Math.clz32(bits & -bits))
  }
  return 0
}
