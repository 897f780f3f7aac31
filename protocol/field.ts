import { bytesToAscii } from './characters.ts'
import { digitPairs, trackPairs, writePairs } from './digits.ts'
import type { ErrorCode } from './errors.ts'
import { EncodeError } from './errors.ts'
import { bytesToHex, writeHex } from './hex.ts'
import type { FieldSpec, Kind, Spec } from './spec.ts'
import { decodeText, writeText } from './text.ts'

/** Where decoding stands; a fault stops it. */
export type Cursor = {
  readonly bytes: Uint8Array
  at: number
  fault: ErrorCode | undefined
  faultAt: number
}

/** One field, ready to run: `read` answers '' after a fault, `write` answers where the value ends or throws. */
export type FieldCodec = {
  readonly read: (cursor: Cursor) => string
  readonly write: (value: string, out: Uint8Array, at: number) => number
}

/** Turns one line of a spec's table into its two functions, so that no message asks the table again. */
export function compileField(spec: Spec, number: number, field: FieldSpec): FieldCodec {
  const value = valueCodec(spec, number, field)
  const { length } = field
  if ('fixed' in length) return fixedField(number, value, length.fixed)
  return variableField(number, value, lengthCodec(spec, length.prefix), length.min ?? 1, length.max)
}

/** Records the fault; the first one stays. */
export function refuse(cursor: Cursor, code: ErrorCode, at: number): '' {
  cursor.fault = code
  cursor.faultAt = at
  return ''
}

type ValueCodec = {
  /** Reads so many digits or bytes. */
  readonly read: (cursor: Cursor, size: number) => string
  /** Writes the value and answers where it ends; throws what does not belong into it, not what is too long. */
  readonly write: (value: string, out: Uint8Array, at: number) => number
  /** How many digits or bytes a value is whose bytes reach from `from` to `to`. */
  readonly size: (value: string, from: number, to: number) => number
}

function fixedField(number: number, value: ValueCodec, size: number): FieldCodec {
  return {
    read: (cursor) => value.read(cursor, size),
    write(text, out, at) {
      if (text.length > MOST_CHARACTERS) throw new EncodeError('VALUE_LENGTH', number)
      const end = value.write(text, out, at)
      if (value.size(text, at, end) !== size) throw new EncodeError('VALUE_LENGTH', number)
      return end
    },
  }
}

function variableField(number: number, value: ValueCodec, length: LengthCodec, min: number, max: number): FieldCodec {
  return {
    read(cursor) {
      const start = cursor.at
      const size = length.read(cursor)
      if (cursor.fault !== undefined) return ''
      if (size > max) return refuse(cursor, 'LENGTH_OVER', start)
      if (size < min) return refuse(cursor, 'LENGTH_UNDER', start)
      return value.read(cursor, size)
    },
    write(text, out, at) {
      if (text.length > MOST_CHARACTERS) throw new EncodeError('VALUE_LENGTH', number)
      const start = at + length.bytes
      const end = value.write(text, out, start)
      const size = value.size(text, start, end)
      if (size > max || size < min) throw new EncodeError('VALUE_LENGTH', number)
      length.write(size, out, at)
      return end
    },
  }
}

/** No field of three length digits can hold more, so nothing longer is worth converting: 999 bytes as hex. */
const MOST_CHARACTERS = 1998

type LengthCodec = {
  readonly bytes: number
  readonly read: (cursor: Cursor) => number
  readonly write: (size: number, out: Uint8Array, at: number) => void
}

function lengthCodec(spec: Spec, prefix: 2 | 3): LengthCodec {
  const bcd = spec.encoding.lengths === 'bcd'
  const bytes = bcd ? (prefix + 1) >> 1 : prefix
  const digits = bcd ? bytes * 2 : prefix
  return {
    bytes,
    read: (cursor) => Number(bcd ? readPairs(cursor, digits, false, digitPairs) : readCharacters(cursor, digits, 'n')),
    write(size, out, at) {
      let rest = size
      for (let index = bytes - 1; index >= 0; index--) {
        const unit = rest % (bcd ? 100 : 10)
        out[at + index] = bcd ? (Math.floor(unit / 10) << 4) | (unit % 10) : 0x30 + unit
        rest = (rest - unit) / (bcd ? 100 : 10)
      }
    },
  }
}

function valueCodec(spec: Spec, number: number, field: FieldSpec): ValueCodec {
  const { kind } = field
  if (kind === 'b') return binaryCodec(number)
  if (kind === 'ans') return textCodec(number, spec.encoding.text === 'gb18030')
  if (kind === 'an' || spec.encoding.digits === 'ascii') return characterCodec(number, kind)
  return pairCodec(number, kind === 'z', field.align === 'right')
}

