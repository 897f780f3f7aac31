import type { ChipData } from './chip-data.ts'
import { cipherFor } from './des.ts'
import { bytesToHex, hexToBytes } from './hex.ts'
import { ecbMac } from './mac.ts'

/**
 * The cryptogram of a chip over what it and the terminal say, sixteen hex digits. It stands for EMV's and is simpler: the
 * message MAC under a key made of the card number. Rule: docs/messages.md 8.
 */
export function cryptogramOf(pan: string, data: ChipData): string {
  const said = SIGNED.map((tag) => data.get(tag) ?? '').join('')
  return ecbMac(hexToBytes(said), cardKey(pan)).result
}

/** What the issuer answers to a cryptogram, for tag 91: proof that it approved with this response code, then the code. */
export function issuerProof(pan: string, cryptogram: string, responseCode: string): string {
  const code = Array.from(responseCode, (letter) => letter.charCodeAt(0).toString(16).toUpperCase()).join('')
  return ecbMac(hexToBytes(cryptogram + code), cardKey(pan)).result + code
}

/** Amount, country, results, currency, date, type, unpredictable number, profile, counter, issuer's data, kind of cryptogram. */
const SIGNED = ['9F02', '9F1A', '95', '5F2A', '9A', '9C', '9F37', '82', '9F36', '9F10', '9F27']

/** Public, like every key of the laboratory. */
const ISSUER_KEY = '2B4D6F8192A3B4C5D6E7F80912233445'

/** Each card has its own key: its number, enciphered under the issuer's. */
function cardKey(pan: string): string {
  const key = new Uint8Array(8)
  cipherFor(ISSUER_KEY).encipher(hexToBytes(pan.slice(-16).padStart(16, '0')), key)
  return bytesToHex(key)
}
