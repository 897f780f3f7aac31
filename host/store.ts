import type { Key } from './key.ts'

/**
 * What the host needs of a store: one read, one atomic write, and the books as they stand. Synchronous; `commit` is one
 * transaction and durable when it returns. The host has checked before that the postings of a change add up to zero.
 */
export interface Store {
  /** What is on file for this key, the original that its transaction names, the card's account and the terminal. */
  view(key: Key, panHash: string): View
  commit(change: Change): void
  /** The books as they stand; what was answered once never changes. */
  books(): Books
  /** Remembers the books; the answer puts them back, as often as wanted. A store on a medium has no way back. */
  save?(): () => void
  close(): void
}

/** One purchase, its flags and the answer that was given. Money in integer minor units. */
export interface Txn {
  readonly key: Key
  readonly kind: TxnKind
  readonly panHash: string
  /** As requested; with `kind` and `panHash` the fingerprint. */
  readonly amountMinor: number
  /** As approved: what a capture is worth. */
  readonly approvedMinor: number
  readonly flags: Flags
  /** Response code and approval code given, rrn; '' when its reversal came before any answer. */
  readonly responseCode: string
  readonly approvalCode: string
  readonly rrn: string
  /** What its reversal was told, '' before one. */
  readonly reversalCode: string
  /** Key text of the transaction that this one is about (a void's sale), '' for none. */
  readonly originalText: string
  /** Business day (yyyy-mm-dd of the host's clock) and instant of the authorisation. */
  readonly day: string
  readonly atMs: number
}
export type TxnKind = 'sale' | 'void' | 'balance' | 'preAuthorisation' | 'tombstone'
export interface Flags {
  readonly captured: boolean
  readonly reversed: boolean
  readonly voided: boolean
  /** The issuer debited the card while the host had given it up (98), and has not yet undone it. */
  readonly debitedUpstream: boolean
  /** The clearing record was lost: what the card holder paid has not come to the merchant. */
  readonly clearingLost: boolean
}

/** What a sign-on left: the batch, and the working keys as they travelled, under the terminal's master key. */
export interface Session {
  readonly merchantId: string
  readonly terminalId: string
  readonly batch: string
  readonly network: '001' | '003' | '004'
  /** Field 62 of the 0810 as hex: enciphered, with check values. Never clear. */
  readonly keysHex: string
  /** The sign-on that brought them: a repeat of it gets the same keys. */
  readonly stan: string
  /** The device that signed on: field 62 of its 0800, '' when it did not say. */
  readonly device: string
  /** Every device that has signed on under this terminal number, with the batch that it has open. */
  readonly devices: readonly DeviceBatch[]
}

export interface DeviceBatch {
  readonly device: string
  readonly batch: string
}

export interface View {
  readonly txn: Txn | undefined
  /** The transaction that `txn.originalText` names. */
  readonly original: Txn | undefined
  /** What stands on the card holder's account (negative: paid), undefined when nothing was ever posted there. */
  readonly balanceMinor: number | undefined
  /** How many transactions are on file. */
  readonly count: number
  readonly session: Session | undefined
  /** Business days that were ended before their time. */
  readonly dayShift: number
}

export interface Posting {
  readonly account: string
  readonly deltaMinor: number
  readonly keyText: string
}
export interface ExceptionItem {
  readonly keyText: string
  readonly amountMinor: number
  readonly owedTo: string
  readonly heldBy: string
  readonly reason: string
  readonly nextStep: { readonly en: string; readonly zh: string }
}
/** Everything one decision writes. An exception item is written once per key and reason. */
export interface Change {
  readonly put: readonly Txn[]
  readonly postings: readonly Posting[]
  readonly exceptions: readonly ExceptionItem[]
  /** Exception items that this change settles, by key text and reason. */
  readonly settled?: readonly { readonly keyText: string; readonly reason: string }[]
  readonly session?: Session
  readonly dayShift?: number
}
export interface Books {
  /** Net of all postings for each account; they add up to zero. */
  readonly accounts: Readonly<Record<string, number>>
  readonly txns: readonly Txn[]
  /** Those that are still open. */
  readonly exceptions: readonly ExceptionItem[]
  readonly sessions: readonly Session[]
  readonly dayShift: number
}
