import type { BankHeader } from './bank.ts'
import { writeBank } from './bank.ts'
import type { Kept } from './kept.ts'
import { latestNotStanding } from './last-request.ts'
import type { JournalEntry } from './records.ts'
import { recall } from './recovery.ts'

/**
 * What both banks become when room is short: the same records under their old numbers, without those that no question can
 * be about any more. `suspectSinceMs`: doubts settled before this instant are forgotten unless they are exceptions.
 */
export function compact(entries: readonly JournalEntry[], before: BankHeader, suspectSinceMs: number): Uint8Array {
  const live = liveEntries(entries, suspectSinceMs)
  const through = entries.at(-1)?.seq ?? before.through
  return writeBank({ generation: before.generation + 1, through, count: live.length }, live)
}

function liveEntries(entries: readonly JournalEntry[], suspectSinceMs: number): readonly JournalEntry[] {
  const kept = recall(entries)
  const keys = liveKeys(kept, suspectSinceMs)
  const counting = entries.findLast(({ record }) => COUNTING.has(record.record))
  // An intent without its outcome would read as a doubt, so a key stays or goes as a whole.
  if (counting?.record.record === 'intent') keys.add(keyText(counting))
  const lastOwed = entries.findLast(({ record }) => record.record === 'owed')
  const slipKeys = slipsInQuestion(kept)
  return entries.filter((entry) => {
    const { record } = entry
    if (LASTING.has(record.record) || entry === counting) return true
    if (COUNTING.has(record.record) && record.record !== 'intent') return false
    if (!keys.has(keyText(entry))) return false
    if (record.record === 'owed') return record.attempt === 0 || entry === lastOwed
    const isOfSlip = ABOUT_SLIPS.has(record.record) || (record.record === 'printed' && record.slip === 'sale')
    return !isOfSlip || slipKeys.has(keyText(entry))
  })
}

/** From the last sale with a whole slip on: those after it may still be taken back, and then it is the latest again. */
function slipsInQuestion({ log }: Kept): ReadonlySet<string> {
  const since = log.findLastIndex((sale) => sale.printed)
  return new Set(log.slice(Math.max(since, 0)).map((sale) => keyText({ record: sale })))
}

const LASTING: ReadonlySet<string> = new Set(['audit', 'device'])
const ABOUT_SLIPS: ReadonlySet<string> = new Set(['receiptCommitted', 'signed'])
const COUNTING: ReadonlySet<string> = new Set(['counters', 'intent', 'batch'])

function liveKeys(kept: Kept, suspectSinceMs: number): Set<string> {
  const settled = kept.settled.filter((sale) => sale.exception || sale.settledAtMs >= suspectSinceMs)
  const sales = [kept.open, kept.ended, latestNotStanding(kept), ...kept.log, ...settled, ...kept.notices]
  return new Set(sales.filter((sale) => sale !== undefined).map((sale) => keyText({ record: sale })))
}

function keyText({ record }: { readonly record: { readonly batch: string; readonly stan: string } }): string {
  return `${record.batch}/${record.stan}`
}
