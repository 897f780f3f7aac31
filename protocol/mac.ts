import { cipherFor } from './des.ts'
import { bytesToHex, hexCode } from './hex.ts'

/** The steps of a MAC, as upper-case hex; `field64` is the eight ASCII characters that travel. */
export type MacSteps = {
  readonly xor: string
  readonly second: string
  readonly result: string
  readonly field64: string
}

/**
 * The ECB kind of MAC over `data` (MTI to the last field before the MAC), with every step of it. Throws KEY_LENGTH.
 * Rule: docs/messages.md 5; a double-length key takes the same steps with triple DES.
 */
export function ecbMac(data: Uint8Array, keyHex: string): MacSteps {
  computeMac(data, 0, data.length, keyHex)
  const result = bytesToHex(last)
  return { xor: bytesToHex(folded), second: bytesToHex(second), result, field64: result.slice(0, 8) }
}

/** Writes the eight characters of field 64 for the bytes from `from` up to `to` into `out` at `at`. */
export function writeMac(
  bytes: Uint8Array,
  from: number,
  to: number,
  keyHex: string,
  out: Uint8Array,
  at: number,
): void {
  computeMac(bytes, from, to, keyHex)
  writeHexCodes(last, 0, 4, out, at)
}

// The steps of the computation at hand. Nothing in them outlives a call.
const folded = new Uint8Array(8)
const first = new Uint8Array(8)
const second = new Uint8Array(8)
const last = new Uint8Array(8)

/** XOR is folded before DES, so a MAC costs two blocks however long the message is. */
function computeMac(bytes: Uint8Array, from: number, to: number, keyHex: string): void {
  const cipher = cipherFor(keyHex)
  folded.fill(0)
  for (let at = from; at < to; at++) folded[(at - from) & 7]! ^= bytes[at]!
  writeHexCodes(folded, 0, 4, first, 0)
  cipher.encipher(first, second)
  writeHexCodes(folded, 4, 8, first, 0)
  for (let index = 0; index < 8; index++) second[index]! ^= first[index]!
  cipher.encipher(second, last)
}

function writeHexCodes(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): void {
  for (let index = from, end = at; index < to; index++) {
    out[end++] = hexCode(bytes[index]! >> 4)
    out[end++] = hexCode(bytes[index]! & 15)
  }
}
