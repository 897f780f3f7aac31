import type { Slip } from './slip.ts'
import type { AnswerSort } from './sort-answer.ts'
import type { WireFrame } from './wire-frame.ts'

/** What the exhibits say about one key: one purchase, one void, one balance enquiry. Grows as the events come. */
export interface Matter {
  /** `batch/stan` */
  readonly key: string
  readonly wire: WireFacts
  readonly journal: JournalFacts
  readonly ledger: LedgerFacts
  /** In the order in which they were begun; a reprint is a slip of its own. */
  readonly slips: Slip[]
  /** The final outcomes that the clerk was told, each once, in their order. */
  readonly told: string[]
  /** The clerk's last word of it was that the card holder was not charged. */
  toldUncharged: boolean
  trouble: Trouble
  /** The last word of the chip, as whoever stands at the reader sees it. `removed`: no card was there to ask. */
  chip: 'none' | 'TC' | 'AAC' | 'removed'
  /** The stable text of all this, dropped whenever a reader touches the matter. */
  text: string | undefined
}

/** What the terminal and the host sent about it, and what reached them. */
interface WireFacts {
  /** The money request as it left; undefined when none did. */
  request: WireFrame | undefined
  requestsLeft: number
  requestLeftAtMs: number
  /** The request still waits: no answer that counts, no lost link, no power cut, timer not over. */
  outstanding: boolean
  /** The first request of this key that arrived at the host with a right MAC. */
  arrived: WireFrame | undefined
  /** What the answers that reached the terminal in time were worth, in their order; a re-query's answer counts as one. */
  answers: Answer[]
  /** The first reversal as it left. */
  reversal: WireFrame | undefined
  reversalsLeft: number
  /** Attempts of the present round, and those of them that were waited for or refused. */
  attempts: number
  attemptsEnded: number
  attemptLeftAtMs: number
  attemptOpen: boolean
  /** The latest answers to its reversals were worth this; `success` stays. */
  reversalAnswer: 'none' | 'refused' | 'success'
  /** A reversal that the host must honour arrived there: right MAC, same amount. */
  reversalArrived: boolean
  reversalsArrived: number
  /** Any request about it reached the host. */
  asked: boolean
  queriesLeft: number
  queriedFirstAtMs: number
}

interface Answer {
  readonly sort: AnswerSort
  readonly code: string
  readonly isMacRight: boolean
  /** It came in the millisecond in which the timer ends: the terminal may have given up just before. */
  readonly isAtDeadline: boolean
}

/** What the terminal's flash holds for certain about it. */
interface JournalFacts {
  intent: boolean
  amountMinor: number | undefined
  /** `failed`: nothing left, or the answer was forgotten by rule. */
  outcome: 'none' | 'approved' | 'declined' | 'conflict' | 'failed'
  owed: boolean
  exhausted: boolean
  cleared: 'no' | 'host' | 'supervisor' | 'dropped'
  receiptCommitted: boolean
  printed: boolean
}

/** What the ledger did about it. Condemned entries are left out, so that one fact is named once. */
interface LedgerFacts {
  /** Any commit at all, refusals on file included. */
  known: boolean
  captured: boolean
  reversed: boolean
  voided: boolean
  /** The card holder's account, '' before a posting. */
  account: string
  /** What the postings of this key did to the card holder and to the merchant so far. */
  cardholderMinor: number
  merchantMinor: number
  merchantAccount: string
  /** What the latest capture was worth. */
  capturedMinor: number
  /** That capture was approved for less than was asked for. */
  isPartial: boolean
  exceptionReason: string
}

/** What went wrong since the request could have left: causes that justify an undo, a marked copy or a missing slip. */
interface Trouble {
  /** The terminal lost its power. */
  wasCut: boolean
  /** How often it did while an undo was owed. */
  cutsWhileOwed: number
  linkLost: boolean
  printer: boolean
  flashFull: boolean
  refusedSignature: boolean
  cancelled: boolean
  /** The clerk put the slip off: it is still owed by the printer. */
  slipPutOff: boolean
}

export function newMatter(key: string): Matter {
  return {
    key,
    wire: {
      request: undefined,
      requestsLeft: 0,
      requestLeftAtMs: 0,
      outstanding: false,
      arrived: undefined,
      answers: [],
      reversal: undefined,
      reversalsLeft: 0,
      attempts: 0,
      attemptsEnded: 0,
      attemptLeftAtMs: 0,
      attemptOpen: false,
      reversalAnswer: 'none',
      reversalArrived: false,
      reversalsArrived: 0,
      asked: false,
      queriesLeft: 0,
      queriedFirstAtMs: 0,
    },
    journal: {
      intent: false,
      amountMinor: undefined,
      outcome: 'none',
      owed: false,
      exhausted: false,
      cleared: 'no',
      receiptCommitted: false,
      printed: false,
    },
    ledger: {
      known: false,
      captured: false,
      reversed: false,
      voided: false,
      account: '',
      cardholderMinor: 0,
      merchantMinor: 0,
      merchantAccount: '',
      capturedMinor: 0,
      isPartial: false,
      exceptionReason: '',
    },
    slips: [],
    told: [],
    toldUncharged: false,
    trouble: noTrouble(),
    chip: 'none',
    text: undefined,
  }
}

function noTrouble(): Trouble {
  return {
    wasCut: false,
    cutsWhileOwed: 0,
    linkLost: false,
    printer: false,
    flashFull: false,
    refusedSignature: false,
    cancelled: false,
    slipPutOff: false,
  }
}

/** An undo is due and nobody has settled it: S13 keeps money requests back meanwhile. */
export function isOpenDebt(matter: Matter): boolean {
  return matter.journal.owed && matter.journal.cleared === 'no'
}

/** The request was made by a chip, which then has the last word. */
export function isChipSale({ wire }: Matter): boolean {
  return wire.request?.fields[22]?.startsWith('05') === true
}

/** What the card holder has paid for this key, as the ledger has it. */
export function effectMinor(matter: Matter): number {
  return matter.ledger.cardholderMinor === 0 ? 0 : -matter.ledger.cardholderMinor
}
