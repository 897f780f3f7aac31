import type { Docket } from './docket.ts'
import type { Commit } from './rules.ts'

/**
 * What is wrong with the accounts of a commit; undefined when nothing is. The judge cannot work out how the host names a
 * card, and need not: every posting goes to the account of the card that its transaction names, and in one run each card
 * that arrived on the wire has one account and each account one card. The merchant is the one that the request names.
 */
export function misdirection(docket: Docket, commit: Commit): string | undefined {
  const { matter, postings, panHash, account } = commit
  const { arrived } = matter.wire
  const merchantId = arrived?.fields[42]
  for (const { account: name } of postings) {
    if (name.startsWith('cardholder:') && name !== `cardholder:${panHash}`) {
      return 'booked on an account that is not that of its card'
    }
    if (name.startsWith('merchant:') && merchantId !== undefined && name !== `merchant:${merchantId}`) {
      return 'booked for another merchant than the one that asked'
    }
  }
  const pan = arrived?.pan
  if (pan === undefined || account === '') return undefined
  const known = docket.cards.get(pan)
  if (known !== undefined) return known === account ? undefined : 'its card was booked on another account before'
  for (const taken of docket.cards.values()) if (taken === account) return 'booked on the account of another card'
  docket.cards.set(pan, account)
  return undefined
}
