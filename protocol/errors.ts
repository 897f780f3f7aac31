/**
 * Every code that this folder can answer or throw, with its meaning. Messages name the place and never a value:
 * what stands in a field may be a card number or a key.
 */
export const errorCodes = {
  // Decoding: trouble that came from outside, returned as data.
  TRUNCATED: 'the message ends before this field is complete; the offset is the first missing byte',
  TRAILING_BYTES: 'bytes follow the last field that the bitmap announces',
  BODY_TOO_LONG: 'the body is longer than the spec allows',
  TPDU_UNKNOWN: 'the TPDU does not start as the spec says',
  MTI_UNKNOWN: 'the spec has no message with this type',
  FIELD_UNKNOWN: 'the spec does not have this field; when decoding, the offset is its byte of the bitmap',
  BITMAP_NOT_CANONICAL: 'a secondary bitmap is announced and announces nothing',
  MAC_MISPLACED: 'field 64 in a message with two bitmaps: its MAC belongs in field 128',
  NOT_DIGITS: 'a nibble or character that must be a digit is not one',
  NOT_TRACK: 'a nibble or character is neither a digit nor the separator of a track',
  NOT_ALPHANUMERIC: 'a character is neither letter, digit nor space',
  NOT_TEXT: 'bytes are not text in the coding of the spec, or hold a control character',
  PAD_NOT_ZERO: 'the unused nibble of an odd number of digits is not zero',
  LENGTH_OVER: 'a length indicator is larger than the spec allows',
  LENGTH_UNDER: 'a length indicator is smaller than the spec allows',
  // Framing.
  FRAME_LENGTH_ZERO: 'a frame announces a body of no bytes',
  FRAME_LENGTH_OVER: 'a frame announces a body longer than the spec allows',
  FRAME_CUT: 'the stream ended inside a frame; the offset is the first missing byte',
  // Encoding and keys: our own bugs, thrown as EncodeError.
  VALUE_LENGTH: 'a value is shorter or longer than its field allows',
  NOT_HEX: 'binary must be given as an even number of upper-case hex digits',
  KEY_LENGTH: 'a key must have 8, 16 or 24 bytes as its use demands, in hex',
  PIN_FORMAT: 'a PIN has 4 to 12 digits and a PAN at least 13',
  PARTS_UNKNOWN: 'the spec does not divide this field, or not into a part of this name',
  PART_LENGTH: 'a part does not have its length, or a part before it is missing',
  // Working keys.
  KEY_CHECK_WRONG: 'a working key does not have the check value that came with it',
  // Specs.
  SPEC_INVALID: 'a spec contradicts itself',
} as const satisfies Record<string, string>

export type ErrorCode = keyof typeof errorCodes

/** Where in a message something is wrong. */
export type Place = number | 'length' | 'tpdu' | 'header' | 'mti' | 'bitmap' | 'end'

/** Refused bytes: `offset` counts bytes from the start of what was given. */
export type DecodeError = { readonly code: ErrorCode; readonly field: Place; readonly offset: number }

/** A value of ours that does not fit its field, or a key that does not fit its use: a bug of the caller. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError'
  readonly code: ErrorCode
  readonly field: Place | 'key' | 'value'

  constructor(code: ErrorCode, field: Place | 'key' | 'value') {
    super(`${code}: ${typeof field === 'number' ? `field ${field}` : field}: ${errorCodes[code]}`)
    this.code = code
    this.field = field
  }
}

/** A spec that contradicts itself; the message lists each contradiction with its path. */
export class SpecError extends Error {
  override readonly name = 'SpecError'
  readonly code = 'SPEC_INVALID'

  constructor(name: string, problems: readonly string[]) {
    super(`SPEC_INVALID: spec ${name}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
}
