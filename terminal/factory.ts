import { writeBank } from './bank.ts'
import type { TerminalConfig } from './profile.ts'
import { readEntry, writeRecord } from './records.ts'

/** The flash of a terminal that was just commissioned: batch 000001, no trace number used. Both banks, not padded. */
export function factoryBanks(_config: TerminalConfig): [Uint8Array, Uint8Array] {
  const bytes = writeRecord(1, { record: 'counters', batch: '000001', stan: '000000' })
  const counters = readEntry(bytes, 0)!
  const bank = writeBank({ generation: 1, through: 1, count: 1 }, [counters])
  return [bank, bank.slice()]
}
