import { EncodeError } from './errors.ts'

/** Text as GB18030 bytes; throws NOT_TEXT for what GB18030 does not hold (half a surrogate pair, U+E5E5). */
export function encodeText(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 4)
  const end = writeText(text, out, 0)
  if (end < 0) throw new EncodeError('NOT_TEXT', 'value')
  return out.slice(0, end)
}

/** GB18030 bytes as text; undefined where they are not GB18030, or are a second spelling of a character. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = readText(bytes)
  if (text === undefined) return undefined
  const again = new Uint8Array(text.length * 4)
  const end = writeText(text, again, 0)
  // One spelling a character, so that what decodes also encodes to the same bytes.
  if (end !== bytes.length) return undefined
  for (let at = 0; at < end; at++) if (again[at] !== bytes[at]) return undefined
  return text
}

/** Writes text at `at` and answers where it ends, or -1 where a character has no GB18030 form. */
export function writeText(text: string, out: Uint8Array, at: number): number {
  let end = at
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) {
      out[end++] = unit
      continue
    }
    const point = text.codePointAt(index) as number
    if (point > 0xffff) index += 1
    end = writeWide(point, out, end)
    if (end < 0) return -1
  }
  return end
}

function writeWide(point: number, out: Uint8Array, at: number): number {
  if (point > 0xffff) return writeFour(point - 0x10000 + FIRST_ASTRAL, out, at)
  inverse ??= invertDecoder()
  const code = inverse[point] as number
  if (code === 0) return -1
  if (code > 0xffff) return writeFour(code - 0x10000, out, at)
  out[at] = code >> 8
  out[at + 1] = code & 0xff
  return at + 2
}

/** Four-byte forms are a mixed-radix number: 126 × 10 × 126 × 10 from 81 30 81 30. */
function writeFour(pointer: number, out: Uint8Array, at: number): number {
  out[at] = 0x81 + Math.floor(pointer / 12600)
  out[at + 1] = 0x30 + (Math.floor(pointer / 1260) % 10)
  out[at + 2] = 0x81 + (Math.floor(pointer / 10) % 126)
  out[at + 3] = 0x30 + (pointer % 10)
  return at + 4
}

const FIRST_ASTRAL = 189000
const BASIC_FOUR_BYTE_FORMS = 39420

let strict: TextDecoder | undefined
/** For each UTF-16 unit: 0 for none, a two-byte code, or 0x10000 + the number of its four-byte form. */
let inverse: Uint32Array | undefined

function readText(bytes: Uint8Array): string | undefined {
  strict ??= new TextDecoder('gb18030', { fatal: true })
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** The platform brings a decoder only, so the encoder is its inverse, built when the first wide character is written. */
function invertDecoder(): Uint32Array {
  const table = new Uint32Array(0x10000)
  const four = new Uint8Array(4)
  for (let pointer = 0; pointer < BASIC_FOUR_BYTE_FORMS; pointer++) {
    writeFour(pointer, four, 0)
    note(table, readText(four), 0x10000 + pointer)
  }
  // Two bytes come second: where a character has both forms, the short one is the usual one.
  const two = new Uint8Array(2)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      two[0] = lead
      two[1] = trail
      if (trail !== 0x7f) note(table, readText(two), (lead << 8) | trail)
    }
  }
  return table
}

function note(table: Uint32Array, text: string | undefined, code: number): void {
  const unit = text?.length === 1 ? text.charCodeAt(0) : 0
  // The first of two equal spellings stays, unless a two-byte form replaces a four-byte one.
  if (unit >= 0x80 && (table[unit] === 0 || (table[unit] as number) > 0xffff)) table[unit] = code
}
