import { effectOf, upstreamOf } from './effect.ts'
import type { Change, Txn } from './store.ts'

/**
 * What a commit tells the world: one record a transaction that it wrote, or the transaction that its exception items are
 * about. Amounts in minor units; `effectMinor` and `upstreamMinor` are the state after it, postings are the change.
 */
export function committedEvents(change: Change, before: Txn | undefined): readonly Readonly<Record<string, unknown>>[] {
  const told = change.put.length > 0 ? change.put : change.exceptions.length > 0 && before !== undefined ? [before] : []
  return told.map((txn) => {
    const mine = <T extends { readonly keyText: string }>(list: readonly T[]) =>
      list.filter((one) => one.keyText === txn.key.text)
    return {
      keyText: txn.key.text,
      kind: txn.kind,
      panHash: txn.panHash,
      amountMinor: txn.amountMinor,
      approvedMinor: txn.approvedMinor,
      responseCode: txn.responseCode,
      flags: txn.flags,
      postings: mine(change.postings),
      exceptions: mine(change.exceptions),
      effectMinor: effectOf(txn),
      upstreamMinor: upstreamOf(txn),
      day: txn.day,
    }
  })
}
