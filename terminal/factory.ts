import { writeBank } from './bank.ts'
import type { JournalRecord } from './records.ts'
import { readEntry, writeRecord } from './records.ts'

/**
 * The flash of a terminal that was just commissioned: batch 000001, no trace number used. Both banks, not padded.
 * `serialNo` (8 digits): which device it is; without it there is one for each terminal number.
 */
export function factoryBanks(serialNo?: string): [Uint8Array, Uint8Array] {
  const counters: JournalRecord = { record: 'counters', ...NO_KEY }
  const records: readonly JournalRecord[] =
    serialNo === undefined ? [counters] : [{ record: 'device', ...NO_KEY, serialNo }, counters]
  const entries = records.map((record, index) => readEntry(writeRecord(index + 1, record), 0)!)
  const bank = writeBank({ generation: 1, through: entries.length, count: entries.length }, entries)
  return [bank, bank.slice()]
}

const NO_KEY = { batch: '000001', stan: '000000' } as const
