import type { FieldSpec, Message, Spec } from '../protocol/index.ts'
import { bytesToHex, decode, EncodeError, encode, toFrame } from '../protocol/index.ts'
import { UsageError } from './usage-error.ts'

/** Turns a changed message into a body: with the MAC that it had, or with one that is right again. */
export type Seal = (spec: Spec, message: Message) => Uint8Array

/** Leaves the MAC as it was, so that the change shows. */
export const sameMac: Seal = encode

/** Stands for "some other value than it has". */
export const nextOf = undefined

/**
 * The frame with one field changed; `none` leaves the field away, no value means another one than it had. Undefined where
 * that changes nothing: the frame is no message, has no such field, or has that value. Throws ARGUMENT_INVALID where the
 * value does not fit.
 */
export function alterField(
  spec: Spec,
  frame: Uint8Array,
  field: number,
  value: string | undefined,
  seal: Seal,
): Uint8Array | undefined {
  const decoded = decode(spec, frame.subarray(spec.frame.lengthBytes))
  if (!decoded.ok) return undefined
  const { message } = decoded
  const had = message.fields[field]
  if (had === undefined && (value === undefined || value === 'none')) return undefined
  const known = spec.fields[field]
  if (known === undefined) throw unfit(field, spec)
  const fields = { ...message.fields }
  if (value === 'none') delete fields[field]
  else fields[field] = value === undefined ? another(field, had as string) : fitted(known, value)
  try {
    const altered = toFrame(spec, seal(spec, { ...message, fields }))
    return bytesToHex(altered) === bytesToHex(frame) ? undefined : altered
  } catch (error) {
    if (error instanceof EncodeError) throw unfit(field, spec)
    throw error
  }
}

/** The fields of the message in a frame; none where it is no message. */
export function fieldsOf(spec: Spec, frame: Uint8Array): Message['fields'] {
  const decoded = decode(spec, frame.subarray(spec.frame.lengthBytes))
  return decoded.ok ? decoded.message.fields : {}
}

function unfit(field: number, spec: Spec): UsageError {
  const known = spec.fields[field]
  const hint = known === undefined ? 'no message has such a field' : `it holds ${formOf(known)}`
  return new UsageError('ARGUMENT_INVALID', `this value does not fit field ${field} of the message`, hint)
}

function formOf({ kind, length }: FieldSpec): string {
  const what = kind === 'n' ? 'digits' : kind === 'b' ? 'bytes' : 'letters and digits'
  return 'fixed' in length ? `${length.fixed} ${what}` : `${what}, of variable length`
}

/** Another value of the same form: what an attacker would like best, or else the last character changed. */
function another(field: number, had: string): string {
  if (field === 39) return had === '00' ? '51' : '00'
  const last = had.at(-1) ?? ''
  return had.slice(0, -1) + (/[0-9]/.test(last) ? String((Number(last) + 1) % 10) : last === 'A' ? 'B' : 'A')
}

/** Amounts and numbers may be given without their leading zeros, text without its padding. */
function fitted({ kind, length }: FieldSpec, value: string): string {
  if (!('fixed' in length)) return value
  if (kind === 'n') return value.padStart(length.fixed, '0')
  return kind === 'b' ? value.padEnd(2 * length.fixed, '0') : value.padEnd(length.fixed, ' ')
}
