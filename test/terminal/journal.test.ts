import { describe, expect, it } from 'vitest'
import { writeBank } from '../../terminal/bank.ts'
import { readJournal, readRecord } from '../../terminal/index.ts'
import type { JournalRecord } from '../../terminal/records.ts'
import { readEntry, writeRecord } from '../../terminal/records.ts'
import * as fc from '../fast-check.ts'
import { BANK_BYTES, moments } from './flash-content.ts'
import { sweep, truth, verdict } from './journal-sweep.ts'

describe.each(Object.keys(moments))('the journal of a terminal: %s', (moment) => {
  it('reads whole', () => {
    expect(readJournal(moments[moment]!(), BANK_BYTES)).toMatchObject({ standing: 'whole', errors: [], repairs: [] })
  })
})

describe.each([
  'an intent only',
  'a reversal owed',
  'approved, the slip not signed',
  'idle after sales, a decline and a reversal',
])('the journal of a terminal: %s', (moment) => sweep(moment, { bits: [0x01, 0xff], beyond: 3 }))

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
    hostDay: fc.constantFrom('', '0105'),
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
    chip: fc.uint8Array({ maxLength: 60 }),
  }),
  fc.record({
    record: fc.constant('hostApproval' as const),
    ...key,
    responseCode: code,
    approvedMinor: money,
    approvalCode: code,
    rrn: code,
    hostTime: code,
    hostDate: code,
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
        const isWhole = (written: number) => written >= last.length
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
        expect(reading.entries).toEqual(isWhole(at) ? entries : older)
        if (at > 0 && !isWhole(at - last.length)) expect(reading.repairs.length).toBeGreaterThan(0)
      }),
    )
  })

  it('keeps the bank that alone can tell of money until the other one is right', () => {
    const records = [
      { record: 'counters', batch: '000001', stan: '000001' },
      { record: 'printed', batch: '000001', stan: '000001', slip: 'sale' },
      { record: 'counters', batch: '000001', stan: '000002' },
    ] as const
    const [first, second, third] = records.map((one, index) => readEntry(writeRecord(index + 1, one), 0)!)
    const bank = (...entries: readonly (typeof first)[]) => {
      const padded = new Uint8Array(BANK_BYTES).fill(0xff)
      padded.set(
        writeBank(
          { generation: 1, through: 1, count: 1 },
          entries.map((entry) => entry!),
        ),
      )
      return padded
    }
    // The second record is rotten in bank 0; power went before the third one came to bank 1.
    const rotten = bank(first, second, third)
    rotten[bank(first).indexOf(0xff) + second!.bytes.length - 1]! ^= 0x10
    const unfinished = bank(first, second)
    expect(readJournal([rotten, unfinished], BANK_BYTES)).toMatchObject({
      standing: 'recovered',
      lost: 0,
      repairs: [0, 1],
    })
    expect(readJournal([unfinished, rotten], BANK_BYTES)).toMatchObject({
      standing: 'recovered',
      lost: 0,
      repairs: [1, 0],
    })
  })

  it('that misses a record in both banks is damaged and says how many are lost; without any counter it is unreadable', () => {
    const counters = { record: 'counters', batch: '000001', stan: '000000' } as const
    const printed = { record: 'printed', batch: '000001', stan: '000001', slip: 'sale' } as const
    for (const [first, standing] of [
      [counters, 'damaged'],
      [printed, 'unreadable'],
    ] as const) {
      const entries = [first, printed, printed].map((one, index) => readEntry(writeRecord(index + 1, one), 0)!)
      const bytes = writeBank({ generation: 1, through: 1, count: 1 }, [entries[0]!, entries[2]!])
      expect(readJournal([bytes, bytes], bytes.length)).toMatchObject({ standing, lost: 1 })
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
