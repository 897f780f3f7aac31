import { ctr } from '@noble/ciphers/aes.js'
import { hexToBytes } from '../protocol/index.ts'
import type { CardData } from './devices.ts'

/** What a reversal needs of a card after a power cut: no track and no PIN. */
export interface StoredCard {
  readonly pan: string
  readonly expiry: string
  readonly sequence: string
}

/**
 * A card under the storage key, for the journal. The nonce is made of the record's sequence number and instant: the same
 * number can only come twice when the first writing was cut, and then the instant differs.
 */
export function sealCard(card: CardData, storageKeyHex: string, seq: number, atMs: number): Uint8Array {
  const text = `${card.pan}=${card.expiry}=${card.sequence ?? ''}`
  return cipher(storageKeyHex, seq, atMs).encrypt(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))
}

/** The card of an intent. */
export function openCard(sealed: Uint8Array, storageKeyHex: string, seq: number, atMs: number): StoredCard {
  const text = String.fromCharCode(...cipher(storageKeyHex, seq, atMs).decrypt(sealed))
  const [pan = '', expiry = '', sequence = ''] = text.split('=')
  return { pan, expiry, sequence }
}

function cipher(storageKeyHex: string, seq: number, atMs: number) {
  // The last bytes stay zero: the mode counts blocks there.
  const nonce = hexToBytes(`${seq.toString(16).padStart(8, '0')}${atMs.toString(16).padStart(12, '0')}`.padEnd(32, '0'))
  return ctr(keyOf(storageKeyHex), nonce)
}

let known: { readonly hex: string; readonly key: Uint8Array } | undefined
function keyOf(hex: string): Uint8Array {
  if (known?.hex !== hex) known = { hex, key: hexToBytes(hex) }
  return known.key
}
