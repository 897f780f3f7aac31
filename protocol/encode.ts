import type { Codec } from './compile.ts'
import { compile } from './compile.ts'
import { EncodeError } from './errors.ts'
import { writeHex } from './hex.ts'
import { writeMac } from './mac.ts'
import type { Message, Spec } from './spec.ts'

/**
 * The body of a message: envelope, type, bitmap, fields. A value that does not fit is a bug of the caller: throws
 * EncodeError with the field and never its value.
 */
export function encode(spec: Spec, message: Message): Uint8Array {
  const codec = compile(spec)
  return codec.scratch.slice(0, writeBody(codec, message, false))
}

/** The same with the MAC computed and set, in field 64 or 128 as the bitmaps demand; a MAC given is replaced. */
export function encodeSealed(spec: Spec, message: Message, macKeyHex: string): Uint8Array {
  const codec = compile(spec)
  const macAt = writeBody(codec, message, true)
  const end = macAt + MAC_BYTES
  if (end > spec.frame.maxBody) throw new EncodeError('BODY_TOO_LONG', 'length')
  writeMac(codec.scratch, codec.mtiAt, macAt, macKeyHex, codec.scratch, macAt)
  return codec.scratch.slice(0, end)
}

const MAC_BYTES = 8

/** Writes everything but, when it is to be sealed, the MAC itself, whose bit is set. Answers where it ends. */
function writeBody(codec: Codec, message: Message, seal: boolean): number {
  const { scratch, bitmapAt, spec } = codec
  const plan = codec.plans.get(mtiCode(message.mti))
  if (plan === undefined) throw new EncodeError('MTI_UNKNOWN', 'mti')
  writeEnvelope(codec, message)
  const two = hasSecondary(message.fields, seal)
  const macField = two ? 128 : 64
  if (two && !seal && message.fields[64] !== undefined) throw new EncodeError('MAC_MISPLACED', 64)
  let at = bitmapAt + (two ? 16 : 8)
  scratch.fill(0, bitmapAt, at)
  for (let number = 1; number <= 128; number++) {
    const value = message.fields[number]
    if (value === undefined || (seal && (number === 64 || number === 128))) continue
    const field = plan.fields[number]
    if (field === undefined || number > codec.lastField) throw new EncodeError('FIELD_UNKNOWN', number)
    setBit(scratch, bitmapAt, number)
    at = field.write(value, scratch, at)
    if (at > spec.frame.maxBody) throw new EncodeError('BODY_TOO_LONG', number)
  }
  if (two) setBit(scratch, bitmapAt, 1)
  if (seal) setBit(scratch, bitmapAt, macField)
  return at
}

function writeEnvelope(codec: Codec, message: Message): void {
  const { scratch, mtiAt, bitmapAt } = codec
  let at = 0
  for (const { place, bytes, usual, starts } of codec.envelope) {
    const hex = message[place] ?? usual
    if (hex.length !== 2 * bytes) throw new EncodeError('VALUE_LENGTH', place)
    if (!writeHex(hex, scratch, at)) throw new EncodeError('NOT_HEX', place)
    for (let index = 0; index < starts.length; index++) {
      if (scratch[at + index] !== starts[index]) throw new EncodeError('TPDU_UNKNOWN', place)
    }
    at += bytes
  }
  if (bitmapAt - mtiAt === 2) writeHex(message.mti, scratch, at)
  else for (let index = 0; index < 4; index++) scratch[at + index] = message.mti.charCodeAt(index)
}

function hasSecondary(fields: Message['fields'], seal: boolean): boolean {
  for (let number = 65; number < 128; number++) if (fields[number] !== undefined) return true
  return !seal && fields[128] !== undefined
}

function setBit(out: Uint8Array, bitmapAt: number, number: number): void {
  out[bitmapAt + ((number - 1) >> 3)]! |= 0x80 >> ((number - 1) & 7)
}

/** Four digits as sixteen bits, -1 for anything else. */
function mtiCode(mti: string): number {
  return /^\d{4}$/.test(mti) ? Number.parseInt(mti, 16) : -1
}
