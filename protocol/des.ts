import { DES, EDE } from 'des.js'
import { EncodeError } from './errors.ts'
import { hexToBytes } from './hex.ts'

/** One key's schedule: enciphers or deciphers blocks of 8 bytes, ECB, no padding. */
export type BlockCipher = {
  encipher(from: Uint8Array, to: Uint8Array): void
  decipher(from: Uint8Array, to: Uint8Array): void
}

/** The cipher of a key: DES for 8 bytes, triple DES for 16 or 24; throws KEY_LENGTH. */
export function cipherFor(keyHex: string): BlockCipher {
  const cached = schedules.get(keyHex)
  if (cached !== undefined) return cached
  const cipher = schedule(keyHex)
  // Deriving a schedule costs as much as ten blocks; the bound keeps a host with many terminals from growing.
  if (schedules.size >= SCHEDULES_KEPT) schedules.clear()
  schedules.set(keyHex, cipher)
  return cipher
}

const SCHEDULES_KEPT = 512
const schedules = new Map<string, BlockCipher>()

function schedule(keyHex: string): BlockCipher {
  const key = hexToBytes(keyHex)
  if (key.length !== 8 && key.length !== 16 && key.length !== 24) throw new EncodeError('KEY_LENGTH', 'key')
  const algorithm = key.length === 8 ? DES : EDE
  // A double-length key uses its first half twice.
  const full = key.length === 16 ? [...key, ...key.subarray(0, 8)] : key
  const encrypting = algorithm.create({ type: 'encrypt', key: full, padding: false })
  let decrypting: typeof encrypting | undefined
  return {
    encipher: blockwise((from, at, to) => encrypting._update(from, at, to, at)),
    decipher: blockwise((from, at, to) => {
      decrypting ??= algorithm.create({ type: 'decrypt', key: full, padding: false })
      decrypting._update(from, at, to, at)
    }),
  }
}

type Block = (from: Uint8Array, at: number, to: Uint8Array) => void

/** Block by block; a block that was asked for before is looked up, which costs a tenth. Plays that begin alike ask alike. */
function blockwise(compute: Block): (from: Uint8Array, to: Uint8Array) => void {
  const known = new Map<string, Uint8Array>()
  return (from, to) => {
    for (let at = 0; at + 8 <= from.length; at += 8) {
      const name = nameOf(from, at)
      const done = known.get(name)
      if (done === undefined) {
        compute(from, at, to)
        if (known.size >= BLOCKS_KEPT) known.clear()
        known.set(name, to.slice(at, at + 8))
      } else to.set(done, at)
    }
  }
}

function nameOf(b: Uint8Array, at: number): string {
  return String.fromCharCode(b[at]!, b[at + 1]!, b[at + 2]!, b[at + 3]!, b[at + 4]!, b[at + 5]!, b[at + 6]!, b[at + 7]!)
}

const BLOCKS_KEPT = 256
