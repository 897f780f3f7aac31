import { cipherFor } from './des.ts'
import { EncodeError } from './errors.ts'
import { bytesToHex, hexToBytes } from './hex.ts'

/**
 * An enciphered PIN block of ISO 9564 format 0, as hex of 8 bytes: the PIN with its length, XOR the twelve digits of the
 * PAN before its check digit. Throws PIN_FORMAT or KEY_LENGTH.
 */
export function pinBlock(pin: string, pan: string, pinKeyHex: string): string {
  if (!/^\d{4,12}$/.test(pin)) throw new EncodeError('PIN_FORMAT', 52)
  const block = hexToBytes(`0${pin.length.toString(16)}${pin}`.padEnd(16, 'F'))
  xorPan(block, pan)
  cipherFor(pinKeyHex).encipher(block, block)
  return bytesToHex(block)
}

/** The PIN of a block; undefined when what it deciphers to is no PIN, as under a wrong key. */
export function readPinBlock(blockHex: string, pan: string, pinKeyHex: string): string | undefined {
  if (!/^[0-9A-Fa-f]{16}$/.test(blockHex) || !PAN.test(pan)) return undefined
  const block = hexToBytes(blockHex)
  cipherFor(pinKeyHex).decipher(block, block)
  xorPan(block, pan)
  const digits = /^0([4-9A-C])(\d{4,12})F*$/.exec(bytesToHex(block))
  return digits?.[2]?.length === Number.parseInt(digits?.[1] ?? '', 16) ? digits[2] : undefined
}

const PAN = /^\d{13,19}$/

function xorPan(block: Uint8Array, pan: string): void {
  if (!PAN.test(pan)) throw new EncodeError('PIN_FORMAT', 2)
  const account = hexToBytes(`0000${pan.slice(-13, -1)}`)
  for (let at = 0; at < 8; at++) block[at]! ^= account[at]!
}
