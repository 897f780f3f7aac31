import type { Kept, LoggedSale } from './kept.ts'
import { keep, nothingKept } from './kept.ts'
import type { TerminalProfile } from './profile.ts'
import type { JournalEntry, OwedRecord } from './records.ts'

/** Everything the journal says, added up. */
export function recall(entries: readonly JournalEntry[]): Kept {
  return entries.reduce(keep, nothingKept)
}

/**
 * The reversal that a restart makes owed, if any: an intent without an outcome (98, unless questions come first), the
 * host's approval without the chip's (96), or, where the receipt decides, an approval whose merchant copy was not committed
 * (96).
 */
export function owedAtBoot(kept: Kept, profile: TerminalProfile): OwedRecord | undefined {
  const { open } = kept
  if (open?.standing === 'intent') {
    if (open.approval !== undefined) return firstOwed(open.batch, open.stan, open.amountMinor, '96')
    return profile.onDoubt === 'queryFirst' ? undefined : firstOwed(open.batch, open.stan, open.amountMinor, '98')
  }
  const last = lastSale(kept)
  if (profile.completion !== 'receipt' || last === undefined || last.committed || last.printed) return undefined
  return firstOwed(last.batch, last.stan, last.amountMinor, '96')
}

/** The approved sale whose slip may be incomplete: only the last one can be. */
export function incompleteSlip(kept: Kept): LoggedSale | undefined {
  const last = lastSale(kept)
  return last === undefined || last.printed ? undefined : last
}

/** The record that makes a reversal owed, before any attempt. */
export function firstOwed(batch: string, stan: string, amountMinor: number, reason: string): OwedRecord {
  return { record: 'owed', batch, stan, amountMinor, reason, attempt: 0, inRound: 0 }
}

function lastSale(kept: Kept): LoggedSale | undefined {
  return kept.log.at(-1)
}
