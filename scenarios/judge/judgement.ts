import type { InvariantId } from './invariant-ids.ts'

/** What the judge says in the end. Nothing in it names a card, a track, a PIN or a key. */
export interface Judgement {
  readonly violations: readonly Violation[]
  readonly differences: readonly Difference[]
  /** How often each invariant had something to judge: its antecedent was true. */
  readonly checked: Readonly<Record<InvariantId, number>>
}

export interface Violation {
  readonly invariant: InvariantId
  /** The event at which it showed; for what is judged at rest, the last event. */
  readonly atSeq: number
  readonly message: string
  /** The same in Chinese. */
  readonly messageZh: string
}

/** Money that is lost by rule, announced on paper or in the host's exception list. */
export interface Difference {
  /** `batch/stan` of the purchase. */
  readonly key: string
  readonly amountMinor: number
  readonly owedTo: 'cardholder' | 'merchant'
  readonly heldBy: 'merchant' | 'acquirer' | 'cardholder'
  readonly cause: DifferenceCause
  readonly announcedIn: 'terminalPaper' | 'hostExceptions'
}

/** The closed list: money may be lost for these reasons only. */
export const differenceCauses = [
  'exhausted',
  'cleared',
  'malformedForget',
  'declineMacIgnored',
  'otherDay',
  'batchClosed',
  'confirmLate',
  'reversalDropped',
  'upstreamLost',
  'banksLost',
] as const
export type DifferenceCause = (typeof differenceCauses)[number]
