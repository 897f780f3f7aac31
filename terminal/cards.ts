import { ctr } from '@noble/ciphers/aes.js'
import { hexToBytes, pickChipData } from '../protocol/index.ts'
import type { CardData } from './devices.ts'

/** What a reversal needs of a card after a power cut: no track and no PIN. */
export interface StoredCard {
  readonly pan: string
  readonly expiry: string
  readonly sequence: string
  /** Of what its chip asked with: results, issuer's data, counter; '' for a stripe. */
  readonly chipHex: string
}

/** A card, and what its chip asked with, under the storage key: for the intent. */
export function sealCard(card: CardData, storageKeyHex: string, seq: number, atMs: number): Uint8Array {
  const chipHex = pickChipData(card.chipHex ?? '', REVERSED_TAGS)
  const text = `${card.pan}=${card.expiry}=${card.sequence ?? ''}=${chipHex}`
  return seal(text, storageKeyHex, seq, atMs)
}

/** The card of an intent. */
export function openCard(sealed: Uint8Array, storageKeyHex: string, seq: number, atMs: number): StoredCard {
  const [pan = '', expiry = '', sequence = '', chipHex = ''] = unseal(sealed, storageKeyHex, seq, atMs).split('=')
  return { pan, expiry, sequence, chipHex }
}

/**
 * Text under the storage key, for the journal. The nonce is made of the record's sequence number and instant: the same
 * number can only come twice when the first writing was cut, and then the instant differs: but where the clock was reset by
 * the same cut, and the sale begun again in the same millisecond after the start.
 */
export function seal(text: string, storageKeyHex: string, seq: number, atMs: number): Uint8Array {
  return cipher(storageKeyHex, seq, atMs).encrypt(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))
}

export function unseal(sealed: Uint8Array, storageKeyHex: string, seq: number, atMs: number): string {
  return String.fromCharCode(...cipher(storageKeyHex, seq, atMs).decrypt(sealed))
}

/** Terminal verification results, issuer application data, transaction counter. Rule: docs/rules.md 1.9. */
const REVERSED_TAGS = ['95', '9F10', '9F36']

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
