import type { Bank, Flash } from '../terminal/index.ts'
import type { Disk } from './file-disk.ts'
import { fileDisk } from './file-disk.ts'

/**
 * Two banks of flash in one file of 2·bankBytes: bank 0, then bank 1, an erased byte is 0xFF.
 *
 * Fault model. The system keeps what was written and not synced through the end of the process, but not through a power
 * cut. A cut while a bank is rewritten leaves any mix of old, erased and new bytes in that bank alone. The file may come
 * back shorter or longer than it should be; it is then handed on as it is, and the journal finds out.
 *
 * `initialBanks` (not padded) is the content of a file that does not exist yet. `endOf` finds where the content of a bank
 * ends (the terminal's door has one); without it that is behind the last byte that is not 0xFF, which is wrong for a record
 * that ends in 0xFF.
 */
export function fileFlash(
  path: string,
  bankBytes: number,
  initialBanks: readonly [Uint8Array, Uint8Array],
  endOf: EndOf = endByErasure,
): Flash & { close(): void } {
  const disk = fileDisk(path, () => {
    const content = new Uint8Array(2 * bankBytes).fill(ERASED)
    content.set(initialBanks[0], 0)
    content.set(initialBanks[1], bankBytes)
    return content
  })
  return new DiskFlash(disk, bankBytes, endOf)
}

/** Finds where the written bytes of a bank end. */
export type EndOf = (bank: Uint8Array) => number

/** The flash of `fileFlash` over any disk. */
export class DiskFlash implements Flash {
  readonly bankBytes: number
  readonly #disk: Disk
  readonly #ends: [number, number]

  constructor(disk: Disk, bankBytes: number, endOf: EndOf) {
    this.bankBytes = bankBytes
    this.#disk = disk
    this.#ends = [endOf(this.read(0)), endOf(this.read(1))]
  }

  /** Bank 1 reaches to the end of the file: bytes that should not be there are not hidden. */
  read(bank: Bank): Uint8Array {
    const at = bank * this.bankBytes
    return this.#disk.read(at, bank === 0 ? this.bankBytes : Math.max(0, this.#disk.size() - at))
  }

  append(bytes: Uint8Array, _label: string, done: (how: 'taken' | 'full') => void): void {
    const fits = BANKS.every((bank) => this.#ends[bank] + bytes.length <= this.bankBytes)
    // A file that is too short has no room either: writing behind its end would fill the gap with bytes of no meaning.
    const how = fits && this.#disk.size() >= 2 * this.bankBytes ? 'taken' : 'full'
    if (how === 'taken') {
      for (const bank of BANKS) {
        this.#disk.write(bank * this.bankBytes + this.#ends[bank], bytes)
        this.#ends[bank] += bytes.length
      }
    }
    setImmediate(done, how)
  }

  sync(_label: string, done: () => void): void {
    this.#disk.sync()
    setImmediate(done)
  }

  /**
   * One write of the whole bank, then a sync. What a file that is too short lacks before the bank becomes erased bytes: who
   * rewrites a bank has read both, and knows what is missing.
   */
  rewrite(bank: Bank, bytes: Uint8Array, _label: string, done: () => void): void {
    const at = bank * this.bankBytes
    const size = this.#disk.size()
    if (size < at) this.#disk.write(size, new Uint8Array(at - size).fill(ERASED))
    const content = new Uint8Array(this.bankBytes).fill(ERASED)
    content.set(bytes)
    this.#disk.write(at, content)
    this.#disk.sync()
    this.#ends[bank] = bytes.length
    setImmediate(done)
  }

  close(): void {
    this.#disk.close()
  }
}

function endByErasure(bank: Uint8Array): number {
  let end = bank.length
  while (end > 0 && bank[end - 1] === ERASED) end -= 1
  return end
}

const BANKS = [0, 1] as const
const ERASED = 0xff
