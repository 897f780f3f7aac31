import { compile, fieldSpec } from './compile.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import type { FieldSpec, Message, Spec } from './spec.ts'
import { encodeText } from './text.ts'

/**
 * A PAN with its first six and last four digits; a PAN too short to hide anything then (under 13) shows its last four,
 * one under 8 nothing.
 */
export function maskPan(pan: string, fill = '*'): string {
  const head = pan.length >= 13 ? 6 : 0
  const tail = pan.length >= 8 ? 4 : 0
  return pan.slice(0, head) + fill.repeat(pan.length - head - tail) + pan.slice(pan.length - tail)
}

/**
 * The same message with its sensitive fields overwritten at equal length. The filler is 0 and not *, so that the message
 * still encodes; its MAC no longer checks.
 */
export function maskMessage(spec: Spec, message: Message): Message {
  const fields: Record<number, string> = { ...message.fields }
  for (const number of compile(spec).secrets) {
    const value = fields[number]
    const field = value === undefined ? undefined : fieldSpec(spec, number, message.mti)
    if (value !== undefined && field?.sensitive) fields[number] = overwrite(field, value)
  }
  return { ...message, fields }
}

/**
 * A frame with PAN, expiry, tracks, PIN block, chip data and keys overwritten, of equal length. A frame that does not
 * decode keeps no more than its envelope, type and bitmap: what shifted fields hold is not known, so the worst is assumed.
 */
export function maskFrame(spec: Spec, frame: Uint8Array): Uint8Array {
  const { lengthBytes } = spec.frame
  const body = frame.subarray(lengthBytes)
  const decoded = decode(spec, body)
  const masked = new Uint8Array(frame.length)
  if (decoded.ok) {
    masked.set(frame.subarray(0, lengthBytes))
    masked.set(encode(spec, maskMessage(spec, decoded.message)), lengthBytes)
    return masked
  }
  const { bitmapAt, lastField } = compile(spec)
  const bitmapBytes = lastField === 128 && (body[bitmapAt] ?? 0) >= 0x80 ? 16 : 8
  const understood = decoded.error.field === 'bitmap' ? bitmapAt : bitmapAt + bitmapBytes
  masked.set(frame.subarray(0, lengthBytes + (decoded.partial.mti === '' ? 0 : understood)))
  return masked
}

function overwrite(field: FieldSpec, value: string): string {
  if (field.sensitive === 'pan') return maskPan(value, '0')
  if (field.kind === 'z') return value.replaceAll(/\d/g, '0')
  // Text counts bytes: a wide character becomes as many zeros as it has bytes.
  return '0'.repeat(field.kind === 'ans' ? encodeText(value).length : value.length)
}
