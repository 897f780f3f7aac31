/** The emulated acquirer host with its issuer: pure judgement, a shell that commits and answers, books by double entry. */
export { faultsFor, misbehaviours } from './behaviour.ts'
export { businessDay } from './business-day.ts'
export type { CardBehaviour, CardGiven, CardMade, TestCard } from './cards.ts'
export { cardErrors, cardFrom, testCards } from './cards.ts'
export { decide } from './decide.ts'
export type { Decide, Decision, Effect, Situation, Verdict } from './decision.ts'
export type { Choose, Clock, Connection, ConnectionEars, Host, HostDoor } from './door.ts'
export { effectOf, postingsBetween, upstreamOf } from './effect.ts'
export { hostState } from './host-state.ts'
export type { Key } from './key.ts'
export { keyOf } from './key.ts'
export { memoryStore } from './memory-store.ts'
export { panHashOf } from './pan-digest.ts'
export type { HostConfig, HostMerchant, HostProfile, HostTerminal } from './profile.ts'
export { hostProfileOf } from './profile.ts'
export type { Request } from './request.ts'
export { serve } from './serve.ts'
export type {
  Books,
  Change,
  ExceptionItem,
  Flags,
  Posting,
  Session,
  Store,
  Txn,
  TxnKind,
  View,
} from './store.ts'
