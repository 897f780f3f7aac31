import type { Flags, Posting, Txn } from './store.ts'

/**
 * What a key is worth to the merchant, in minor units: a function of its flags and of nothing else, so that nothing is
 * taken back twice, in any order. Rule: docs/rules.md 3.4.
 */
export function effectOf(txn: Txn | undefined): number {
  if (txn === undefined || txn.kind === 'void') return 0
  const { captured, reversed, voided } = txn.flags
  return captured && !reversed && !voided ? txn.approvedMinor : 0
}

/** What of it has come to the merchant: nothing where the clearing was lost. */
function clearedOf(txn: Txn | undefined): number {
  return txn?.flags.clearingLost ? 0 : effectOf(txn)
}

/** What the issuer took for this key while the acquirer, not the merchant, holds it. Rule: docs/rules.md 3.8. */
export function upstreamOf(txn: Txn | undefined): number {
  return txn?.flags.debitedUpstream ? txn.approvedMinor : 0
}

/** Whether a sale is voided: its void was captured and not itself reversed. */
export function isEffectiveVoid(flags: Flags): boolean {
  return flags.captured && !flags.reversed
}

/** The postings that lead from one state of a key to the next: the change of its effect, through issuer and clearing. */
export function postingsBetween(before: Txn | undefined, after: Txn): readonly Posting[] {
  const paid = effectOf(after) - effectOf(before)
  const stuck = upstreamOf(after) - upstreamOf(before)
  const keyText = after.key.text
  const cardholder = `cardholder:${after.panHash}`
  const postings: Posting[] = []
  const move = (from: string, to: string, amountMinor: number) => {
    postings.push({ account: from, deltaMinor: -amountMinor, keyText })
    postings.push({ account: to, deltaMinor: amountMinor, keyText })
  }
  if (paid + stuck !== 0) {
    move(cardholder, 'issuer', paid + stuck)
    move('issuer', 'clearing:acquirer', paid + stuck)
  }
  const cleared = clearedOf(after) - clearedOf(before)
  if (cleared !== 0) move('clearing:acquirer', `merchant:${after.key.merchantId}`, cleared)
  return postings
}
