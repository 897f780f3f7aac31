import type { Decision, Situation } from './decision.ts'
import type { Request } from './request.ts'
import type { Session, View } from './store.ts'

/** Hands out batch and working keys. A repeat on the line gets the same keys: two sets would leave the sides apart. */
export function decideSignOn(request: Request, view: View, { keysHex }: Situation): Decision {
  const { session } = view
  const network = networkOf(request)
  if (session?.stan === request.stan && session.network === network) {
    return { effect: 'repeated', responseCode: '00', fields: fieldsOf(session) }
  }
  const { merchantId, terminalId, stan } = request
  const next: Session = { merchantId, terminalId, batch: session?.batch ?? FIRST_BATCH, network, keysHex, stan }
  const change = { put: [], postings: [], exceptions: [], session: next }
  return { effect: 'signedOn', responseCode: '00', fields: fieldsOf(next), change }
}

/** Which keys a sign-on asks for by 60.3; double length when it does not say. */
export function networkOf(request: Request): Session['network'] {
  return request.network === '001' || request.network === '004' ? request.network : '003'
}

const FIRST_BATCH = '000001'

function fieldsOf({ batch, network, keysHex }: Session): Readonly<Record<number, string>> {
  return { 60: `00${batch}${network}`, 62: keysHex }
}
