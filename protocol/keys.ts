import { cipherFor } from './des.ts'
import { EncodeError } from './errors.ts'
import { bytesToHex, hexToBytes } from './hex.ts'

/** Clear working keys in hex: 8 or 16 bytes each. The track key exists under network code 004 only. */
export type WorkingKeys = { readonly pinKey: string; readonly macKey: string; readonly trackKey?: string }

/** 60.3 of the sign-on: 001 single length, 003 double, 004 double with a track key. */
export type KeyNetwork = '001' | '003' | '004'

export type UnpackedKeys =
  | { readonly ok: true; readonly keys: WorkingKeys }
  | { readonly ok: false; readonly code: 'KEY_CHECK_WRONG' | 'KEY_LENGTH'; readonly which: KeyName }
export type KeyName = 'pin' | 'mac' | 'track'

/** The working keys under the master key, each with its check value: field 62 of an 0810 as hex. Throws KEY_LENGTH. */
export function packWorkingKeys(keys: WorkingKeys, network: KeyNetwork, masterKeyHex: string): string {
  const given = { pin: keys.pinKey, mac: keys.macKey, track: keys.trackKey ?? '' }
  return layouts[network].map((slot) => packKey(given[slot.which], slot, masterKeyHex)).join('')
}

/** Reads field 62 of an 0810: KEY_LENGTH when it is not as long as its network code says, KEY_CHECK_WRONG. */
export function unpackWorkingKeys(hex: string, network: KeyNetwork, masterKeyHex: string): UnpackedKeys {
  const name = `${network} ${masterKeyHex} ${hex}`
  let read = lately.get(name)
  if (read === undefined) {
    read = unpacked(hex, network, masterKeyHex)
    if (lately.size >= MOST_REMEMBERED) lately.clear()
    lately.set(name, read)
  }
  return read
}
/** Both sides and whoever watches them read the same keys again and again; clear keys stay in the memory of the process. */
const lately = new Map<string, UnpackedKeys>()
/** A host with more terminals opens some keys again. */
const MOST_REMEMBERED = 1000

function unpacked(hex: string, network: KeyNetwork, masterKeyHex: string): UnpackedKeys {
  const clear = { pin: '', mac: '', track: '' }
  let at = 0
  for (const slot of layouts[network]) {
    const digits = 2 * (slot.bytes + CHECK_BYTES)
    const key = unpackKey(hex.slice(at, at + digits), slot, masterKeyHex)
    if (key === 'KEY_LENGTH' || key === 'KEY_CHECK_WRONG') return { ok: false, code: key, which: slot.which }
    clear[slot.which] = key
    at += digits
  }
  if (hex.length !== at) return { ok: false, code: 'KEY_LENGTH', which: layouts[network].at(-1)!.which }
  const keys = { pinKey: clear.pin, macKey: clear.mac }
  return { ok: true, keys: network === '004' ? { ...keys, trackKey: clear.track } : keys }
}

/** The first four bytes of enciphering eight zero bytes, as hex. Throws KEY_LENGTH. */
export function checkValue(keyHex: string): string {
  const block = new Uint8Array(8)
  cipherFor(keyHex).encipher(block, block)
  return bytesToHex(block, 0, CHECK_BYTES)
}

/** A clear key under the master key, ECB, as hex. Throws KEY_LENGTH. */
export function wrapKey(keyHex: string, masterKeyHex: string): string {
  return throughMaster(keyHex, masterKeyHex, 'encipher')
}

/** The clear key of one that came under the master key, as hex. Throws KEY_LENGTH. */
export function unwrapKey(wrappedHex: string, masterKeyHex: string): string {
  return throughMaster(wrappedHex, masterKeyHex, 'decipher')
}

type Slot = { readonly which: KeyName; readonly bytes: 8 | 16 }
const CHECK_BYTES = 4
const ZERO_HALF = '0'.repeat(16)
const double: readonly Slot[] = [
  { which: 'pin', bytes: 16 },
  { which: 'mac', bytes: 16 },
]

/** Lengths of field 62: 24, 40 and 60 bytes. Rule: docs/messages.md 6. */
const layouts: Readonly<Record<KeyNetwork, readonly Slot[]>> = {
  '001': double.map((slot) => ({ which: slot.which, bytes: 8 })),
  '003': double,
  '004': [...double, { which: 'track', bytes: 16 }],
}

function packKey(keyHex: string, slot: Slot, masterKeyHex: string): string {
  const wrapped = wrapKey(keyHex, masterKeyHex)
  const check = checkValue(keyHex)
  if (keyHex.length === 2 * slot.bytes) return wrapped + check
  // Only a MAC key may be short in a long slot; zeros, which no master key touches, stand in for its second half.
  if (slot.which !== 'mac' || keyHex.length !== 16) throw new EncodeError('KEY_LENGTH', 'key')
  return wrapped + ZERO_HALF + check
}

function unpackKey(hex: string, slot: Slot, masterKeyHex: string): string | 'KEY_LENGTH' | 'KEY_CHECK_WRONG' {
  const digits = 2 * slot.bytes
  if (!/^[0-9A-F]*$/.test(hex) || hex.length !== digits + 2 * CHECK_BYTES) return 'KEY_LENGTH'
  const short = slot.which === 'mac' && slot.bytes === 16 && hex.slice(16, 32) === ZERO_HALF
  const key = unwrapKey(hex.slice(0, short ? 16 : digits), masterKeyHex)
  return checkValue(key) === hex.slice(digits) ? key : 'KEY_CHECK_WRONG'
}

function throughMaster(hex: string, masterKeyHex: string, direction: 'encipher' | 'decipher'): string {
  const bytes = hexToBytes(hex)
  if (bytes.length !== 8 && bytes.length !== 16 && bytes.length !== 24) throw new EncodeError('KEY_LENGTH', 'key')
  cipherFor(masterKeyHex)[direction](bytes, bytes)
  return bytesToHex(bytes)
}
