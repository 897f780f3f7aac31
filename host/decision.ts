import type { HostMerchant, HostProfile, HostTerminal } from './profile.ts'
import type { Request } from './request.ts'
import type { Change, Txn, View } from './store.ts'

/** What `decide` may know besides request and view: who asks, whether the MAC held, what is in work, what day it is. */
export interface Situation {
  readonly profile: HostProfile
  readonly terminal: HostTerminal | undefined
  readonly merchant: HostMerchant | undefined
  readonly mac: 'right' | 'wrong' | 'missing'
  /** This key's request that waits for the issuer, as the transaction it may become. */
  readonly inWork: Txn | undefined
  /** What the issuer said, once it was asked. */
  readonly verdict: Verdict | undefined
  readonly atMs: number
  /** Business day to book on, and the one that reversals are judged on: they differ when the day turns under a request. */
  readonly bookingDay: string
  readonly today: string
  /** Fresh working keys, packed under the terminal's master key: field 62 of an 0810. Only for a sign-on. */
  readonly keysHex: string
}

/** The outcome of an authorisation, by the issuer or, when it could not be asked or did not answer, by the host. */
export interface Verdict {
  readonly responseCode: string
  readonly approvedMinor: number
  /** What the card holder may still spend, for a balance enquiry. */
  readonly availableMinor?: number
  /** The issuer took the money although its answer came too late for the host. */
  readonly debitedUpstream: boolean
  /** What is booked will not be cleared towards the merchant. */
  readonly clearingLost?: boolean
}

/**
 * What is to be done. `authorise` and `held` (until the work on this key ends) answer nothing yet; every other effect
 * answers `responseCode` with `fields` on top of what the request is echoed, after `change` (if any) is durable.
 */
export interface Decision {
  readonly effect: Effect
  readonly responseCode: string
  readonly fields: Readonly<Record<number, string>>
  readonly change?: Change
  /** Instant for fields 12 and 13 when it is not now: that of a transaction answered before. */
  readonly stampedAtMs?: number
  /** Why somebody should look at this. */
  readonly alarm?: string
}
export type Effect =
  | 'authorise'
  | 'held'
  | 'captured'
  | 'declined'
  | 'doubtful'
  | 'repeated'
  | 'reversed'
  | 'tombstoned'
  | 'unchanged'
  | 'refused'
  | 'told'
  | 'signedOn'

export type Decide = (request: Request, view: View, situation: Situation) => Decision

/** An answer that changes nothing and leaves no trace. */
export function refused(responseCode: string, alarm?: string): Decision {
  const decision = { effect: 'refused', responseCode, fields: {} } as const
  return alarm === undefined ? decision : { ...decision, alarm }
}
