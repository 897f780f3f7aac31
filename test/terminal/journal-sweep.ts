import { expect, it } from 'vitest'
import type { JournalReading } from '../../terminal/index.ts'
import { readJournal } from '../../terminal/index.ts'
import { recall } from '../../terminal/recovery.ts'
import { BANK_BYTES, moments } from './flash-content.ts'

export type Banks = readonly [Uint8Array, Uint8Array]

/** What a boot knows from a reading. */
export function truth(reading: JournalReading): string {
  return JSON.stringify(recall(reading.entries))
}

/** `detected`: nobody is let near the money. `recovered`: all that was known is known. Anything else is `silent`. */
export function verdict(banks: Banks, known: string): 'detected' | 'recovered' | 'silent' {
  const reading = readJournal(banks, BANK_BYTES)
  if (reading.standing === 'damaged' || reading.standing === 'unreadable') return 'detected'
  return truth(reading) === known ? 'recovered' : 'silent'
}

function cut(bank: Uint8Array, at: number): Uint8Array {
  return bank.slice(0, at)
}
function erasedFrom(bank: Uint8Array, at: number): Uint8Array {
  return bank.slice().fill(0xff, at)
}
function flipped(bank: Uint8Array, at: number, bits: number): Uint8Array {
  const bytes = bank.slice()
  bytes[at]! ^= bits
  return bytes
}

/** How far to go: which bits are flipped, and how many erased bytes behind the records are tried as well. */
export interface Reach {
  readonly bits: readonly number[]
  readonly beyond: number
}

/** Tests that damage the flash of a moment at every byte. */
export function sweep(moment: string, reach: Reach): void {
  const banks = moments[moment]!()
  const known = truth(readJournal(banks, BANK_BYTES))
  const used = BANK_BYTES - [...banks[0]].reverse().findIndex((byte) => byte !== 0xff)

  const end = Math.min(BANK_BYTES, used + reach.beyond)

  function count(damage: (at: number) => Banks, from = 0, to = end): Record<string, number> {
    const counts: Record<string, number> = { detected: 0, recovered: 0, silent: 0 }
    for (let at = from; at < to; at++) counts[verdict(damage(at), known)]! += 1
    return counts
  }

  it('survives any byte of one bank flipped in one or more bits', () => {
    for (const bits of reach.bits) {
      for (const bank of [0, 1]) {
        const counts = count((at) =>
          bank === 0 ? [flipped(banks[0], at, bits), banks[1]] : [banks[0], flipped(banks[1], at, bits)],
        )
        expect(counts).toEqual({ detected: 0, recovered: end, silent: 0 })
      }
    }
  })

  it('survives one bank cut, or erased from any byte on', () => {
    expect(count((at) => [cut(banks[0], at), banks[1]])).toMatchObject({ detected: 0, silent: 0 })
    expect(count((at) => [banks[0], cut(banks[1], at)])).toMatchObject({ detected: 0, silent: 0 })
    expect(count((at) => [erasedFrom(banks[0], at), banks[1]])).toMatchObject({ detected: 0, silent: 0 })
    expect(count((at) => [banks[0], erasedFrom(banks[1], at)])).toMatchObject({ detected: 0, silent: 0 })
  })

  it('never lies when both banks, one behind the other in a file, are cut at any byte', () => {
    const file = Uint8Array.from([...banks[0], ...banks[1]])
    const counts: Record<string, number> = { detected: 0, recovered: 0, silent: 0 }
    for (let at = 0; at < file.length; at++) {
      if (at % BANK_BYTES > end) continue
      const left = file.slice(0, at)
      counts[verdict([left.slice(0, BANK_BYTES), left.slice(BANK_BYTES)], known)]! += 1
    }
    expect(counts['silent']).toBe(0)
    expect(counts['detected']).toBe(used + 1)
    expect(counts['recovered']).toBeGreaterThan(used)
  })

  it('never lies when the same byte of both banks is flipped', () => {
    for (const bits of reach.bits) {
      expect(count((at) => [flipped(banks[0], at, bits), flipped(banks[1], at, bits)])).toMatchObject({
        detected: end,
        silent: 0,
      })
    }
  })

  it('says which banks must be put right, and is whole when they were rewritten', () => {
    for (let at = 0; at < end; at++) {
      const bad: Banks = [flipped(banks[0], at, 0x10), banks[1]]
      const reading = readJournal(bad, BANK_BYTES)
      expect(reading.repairs).toEqual([0])
      const padded = new Uint8Array(BANK_BYTES).fill(0xff)
      padded.set(reading.image)
      expect(readJournal([padded, banks[1]], BANK_BYTES).standing).toBe('whole')
    }
  })
}
