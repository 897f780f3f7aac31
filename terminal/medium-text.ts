import { scanBank } from './bank.ts'
import type { JournalEntry } from './records.ts'
import { readEntry } from './records.ts'

/**
 * What bytes that were written as a whole mean for what comes later, one record or a bank: equal for media that are read
 * in the same way. Instants, names that the host gave and sealed card data are left out.
 */
export function mediumText(bytes: Uint8Array): string {
  const entry = readEntry(bytes, 0)
  if (entry !== undefined && entry.bytes.length === bytes.length) return entryText(entry)
  const { header, entries } = scanBank(bytes, bytes.length)
  return [`bank ${header?.generation} ${header?.count}`, ...entries.map(entryText)].join(';')
}

function entryText({ record }: JournalEntry): string {
  const lasting = Object.entries(record).filter(([name]) => !PASSING.has(name))
  return lasting.map(([, value]) => value).join(' ')
}

const PASSING: ReadonlySet<string> = new Set(['atMs', 'card', 'chip', 'approvalCode', 'rrn', 'hostTime', 'hostDate'])
