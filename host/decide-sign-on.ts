import type { Decision, Situation } from './decision.ts'
import { refused } from './decision.ts'
import type { Request } from './request.ts'
import type { DeviceBatch, Session, View } from './store.ts'

/** Hands out batch and working keys. A repeat on the line gets the same keys: two sets would leave the sides apart. */
export function decideSignOn(request: Request, view: View, { keysHex }: Situation): Decision {
  const { session } = view
  const network = networkOf(request)
  if (network === undefined) return refused('30')
  if (session !== undefined && isRepeatedSignOn(request, session)) {
    return { effect: 'repeated', responseCode: '00', fields: fieldsOf(session) }
  }
  const devices = session?.devices ?? []
  const device = request.device === '' ? (session?.device ?? '') : request.device
  const known = devices.find((one) => one.device === device)
  if (known === undefined && devices.length >= MOST_DEVICES) return refused('58')
  const batch = known?.batch ?? nextBatch(devices)
  const { merchantId, terminalId, stan } = request
  const all = known === undefined ? [...devices, { device, batch }] : devices
  const next: Session = { merchantId, terminalId, batch, network, keysHex, stan, device, devices: all }
  const change = { put: [], postings: [], exceptions: [], session: next }
  return { effect: 'signedOn', responseCode: '00', fields: fieldsOf(next), change }
}

/**
 * Each device under a terminal number has a batch of its own: one that takes the place of another does not know which trace
 * numbers were used. 000001 first, then one more than any before.
 */
function nextBatch(devices: readonly DeviceBatch[]): string {
  const last = Math.max(0, ...devices.map(({ batch }) => Number(batch)))
  return String((last % 999_999) + 1).padStart(6, '0')
}

/** More than ever stood at one counter: whoever goes on making them up is no device. */
const MOST_DEVICES = 100

/** The same stan asking for the same keys: on the line twice, or a terminal that starts its stans again. */
export function isRepeatedSignOn(request: Request, session: Session): boolean {
  return (
    session.stan === request.stan &&
    session.network === networkOf(request) &&
    (request.device === '' || request.device === session.device)
  )
}

/** Which keys a sign-on asks for by 60.3; double length when it does not say, undefined when there are no such keys. */
export function networkOf({ network }: Request): Session['network'] | undefined {
  if (network === '') return '003'
  return NETWORKS.find((known) => known === network)
}

const NETWORKS = ['001', '003', '004'] as const

function fieldsOf({ batch, network, keysHex }: Session): Readonly<Record<number, string>> {
  return { 60: `00${batch}${network}`, 62: keysHex }
}
