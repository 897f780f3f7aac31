import type { EndedSale, Kept, SaleKey } from './kept.ts'

/** A request that is no sale in the log: still open, or a doubt that came to an end. */
export interface NotStanding extends SaleKey {
  readonly amountMinor: number
  readonly end: EndedSale['end'] | 'inDoubt' | 'owed'
  /** Its end leaves something to be looked into. */
  readonly pending: boolean
}

/**
 * The latest request, when it does not stand: whoever asks for the last slip then means this one, and must not get that
 * of an older sale. A plain decline is not counted: everybody knew of it at once, and it has no slip.
 */
export function latestNotStanding(kept: Kept): NotStanding | undefined {
  const { open, log, settled } = kept
  const stands = log.at(-1)?.seq ?? -1
  const ended = settled.reduce((latest, one) => (one.seq > (latest?.seq ?? -1) ? one : latest), settled[0])
  if (open !== undefined && open.seq > Math.max(stands, ended?.seq ?? -1)) {
    const { batch, stan, amountMinor, standing } = open
    const isOwed = standing === 'owed' || standing === 'exhausted'
    return { batch, stan, amountMinor, end: isOwed ? 'owed' : 'inDoubt', pending: false }
  }
  if (ended === undefined || ended.seq <= stands) return undefined
  const { batch, stan, amountMinor, end, exception } = ended
  return { batch, stan, amountMinor, end, pending: exception }
}
