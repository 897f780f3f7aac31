import { assert } from './assert.ts'
import type { Change } from './store.ts'

/** Debits equal credits, in whole minor units: what the host demands of a change before any store sees it. */
export function assertBalanced({ put, postings, exceptions }: Change): void {
  const sum = postings.reduce((total, { deltaMinor }) => total + deltaMinor, 0)
  const amounts = [
    ...postings.map((one) => one.deltaMinor),
    ...put.flatMap((one) => [one.amountMinor, one.approvedMinor]),
    ...exceptions.map((one) => one.amountMinor),
  ]
  assert(amounts.every(Number.isSafeInteger), 'amounts are whole minor units')
  assert(sum === 0, 'the postings of a change add up to zero')
}
