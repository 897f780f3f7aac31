import type { Court } from './court.ts'
import type { Exhibits } from './exhibits.ts'
import type { Matter } from './matter.ts'
import type { Slip } from './slip.ts'
import type { WireFrame } from './wire-frame.ts'

/**
 * What one invariant has to say about each thing that can happen. A rule sees the docket as it stood before, and the new
 * fact beside it. `condemned` keeps the fact out of the docket, so that one wrong thing has one accuser; rules are asked in
 * the order of the table, and the first that condemns is the last that is asked.
 */
export interface Rules {
  /** Something left the terminal; a cut may have let only a part of it go. */
  readonly requestLeft?: (court: Court, frame: WireFrame, matter: Matter | undefined) => Ruling
  /** A whole frame reached the host. */
  readonly requestArrived?: (court: Court, frame: WireFrame, matter: Matter | undefined) => Ruling
  readonly responseLeft?: (court: Court, frame: WireFrame, matter: Matter | undefined) => Ruling
  /** Bytes of any kind left an end of the line. */
  readonly bytesLeft?: (court: Court, bytes: Uint8Array) => Ruling
  /** A record of the terminal's journal will survive from now on. */
  readonly recordKept?: (court: Court, record: KeptRecord, matter: Matter | undefined) => Ruling
  readonly bankErased?: (court: Court, erased: ErasedBank) => Ruling
  readonly bankRewritten?: (court: Court, rewritten: RewrittenBank) => Ruling
  /** The terminal starts on flash that was damaged. */
  readonly damageRead?: (court: Court, boot: DamagedBoot) => Ruling
  /** A line of a slip whose type and key are known; the slip has taken it in already. */
  readonly linePrinted?: (court: Court, slip: Slip, matter: Matter) => Ruling
  readonly shown?: (court: Court, prompt: ShownPrompt, matter: Matter | undefined) => Ruling
  readonly committed?: (court: Court, commit: Commit) => Ruling
  /** Everything that happened, in the raw: for the one rule that searches it. */
  readonly anything?: (court: Court) => Ruling
  readonly atRest?: (court: Court, exhibits: Exhibits) => void
}
// biome-ignore lint/suspicious/noConfusingVoidType: most rulings are silence, and silence has no value
export type Ruling = 'condemned' | void

/** A journal record as the judge reads it. */
export interface KeptRecord {
  readonly kind: string
  /** `batch/stan`, '' for records about no key. */
  readonly key: string
  readonly amountMinor: number | undefined
  /** Of an outcome, what the terminal made of the answer; of a cleared record, who cleared, by code or word; of a printed one, which slip. */
  readonly how: string
  readonly responseCode: string
  /** Of an undo, why: what field 39 of its reversal will say. */
  readonly reason: string
}

interface ErasedBank {
  readonly bank: 0 | 1
  /** Keys that still matter and of which the other bank tells nothing; undefined when its content is not known. */
  readonly untold: readonly string[] | undefined
}
interface RewrittenBank {
  readonly bank: 0 | 1
  readonly untold: readonly string[] | undefined
}

interface DamagedBoot {
  /** Keys with an open intent or undo that the journal no longer tells of. */
  readonly lostKeys: readonly string[]
  /** Records that were never written. */
  readonly invented: readonly string[]
  /** What a start makes of the two banks together. */
  readonly standing: 'whole' | 'recovered' | 'damaged' | 'unreadable'
}

export interface ShownPrompt {
  readonly name: string
  readonly key: string
  readonly tone: 'none' | 'success' | 'alarm'
  readonly asks: string
  readonly choices: readonly string[]
  readonly values: Readonly<Record<string, string | number>>
}

/** One durable commit of the host, taken apart by key. */
export interface Commit {
  readonly matter: Matter
  readonly amountMinor: number
  readonly approvedMinor: number
  /** The transaction names its card so: not the PAN, and the judge does not know how it is made from it. */
  readonly panHash: string
  /** Approved for less than was asked for, by a code that says so. */
  readonly isPartial: boolean
  readonly flags: { readonly captured: boolean; readonly reversed: boolean; readonly voided: boolean }
  /** What it does to the card holder and to the merchant for this key. */
  readonly cardholderMinor: number
  readonly merchantMinor: number
  readonly account: string
  readonly merchantAccount: string
  readonly postings: readonly { readonly account: string; readonly deltaMinor: number }[]
  readonly exceptions: readonly { readonly reason: string; readonly owedTo: string; readonly amountMinor: number }[]
}
