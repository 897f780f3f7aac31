import type { Bilingual } from '../../protocol/index.ts'
import type { Docket } from './docket.ts'
import type { Commit } from './rules.ts'

/**
 * What is wrong with the accounts of a commit; undefined when nothing is. The judge cannot work out how the host names a
 * card, and need not: every posting goes to the account of the card that its transaction names, and in one run each card
 * that arrived on the wire has one account and each account one card. The merchant is the one that the request names.
 */
export function misdirection(docket: Docket, commit: Commit): Bilingual | undefined {
  const { matter, postings, panHash, account } = commit
  const { arrived } = matter.wire
  const merchantId = arrived?.fields[42]
  for (const { account: name } of postings) {
    if (name.startsWith('cardholder:') && name !== `cardholder:${panHash}`) {
      return { en: 'booked on an account that is not that of its card', zh: '记账的账户不是该卡的账户' }
    }
    if (name.startsWith('merchant:') && merchantId !== undefined && name !== `merchant:${merchantId}`) {
      return { en: 'booked for another merchant than the one that asked', zh: '记账的商户不是请求所载的商户' }
    }
  }
  const pan = arrived?.pan
  if (pan === undefined || account === '') return undefined
  const known = docket.cards.get(pan)
  if (known !== undefined) {
    if (known === account) return undefined
    return { en: 'its card was booked on another account before', zh: '该卡此前记在另一个账户上' }
  }
  for (const taken of docket.cards.values()) {
    if (taken === account) return { en: 'booked on the account of another card', zh: '记在了另一张卡的账户上' }
  }
  docket.cards.set(pan, account)
  return undefined
}
