import { openTxn } from './decide-money.ts'
import type { Decision, Situation } from './decision.ts'
import { refused } from './decision.ts'
import { effectOf, isEffectiveVoid, postingsBetween } from './effect.ts'
import { notGivenBack, UPSTREAM_LOST } from './exception.ts'
import type { Request } from './request.ts'
import type { Change, Txn, View } from './store.ts'
import { settlementDate } from './stored-answer.ts'

/** The table of docs/rules.md 3.5, row by row; its caller has already seen to terminal, merchant and MAC. */
export function decideReversal(request: Request, view: View, situation: Situation): Decision {
  const row = decideRow(request, view, situation)
  if (row.effect === 'held') return row
  // Its settlement date says on which business day the host has judged.
  const decision = { ...row, fields: { ...row.fields, ...settlementDate(situation.today) } }
  // An international host says 00 to every reversal it could read; exception items carry what that hides.
  return situation.profile.spec === 'iso87' ? { ...decision, responseCode: '00' } : decision
}

function decideRow(request: Request, view: View, situation: Situation): Decision {
  const { inWork, profile } = situation
  const txn = inWork ?? view.txn
  if (txn === undefined) return tombstone(request, situation)
  if (txn.kind === 'tombstone') return reversedAlready(txn, situation)
  // What becomes of the other one decides whether this key was ever free: until then nothing true can be said.
  if (isOther(request, txn))
    return inWork === undefined ? notBelieved(txn) : { effect: 'held', responseCode: '', fields: {} }
  if (inWork !== undefined) return done(undefined, { ...inWork, flags: { ...inWork.flags, reversed: true } })
  if (txn.flags.reversed) return reversedAlready(txn, situation)
  if (txn.responseCode === '98') return giveBackUpstream(txn)
  if (!txn.flags.captured) {
    const responseCode = profile.failedOriginal === 'reject' ? '25' : '00'
    return { effect: 'unchanged', responseCode, fields: {} }
  }
  if (request.amountMinor !== txn.amountMinor) {
    const item = profile.spec === 'iso87' ? excepted(txn, 'otherAmount') : {}
    return { effect: 'unchanged', responseCode: '64', fields: {}, ...item }
  }
  return takeBack(txn, view, situation)
}

/** Nobody has seen the original: its key is burnt, so that it can never come late. */
function tombstone(request: Request, { profile, bookingDay, atMs }: Situation): Decision {
  const responseCode = profile.unknownOriginal === 'reject' ? '25' : '00'
  const open = openTxn(request, 'tombstone', bookingDay, atMs)
  const txn: Txn = { ...open, flags: { ...open.flags, reversed: true }, reversalCode: responseCode }
  return { effect: 'tombstoned', responseCode, fields: {}, change: changeOf(undefined, txn) }
}

function reversedAlready(txn: Txn, { profile }: Situation): Decision {
  const responseCode = profile.alreadyReversed === 'notFound' ? '25' : txn.reversalCode
  return { effect: 'unchanged', responseCode, fields: {} }
}

/** Another type or another card under the same key: whatever was meant, it is not this purchase. */
function isOther(request: Request, txn: Txn): boolean {
  return request.txnKind !== txn.kind || (request.panHash !== '' && request.panHash !== txn.panHash)
}

function notBelieved(txn: Txn): Decision {
  return { ...refused('12', 'reversalOfAnother'), ...excepted(txn, 'otherPurchase') }
}

/** The host gave up on the issuer (98); should the issuer have debited the card, that goes back now. */
function giveBackUpstream(txn: Txn): Decision {
  const decision = done(txn, { ...txn, flags: { ...txn.flags, reversed: true, debitedUpstream: false } })
  return withSettled(decision, txn)
}

/** Nobody is owed anything for this key any more. */
function withSettled(decision: Decision, txn: Txn): Decision {
  const settled = [{ keyText: txn.key.text, reason: UPSTREAM_LOST }]
  return { ...decision, change: { ...(decision.change as Change), settled } }
}

function takeBack(txn: Txn, view: View, situation: Situation): Decision {
  const { profile, today } = situation
  const isOpen = view.session?.devices.some(({ batch }) => batch === txn.key.period) === true
  if (profile.spec === 'unionpay' && !isOpen) return tooLate(txn, 'batchClosed')
  if (txn.day !== today && profile.crossDay === 'refuse') return tooLate(txn, 'otherDay')
  const decision = done(txn, { ...txn, flags: { ...txn.flags, reversed: true } }, view.original)
  return txn.flags.clearingLost ? withSettled(decision, txn) : decision
}

/** The money has moved on: what cannot be taken back here becomes somebody's work. */
function tooLate(txn: Txn, reason: 'otherDay' | 'batchClosed'): Decision {
  // A voided sale owes nothing to anybody.
  if (txn.flags.voided) return { effect: 'unchanged', responseCode: '00', fields: {} }
  return { effect: 'unchanged', responseCode: '25', fields: {}, ...excepted(txn, reason) }
}

/** A void that is reversed gives its sale back to the merchant. */
function done(before: Txn | undefined, after: Txn, sale?: Txn): Decision {
  const txn: Txn = { ...after, reversalCode: '00' }
  const change = changeOf(before, txn)
  if (txn.kind !== 'void' || sale === undefined) return { effect: 'reversed', responseCode: '00', fields: {}, change }
  const again: Txn = { ...sale, flags: { ...sale.flags, voided: isEffectiveVoid(txn.flags) } }
  const both = { ...change, put: [txn, again], postings: [...change.postings, ...postingsBetween(sale, again)] }
  return { effect: 'reversed', responseCode: '00', fields: {}, change: both }
}

function changeOf(before: Txn | undefined, after: Txn): Change {
  return { put: [after], postings: postingsBetween(before, after), exceptions: [] }
}

/** An item for the list, unless the merchant holds nothing for this key: then nobody is owed anything. */
function excepted(txn: Txn, reason: Parameters<typeof notGivenBack>[1]): Pick<Decision, 'change'> {
  if (effectOf(txn) === 0) return {}
  const item = notGivenBack(txn, reason)
  if (!txn.flags.clearingLost) return { change: { put: [], postings: [], exceptions: [item] } }
  // The merchant never got it and is owed nothing any more: what the acquirer holds is the card holder's.
  const settled = [{ keyText: txn.key.text, reason: UPSTREAM_LOST }]
  return { change: { put: [], postings: [], exceptions: [{ ...item, heldBy: 'acquirer' }], settled } }
}
