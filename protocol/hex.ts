import { CHUNK, charactersOf, codesFor } from './characters.ts'
import { EncodeError } from './errors.ts'

/** Bytes as upper-case hex. */
export function bytesToHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let hex = ''
  for (let at = from; at < to; at += CHUNK / 2) {
    const count = Math.min(CHUNK / 2, to - at)
    const codes = codesFor(2 * count)
    for (let index = 0; index < count; index++) {
      const byte = bytes[at + index]!
      codes[2 * index] = hexCode(byte >> 4)
      codes[2 * index + 1] = hexCode(byte & 15)
    }
    hex += charactersOf(codes)
  }
  return hex
}

/** Hex of either case as bytes; throws NOT_HEX. */
export function hexToBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1)
  if (hex.length % 2 !== 0 || !writeHex(hex.toUpperCase(), bytes, 0)) throw new EncodeError('NOT_HEX', 'value')
  return bytes
}

/** Writes an even number of upper-case hex digits at `at`; false where a character is not one. */
export function writeHex(hex: string, out: Uint8Array, at: number): boolean {
  for (let index = 0; index < hex.length; index += 2) {
    const high = hexNibble(hex.charCodeAt(index))
    const low = hexNibble(hex.charCodeAt(index + 1))
    if (high < 0 || low < 0) return false
    out[at + (index >> 1)] = (high << 4) | low
  }
  return true
}

/** The value of an upper-case hex digit's character code, or -1. */
export function hexNibble(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0x41 && code <= 0x46 ? code - 0x37 : -1
}

/** The character code of an upper-case hex digit of this value. */
export function hexCode(nibble: number): number {
  return nibble < 10 ? 0x30 + nibble : 0x37 + nibble
}
