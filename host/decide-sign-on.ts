import type { Decision, Situation } from './decision.ts'
import { refused } from './decision.ts'
import type { Request } from './request.ts'
import type { Session, View } from './store.ts'

/** Hands out batch and working keys. A repeat on the line gets the same keys: two sets would leave the sides apart. */
export function decideSignOn(request: Request, view: View, { keysHex }: Situation): Decision {
  const { session } = view
  const network = networkOf(request)
  if (network === undefined) return refused('30')
  if (session !== undefined && isRepeatedSignOn(request, session)) {
    return { effect: 'repeated', responseCode: '00', fields: fieldsOf(session) }
  }
  const { merchantId, terminalId, stan, device } = request
  const batch =
    session === undefined ? FIRST_BATCH : isReplaced(request, session) ? nextBatch(session.batch) : session.batch
  const next: Session = { merchantId, terminalId, batch, network, keysHex, stan, device }
  const change = { put: [], postings: [], exceptions: [], session: next }
  return { effect: 'signedOn', responseCode: '00', fields: fieldsOf(next), change }
}

/** Another device signs on under this terminal number: it has no memory of the batch and would use its trace numbers again. */
function isReplaced({ device }: Request, session: Session): boolean {
  return device !== '' && session.device !== '' && device !== session.device
}

/** 000001 to 999999, then 000001 again. */
function nextBatch(batch: string): string {
  return String((Number(batch) % 999_999) + 1).padStart(6, '0')
}

/** The same stan asking for the same keys: on the line twice, or a terminal that starts its stans again. */
export function isRepeatedSignOn(request: Request, session: Session): boolean {
  return session.stan === request.stan && session.network === networkOf(request) && !isReplaced(request, session)
}

/** Which keys a sign-on asks for by 60.3; double length when it does not say, undefined when there are no such keys. */
export function networkOf({ network }: Request): Session['network'] | undefined {
  if (network === '') return '003'
  return NETWORKS.find((known) => known === network)
}

const NETWORKS = ['001', '003', '004'] as const

const FIRST_BATCH = '000001'

function fieldsOf({ batch, network, keysHex }: Session): Readonly<Record<number, string>> {
  return { 60: `00${batch}${network}`, 62: keysHex }
}
