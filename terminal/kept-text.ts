import type { Kept, LoggedSale, OpenSale, RequestedSale, SettledSale } from './kept.ts'

/**
 * What the journal adds up to, as a text that is equal where the terminal will do the same. Trace numbers are marked with
 * `#`, so that whoever compares worlds can count them from the last one. `ages` says how long ago things were, where that
 * still decides something.
 */
export function keptText(kept: Kept, ages: Ages = ageless): string {
  const about = (one: RequestedSale) =>
    `#${one.stan}:${one.amountMinor}:${one.entryMode}:${one.maskedPan}:${one.hostDay}:${ages.days(one.atMs)}`
  const openText = (one: OpenSale) =>
    `${about(one)} ${one.standing} ${one.reason} ${one.attempt > 1 ? 2 : one.attempt} ${one.inRound} ${one.announced} ${one.approval?.approvedMinor ?? '-'}`
  const logText = (one: LoggedSale) =>
    `${about(one)} ${one.approval.approvedMinor} ${one.committed} ${one.signed} ${one.printed}`
  const settledText = (one: SettledSale) => `${about(one)} ${one.end} ${ages.suspectMs(one)} ${one.exception}`
  return [
    kept.batch,
    markedStan(kept.stan),
    kept.open === undefined ? '-' : openText(kept.open),
    kept.log.map(logText).join(','),
    kept.settled.map(settledText).join(','),
    kept.notices.map((one) => `#${one.stan} ${one.slip} ${one.amountMinor}`).join(','),
    kept.ended === undefined ? '-' : `#${kept.ended.stan} ${kept.ended.end}`,
  ].join('|')
}

/** How old a sale is in days, and how long a settled doubt still makes the same purchase suspect. */
export interface Ages {
  days(atMs: number): number
  suspectMs(settled: SettledSale): number
}
const ageless: Ages = { days: () => 0, suspectMs: () => 0 }

function markedStan(stan: number): string {
  return `#${String(stan).padStart(6, '0')}`
}