/** BCD: the size counts digits. */
function pairCodec(number: number, track: boolean, right: boolean): ValueCodec {
  const table = track ? trackPairs : digitPairs
  return {
    read: (cursor, size) => readPairs(cursor, size, right, table),
    write(value, out, at) {
      const end = writePairs(value, out, at, right, track)
      if (end < 0) throw new EncodeError(track ? 'NOT_TRACK' : 'NOT_DIGITS', number)
      return end
    },
    size: (value) => value.length,
  }
}

function readPairs(cursor: Cursor, digits: number, right: boolean, table: typeof digitPairs): string {
  const { bytes, at } = cursor
  const end = at + ((digits + 1) >> 1)
  if (end > bytes.length) return refuse(cursor, 'TRUNCATED', bytes.length)
  for (let index = at; index < end; index++) {
    if (table[bytes[index]!] !== 1) return refuse(cursor, table === trackPairs ? 'NOT_TRACK' : 'NOT_DIGITS', index)
  }
  const value = bytesToHex(bytes, at, end)
  cursor.at = end
  if (digits % 2 === 0) return value
  if (value.charCodeAt(right ? 0 : digits) !== 0x30) return refuse(cursor, 'PAD_NOT_ZERO', right ? at : end - 1)
  return right ? value.slice(1) : value.slice(0, digits)
}

/** One byte a character, of a closed alphabet. */
function characterCodec(number: number, kind: Kind): ValueCodec {
  const allowed = alphabets[kind]
  return {
    read: (cursor, size) => readCharacters(cursor, size, kind),
    write(value, out, at) {
      for (let index = 0; index < value.length; index++) {
        const code = value.charCodeAt(index)
        if (allowed[code] !== 1) throw new EncodeError(refusals[kind], number)
        out[at + index] = code
      }
      return at + value.length
    },
    size: (value) => value.length,
  }
}

function readCharacters(cursor: Cursor, size: number, kind: Kind): string {
  const { bytes, at } = cursor
  if (at + size > bytes.length) return refuse(cursor, 'TRUNCATED', bytes.length)
  const allowed = alphabets[kind]
  const end = at + size
  for (let index = at; index < end; index++) {
    if (allowed[bytes[index]!] !== 1) return refuse(cursor, refusals[kind], index)
  }
  cursor.at = end
  return bytesToAscii(bytes, at, end)
}

/** Text: the size counts bytes. Control characters are refused, since text ends up on screens and printers. */
function textCodec(number: number, wide: boolean): ValueCodec {
  return {
    read(cursor, size) {
      const { bytes, at } = cursor
      if (at + size > bytes.length) return refuse(cursor, 'TRUNCATED', bytes.length)
      const end = at + size
      for (let index = at; index < end; index++) {
        if (alphabets.ans[bytes[index]!] === 1) continue
        return wide ? readWide(cursor, size) : refuse(cursor, 'NOT_TEXT', index)
      }
      cursor.at = end
      return bytesToAscii(bytes, at, end)
    },
    write(value, out, at) {
      const end = writeText(value, out, at)
      if (end < 0 || CONTROL.test(value)) throw new EncodeError('NOT_TEXT', number)
      if (!wide && end - at !== value.length) throw new EncodeError('NOT_TEXT', number)
      return end
    },
    size: (_value, from, to) => to - from,
  }
}

function readWide(cursor: Cursor, size: number): string {
  const end = cursor.at + size
  const value = decodeText(cursor.bytes.subarray(cursor.at, end))
  if (value === undefined || CONTROL.test(value)) return refuse(cursor, 'NOT_TEXT', cursor.at)
  cursor.at = end
  return value
}

function binaryCodec(number: number): ValueCodec {
  return {
    read(cursor, size) {
      const end = cursor.at + size
      if (end > cursor.bytes.length) return refuse(cursor, 'TRUNCATED', cursor.bytes.length)
      const value = bytesToHex(cursor.bytes, cursor.at, end)
      cursor.at = end
      return value
    },
    write(value, out, at) {
      if (value.length % 2 !== 0 || !writeHex(value, out, at)) throw new EncodeError('NOT_HEX', number)
      return at + value.length / 2
    },
    size: (value) => value.length / 2,
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
const refusals = { n: 'NOT_DIGITS', z: 'NOT_TRACK', an: 'NOT_ALPHANUMERIC', ans: 'NOT_TEXT', b: 'NOT_HEX' } as const

const alphabets: Readonly<Record<Kind, Uint8Array>> = {
  n: alphabet(/[0-9]/),
  z: alphabet(/[0-9D=]/),
  an: alphabet(/[0-9A-Za-z ]/),
  ans: alphabet(/[ -~]/),
  b: alphabet(/[\s\S]/),
}

/** 1 for each byte that the pattern allows. */
function alphabet(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0))
}
