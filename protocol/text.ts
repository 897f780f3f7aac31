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
  tables ??= invertDecoder()
  let text = ''
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    if (lead < 0x80) {
      text += String.fromCharCode(lead)
      continue
    }
    const unit = tables.units[(lead << 8) | (bytes[at + 1] ?? 0)]!
    if (unit === 0) return decodeRare(bytes)
    text += String.fromCharCode(unit)
    at += 1
  }
  return text
}

/** Text with four-byte forms, or none: what is read must be spelled as we would spell it. */
function decodeRare(bytes: Uint8Array): string | undefined {
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
  tables ??= invertDecoder()
  const code = tables.codes[point]!
  return code === 0 ? -1 : writeCode(code, out, at)
}

/** A code as the table holds it: two bytes, or the number of a four-byte form. */
function writeCode(code: number, out: Uint8Array, at: number): number {
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

let strict: InstanceType<typeof TextDecoder> | undefined
let tables: Tables | undefined

type Tables = {
  /** For each UTF-16 unit: 0 for none, a two-byte code, or 0x10000 + the number of its four-byte form. */
  readonly codes: Uint32Array
  /** For each two-byte code its unit, 0 for none and for a second spelling. */
  readonly units: Uint16Array
}

function readText(bytes: Uint8Array): string | undefined {
  strict ??= new TextDecoder('gb18030', { fatal: true })
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** The platform brings a decoder only, so the encoder is its inverse, built when the first wide character is met. */
function invertDecoder(): Tables {
  const made = { codes: new Uint32Array(0x10000), units: new Uint16Array(0x10000) }
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const codes: number[] = []
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push((lead << 8) | trail)
    noteRow(made, codes)
  }
  for (let first = 0; first < BASIC_FOUR_BYTE_FORMS; first += FOURS_A_ROW) {
    const codes: number[] = []
    for (let pointer = first; pointer < Math.min(first + FOURS_A_ROW, BASIC_FOUR_BYTE_FORMS); pointer++) {
      codes.push(0x10000 + pointer)
    }
    noteRow(made, codes)
  }
  return made
}

const FOURS_A_ROW = 1260

/** Decodes many codes at once, or one by one where some of them are no characters. */
function noteRow(made: Tables, codes: readonly number[]): void {
  const bytes = new Uint8Array(codes.length * 4)
  const ends = codes.map(() => 0)
  let end = 0
  for (const [index, code] of codes.entries()) {
    end = writeCode(code, bytes, end)
    ends[index] = end
  }
  const row = readText(bytes.subarray(0, end))
  for (const [index, code] of codes.entries()) {
    const single =
      row?.length === codes.length ? row[index] : readText(bytes.subarray(ends[index - 1] ?? 0, ends[index]))
    const unit = single?.length === 1 ? single.charCodeAt(0) : 0
    // Of two spellings the first one stays; two-byte forms come first, since the short form is the usual one.
    if (unit < 0x80 || made.codes[unit] !== 0) continue
    made.codes[unit] = code
    if (code <= 0xffff) made.units[code] = unit
  }
}
