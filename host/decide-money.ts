import { issuerFields } from './chip.ts'
import type { Decision, Situation, Verdict } from './decision.ts'
import { refused } from './decision.ts'
import { postingsBetween } from './effect.ts'
import { lostClearing, lostUpstream } from './exception.ts'
import type { Request } from './request.ts'
import type { Txn, TxnKind, View } from './store.ts'
import { storedFields } from './stored-answer.ts'

/** Sale and balance enquiry: a repeat gets what was said before, a used or burnt key nothing, the rest is authorised. */
export function decideMoney(request: Request, view: View, situation: Situation): Decision {
  const { txnKind } = request
  if (txnKind === undefined) return refused('12')
  const before = situation.verdict === undefined ? decideRepeat(request, view, situation) : undefined
  if (before !== undefined) return before
  const { profile } = situation
  // The period of an international key is a date, so only a batch can be the wrong one.
  if (profile.spec === 'unionpay' && request.batch !== view.session?.batch) return refused('77')
  if (txnKind !== 'sale' && txnKind !== 'balance') return refused('40')
  if (txnKind === 'sale' && request.amountMinor === 0) return refused('13')
  const { verdict } = situation
  return verdict === undefined
    ? { effect: 'authorise', responseCode: '', fields: {} }
    : book(request, view, situation, verdict, txnKind)
}

/** Same key: the fingerprint tells a repeat from another sale that took a used number. Rule: docs/rules.md 3.3, 3.6. */
function decideRepeat(request: Request, { txn }: View, { inWork, profile }: Situation): Decision | undefined {
  if (inWork !== undefined) {
    return isSame(request, inWork) ? { effect: 'held', responseCode: '', fields: {} } : refused('94', 'keyReused')
  }
  if (txn === undefined) return undefined
  if (txn.kind === 'tombstone') return refused('94')
  if (!isSame(request, txn)) return refused('94', 'keyReused')
  // Reversed before there was an answer: a tombstone in all but name.
  if (txn.responseCode === '' || profile.duplicate === 'refuse94') return refused('94')
  // What is left may have changed, and nothing was booked: it is asked again.
  if (txn.kind === 'balance' && APPROVING.includes(txn.responseCode)) return undefined
  const { responseCode } = txn
  const fields = {
    ...storedFields(txn),
    ...(APPROVING.includes(responseCode) ? issuerFields(request, responseCode) : {}),
  }
  return { effect: 'repeated', responseCode, fields, stampedAtMs: txn.atMs }
}

/** Whether a request has the fingerprint of a transaction. */
function isSame(request: Request, txn: Txn): boolean {
  return request.txnKind === txn.kind && request.amountMinor === txn.amountMinor && request.panHash === txn.panHash
}

/** What a request that is being authorised may become: kept in work, never stored as it stands. */
export function openTxn(request: Request, kind: TxnKind, day: string, atMs: number): Txn {
  return {
    key: request.key,
    kind,
    panHash: request.panHash,
    amountMinor: request.amountMinor,
    approvedMinor: 0,
    flags: { captured: false, reversed: false, voided: false, debitedUpstream: false, clearingLost: false },
    responseCode: '',
    approvalCode: '',
    rrn: '',
    reversalCode: '',
    originalText: '',
    day,
    atMs,
  }
}

function book(request: Request, view: View, situation: Situation, verdict: Verdict, kind: TxnKind): Decision {
  const { bookingDay, atMs, profile } = situation
  const { responseCode, approvedMinor, debitedUpstream, clearingLost = false } = verdict
  const approved = APPROVING.includes(responseCode)
  const captured = approved && kind === 'sale'
  const open = openTxn(request, kind, bookingDay, atMs)
  const txn: Txn = {
    ...open,
    approvedMinor: approved || debitedUpstream ? approvedMinor : 0,
    flags: { ...open.flags, captured, debitedUpstream, clearingLost: captured && clearingLost },
    responseCode,
    approvalCode: approved ? approvalCodeOf(view.count) : '',
    rrn: `${bookingDay.slice(2).replaceAll('-', '')}${String((view.count + 1) % 1_000_000).padStart(6, '0')}`,
  }
  const stuck = debitedUpstream && profile.upstreamReversalMs === 'lost'
  const change = {
    put: [txn],
    postings: postingsBetween(undefined, txn),
    exceptions: txn.flags.clearingLost ? [lostClearing(txn)] : stuck ? [lostUpstream(txn)] : [],
  }
  const effect = approved ? (kind === 'sale' ? 'captured' : 'told') : responseCode === '98' ? 'doubtful' : 'declined'
  const balance = approved && kind === 'balance' ? { 54: balanceField(verdict.availableMinor ?? 0) } : {}
  const forChip = approved ? issuerFields(request, responseCode) : {}
  return { effect, responseCode, fields: { ...storedFields(txn), ...balance, ...forChip }, change, stampedAtMs: atMs }
}

/** Codes that approve. Rule: docs/rules.md 6. */
export const APPROVING: readonly string[] = ['00', '10', '11', 'A2', 'A4', 'A5', 'A6']

/** Six digits, different for each of a million transactions. */
function approvalCodeOf(count: number): string {
  return String(((count + 1) * 7919) % 1_000_000).padStart(6, '0')
}

/** Available balance in the currency of the spec: account type 10, amount type 02, 156, C or D, twelve digits. */
function balanceField(availableMinor: number): string {
  const sign = availableMinor < 0 ? 'D' : 'C'
  return `1002156${sign}${String(Math.abs(availableMinor)).padStart(12, '0')}`
}
