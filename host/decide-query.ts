import { openTxn } from './decide-money.ts'
import type { Decision, Situation } from './decision.ts'
import type { Request } from './request.ts'
import type { Txn, View } from './store.ts'
import { storedFields } from './stored-answer.ts'

/**
 * What became of an original: 00 processed, with its own response code in 63; 09 still in work; 25 not found. One that
 * was processed and reversed since says 25 in 63, which no terminal may take for an approval. A private extension; rule:
 * docs/rules.md 2.4.
 */
export function decideQuery(request: Request, view: View, situation: Situation): Decision {
  const { inWork } = situation
  if (inWork !== undefined) {
    return isAbout(request, inWork) ? { effect: 'told', responseCode: '09', fields: {} } : notFound('queryOfAnother')
  }
  const { txn } = view
  if (txn === undefined) return situation.profile.queryNotFound === 'seal' ? seal(request, situation) : notFound()
  if (txn.kind === 'tombstone') return notFound()
  if (!isAbout(request, txn)) return notFound('queryOfAnother')
  const code = txn.flags.reversed ? '25' : txn.responseCode
  return {
    effect: 'told',
    responseCode: '00',
    fields: { ...storedFields(txn), 63: `${NO_OPERATOR}${code}` },
    stampedAtMs: txn.atMs,
  }
}

/** Field 63 starts with an operator; the host has none. */
const NO_OPERATOR = '000'

function isAbout(request: Request, txn: Txn): boolean {
  return request.amountMinor === txn.amountMinor && (request.panHash === '' || request.panHash === txn.panHash)
}

function notFound(alarm?: string): Decision {
  const decision = { effect: 'told', responseCode: '25', fields: {} } as const
  return alarm === undefined ? decision : { ...decision, alarm }
}

/** "Not found" is made true for ever: the key is burnt with the answer. */
function seal(request: Request, { bookingDay, atMs }: Situation): Decision {
  const open = openTxn(request, 'tombstone', bookingDay, atMs)
  const txn: Txn = { ...open, flags: { ...open.flags, reversed: true }, reversalCode: '25' }
  return {
    effect: 'tombstoned',
    responseCode: '25',
    fields: {},
    change: { put: [txn], postings: [], exceptions: [] },
  }
}
