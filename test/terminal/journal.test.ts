import { describe, expect, it } from 'vitest'
import { writeBank } from '../../terminal/bank.ts'
import type { JournalReading } from '../../terminal/index.ts'
import { readJournal, readRecord } from '../../terminal/index.ts'
import type { JournalRecord } from '../../terminal/records.ts'
import { readEntry, writeRecord } from '../../terminal/records.ts'
import { recall } from '../../terminal/recovery.ts'
import * as fc from '../fast-check.ts'
import { BANK_BYTES, moments } from './flash-content.ts'

type Banks = readonly [Uint8Array, Uint8Array]

/** What a boot knows from a reading. */
function truth(reading: JournalReading): string {
  return JSON.stringify(recall(reading.entries))
}

/** `detected`: nobody is let near the money. `recovered`: all that was known is known. Anything else is `silent`. */
function verdict(banks: Banks, known: string): 'detected' | 'recovered' | 'silent' {
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

describe.each(Object.keys(moments))('the journal of a terminal: %s', (moment) => {
  const banks = moments[moment]!()
  const known = truth(readJournal(banks, BANK_BYTES))
  const used = BANK_BYTES - [...banks[0]].reverse().findIndex((byte) => byte !== 0xff)

  function count(damage: (at: number) => Banks, from = 0, to = BANK_BYTES): Record<string, number> {
    const counts: Record<string, number> = { detected: 0, recovered: 0, silent: 0 }
    for (let at = from; at < to; at++) counts[verdict(damage(at), known)]! += 1
    return counts
  }

  it('reads whole', () => {
    expect(readJournal(banks, BANK_BYTES)).toMatchObject({ standing: 'whole', errors: [], repairs: [] })
  })

  it('survives any byte of one bank flipped in one or more bits', () => {
    for (const bits of [0x01, 0x10, 0x80, 0xff, 0x55]) {
      for (const bank of [0, 1]) {
        const counts = count(
          (at) => (bank === 0 ? [flipped(banks[0], at, bits), banks[1]] : [banks[0], flipped(banks[1], at, bits)]),
          0,
          used + 40,
        )
        expect(counts).toEqual({ detected: 0, recovered: used + 40, silent: 0 })
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
      const left = file.slice(0, at)
      counts[verdict([left.slice(0, BANK_BYTES), left.slice(BANK_BYTES)], known)]! += 1
    }
    expect(counts['silent']).toBe(0)
    expect(counts['detected']).toBe(used + 1)
    expect(counts['recovered']).toBe(file.length - used - 1)
  })

  it('never lies when the same byte of both banks is flipped', () => {
    for (const bits of [0x01, 0x40, 0xff]) {
      expect(count((at) => [flipped(banks[0], at, bits), flipped(banks[1], at, bits)], 0, used + 40)).toMatchObject({
        detected: used + 40,
        silent: 0,
      })
    }
  })

  it('says which banks must be put right, and is whole when they were rewritten', () => {
    for (let at = 0; at < used + 3; at++) {
      const bad: Banks = [flipped(banks[0], at, 0x10), banks[1]]
      const reading = readJournal(bad, BANK_BYTES)
      expect(reading.repairs).toEqual([0])
      const padded = new Uint8Array(BANK_BYTES).fill(0xff)
      padded.set(reading.image)
      expect(readJournal([padded, banks[1]], BANK_BYTES).standing).toBe('whole')
    }
  })
})

const key = {
  batch: fc.constantFrom('000001', '000999'),
  stan: fc.integer({ min: 1, max: 999_999 }).map((n) => String(n).padStart(6, '0')),
}
const money = fc.integer({ min: 0, max: 999_999_999_999 })
const atMs = fc.integer({ min: 0, max: 4_000_000_000_000 })
const code = fc.constantFrom('', '00', '98', 'A0')
const record: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.record({ record: fc.constant('counters' as const), ...key }),
  fc.record({
    record: fc.constant('intent' as const),
    ...key,
    amountMinor: money,
    atMs,
    entryMode: fc.constantFrom('021', '022', '051'),
    maskedPan: fc.constant('621234******0019'),
    card: fc.uint8Array({ maxLength: 40 }),
  }),
  fc.record({
    record: fc.constant('outcome' as const),
    ...key,
    how: fc.constantFrom(
      'approved' as const,
      'declined' as const,
      'notSent' as const,
      'forgotten' as const,
      'conflict' as const,
    ),
    responseCode: code,
    approvedMinor: money,
    approvalCode: code,
    rrn: code,
    hostTime: code,
    hostDate: code,
    fromDoubt: fc.boolean(),
    atMs,
  }),
  fc.record({
    record: fc.constant('owed' as const),
    ...key,
    amountMinor: money,
    reason: code,
    attempt: fc.nat(65_535),
    inRound: fc.nat(255),
  }),
  fc.record({
    record: fc.constant('cleared' as const),
    ...key,
    amountMinor: money,
    how: code,
    pending: fc.boolean(),
    atMs,
  }),
  fc.record({ record: fc.constant('exhausted' as const), ...key, amountMinor: money, attempt: fc.nat(65_535) }),
  fc.record({ record: fc.constant('receiptCommitted' as const), ...key }),
  fc.record({
    record: fc.constant('printed' as const),
    ...key,
    slip: fc.constantFrom('sale' as const, 'cancelled' as const, 'pending' as const, 'cleared' as const),
  }),
  fc.record({ record: fc.constant('batch' as const), ...key }),
  fc.record({
    record: fc.constant('audit' as const),
    ...key,
    act: fc.constant('clear'),
    operatorNo: fc.constant('01'),
    atMs,
  }),
)

describe('a journal of any records', () => {
  it('gives each record back as it was written', () => {
    fc.assert(
      fc.property(record, fc.nat(0xffff_fffe), (one, seq) => {
        const bytes = writeRecord(seq, one)
        expect(readEntry(bytes, 0)).toEqual({ seq, record: one, bytes })
        expect(readRecord(bytes)).toMatchObject({ record: one.record, seq, keyText: `${one.batch}/${one.stan}` })
        expect(readRecord(bytes.slice(1))).toBeUndefined()
      }),
    )
  })

  it('after a write that was cut at any byte has the old or the new last record, and knows', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.nat(), (records, where) => {
        const counters: JournalRecord = { record: 'counters', batch: '000001', stan: '000000' }
        const entries = [counters, ...records].map((one, index) => readEntry(writeRecord(index + 1, one), 0)!)
        const older = entries.slice(0, -1)
        const last = entries.at(-1)!.bytes
        const at = where % (2 * last.length + 1)
        const start = writeBank({ generation: 1, through: 1, count: 1 }, older)
        const bank = (bytes: Uint8Array) => {
          const padded = new Uint8Array(BANK_BYTES).fill(0xff)
          padded.set(start)
          padded.set(bytes, start.length)
          return padded
        }
        const reading = readJournal(
          [bank(last.slice(0, at)), bank(last.slice(0, Math.max(0, at - last.length)))],
          BANK_BYTES,
        )
        expect(['whole', 'recovered']).toContain(reading.standing)
        expect(reading.entries).toEqual(at < last.length ? older : entries)
        if (at > 0 && at < 2 * last.length) expect(reading.repairs.length).toBeGreaterThan(0)
      }),
    )
  })

  it('missing in the middle in both banks is damaged, or unreadable where no later record tells the trace number', () => {
    const make = (...records: JournalRecord[]) =>
      records.map((one, index) => readEntry(writeRecord(index + 1, one), 0)!)
    const counters = { record: 'counters', batch: '000001', stan: '000000' } as const
    const printed = { record: 'printed', batch: '000001', stan: '000001', slip: 'sale' } as const
    for (const [later, standing] of [
      [{ ...counters, stan: '000002' }, 'damaged'],
      [printed, 'unreadable'],
    ] as const) {
      const entries = make(counters, { ...counters, stan: '000001' }, later)
      const bytes = writeBank({ generation: 1, through: 1, count: 1 }, [entries[0]!, entries[2]!])
      expect(readJournal([bytes, bytes], bytes.length).standing).toBe(standing)
    }
  })

  it('is whole at each step of a rewrite that is cut at any byte', () => {
    const old = moments['idle after sales, a decline and a reversal']!()
    const known = truth(readJournal(old, BANK_BYTES))
    const reading = readJournal(old, BANK_BYTES)
    const { generation } = reading.header
    const image = writeBank(
      { generation: generation + 1, through: reading.entries.at(-1)!.seq, count: reading.entries.length },
      reading.entries,
    )
    const torn = (at: number) => {
      const bank = new Uint8Array(BANK_BYTES).fill(0xff)
      bank.set(image.slice(0, at))
      return bank
    }
    for (let at = 0; at <= image.length; at++) {
      expect(verdict([torn(at), old[1]], known)).toBe('recovered')
      expect(verdict([torn(image.length), torn(at)], known)).toBe('recovered')
    }
  })
})
