import { effectOf, upstreamOf } from './effect.ts'
import type { ExceptionItem, Txn } from './store.ts'

/**
 * Single-sided entries (长款, 短款): a reversal that was believed and did not give the money back. `reason` is the name
 * that the judge's list of causes has for it, where it has one. Rule: docs/rules.md 3.7.
 */
export function notGivenBack(
  txn: Txn,
  reason: 'otherDay' | 'batchClosed' | 'otherPurchase' | 'otherAmount',
): ExceptionItem {
  return {
    keyText: txn.key.text,
    amountMinor: effectOf(txn),
    owedTo: 'cardholder',
    heldBy: 'merchant',
    reason,
    nextStep: ADJUST,
  }
}

/** The issuer's debit stays with the acquirer until reconciliation at T+1. Rule: docs/rules.md 3.8. */
export function lostUpstream(txn: Txn): ExceptionItem {
  return {
    keyText: txn.key.text,
    amountMinor: upstreamOf(txn),
    owedTo: 'cardholder',
    heldBy: 'acquirer',
    reason: UPSTREAM_LOST,
    nextStep: { en: 'Return it at T+1 by reconciliation with the issuer', zh: 'T+1 与发卡行对账后退回' },
  }
}

/** The card holder has paid and the acquirer has it: the merchant waits for money that nothing will bring. Rule: docs/rules.md 3.10. */
export function lostClearing(txn: Txn): ExceptionItem {
  return {
    keyText: txn.key.text,
    amountMinor: effectOf(txn),
    owedTo: 'merchant',
    heldBy: 'acquirer',
    reason: UPSTREAM_LOST,
    nextStep: { en: 'Trace the clearing record and pay the merchant by hand', zh: '追查清算记录，人工补付商户' },
  }
}

export const UPSTREAM_LOST = 'upstreamLost'

const ADJUST = { en: 'Adjust by hand: give the amount back to the card holder', zh: '人工调账，退还持卡人' }
