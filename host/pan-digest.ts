import { bytesToHex, hexToBytes, wrapKey } from '../protocol/index.ts'

/**
 * Stands for a PAN in books and events: a CBC-MAC with triple DES over its length and its digits, as 16 hex digits. Who
 * has the books but not the key cannot try all PANs; the laboratory's own key is public and protects nothing but the eye.
 */
export function panHashOf(pan: string, digestKeyHex: string = LABORATORY_KEY): string {
  const name = `${digestKeyHex} ${pan}`
  const known = digests.get(name)
  if (known !== undefined) return known
  if (digests.size >= DIGESTS_KEPT) digests.clear()
  const digest = chainOver(pan, digestKeyHex)
  digests.set(name, digest)
  return digest
}

/** The cards of one laboratory come again and again; the bound keeps a host in a real street from growing. */
const DIGESTS_KEPT = 256
const digests = new Map<string, string>()

function chainOver(pan: string, digestKeyHex: string): string {
  const digits = `${String(pan.length).padStart(2, '0')}${pan}`
  const blocks = hexToBytes(digits.padEnd(Math.ceil(digits.length / 16) * 16, 'F'))
  let chain: Uint8Array = new Uint8Array(8)
  for (let at = 0; at < blocks.length; at += 8) {
    for (let index = 0; index < 8; index++) chain[index]! ^= blocks[at + index]!
    chain = hexToBytes(wrapKey(bytesToHex(chain), digestKeyHex))
  }
  return bytesToHex(chain)
}

/** Sixteen bytes that spell PAN-DIGEST: no secret. */
const LABORATORY_KEY = '50414E2D44494745535420464F524C42'
