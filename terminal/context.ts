import type { Approval, Awaited, Keys } from './answers.ts'
import { assert } from './assert.ts'
import type { StoredCard } from './cards.ts'
import { openCard } from './cards.ts'
import type { CardData, PrintEnd } from './devices.ts'
import type { EndedSale, Kept, LoggedSale, Notice, OpenSale, RequestedSale, SettledSale } from './kept.ts'
import { nothingKept } from './kept.ts'
import type { TerminalConfig } from './profile.ts'
import type { Copy } from './receipts.ts'

/** What the machine remembers. `kept` is what the journal adds up to; the rest is gone with the power. */
export interface Context {
  readonly config: TerminalConfig
  readonly now: () => number
  readonly kept: Kept
  readonly roomBytes: number
  /** A record that may be an intent or a reversal owed is lost. */
  readonly damaged: boolean
  /** Working keys: absent while signed off. */
  readonly keys?: Keys | undefined
  readonly signOnDue: boolean
  /** A sign-on in the middle of a reversal round, which goes on with it. */
  readonly resumesRound: boolean
  /** The host's batch, when it is not ours: adopted once ours is empty. */
  readonly nextBatch?: string | undefined
  /** Sequence number of the journal at the last compaction: another one would not help before more is written. */
  readonly compactedSeq: number
  readonly connected: boolean
  readonly dials: number
  /** The request that is out. */
  readonly awaited?: Awaited | undefined
  /** What the clerk is busy with, until it is in the journal. */
  readonly sale?: CurrentSale | undefined
  readonly approval?: Approval | undefined
  /** Field 55 of that approval, for the chip, and what the chip's own approval came with. */
  readonly issuerHex: string
  readonly chipEndHex: string
  /** Code of the latest answer that was not an approval. */
  readonly code: string
  /** The host's business day (mmdd) by the latest sealed answer that named it, '' before. */
  readonly hostDay: string
  /** The one that the answer to the present reversal named, '' when it did not. */
  readonly judgedOn: string
  /** Why the sale in doubt will be reversed. */
  readonly reason: string
  readonly doubtAtMs: number
  readonly queries: number
  /** The questions about this doubt are over: what is left is its reversal. */
  readonly questioned: boolean
  readonly round: Round
  /** What goes on once a reversal round, or a sign-on, has had success. */
  readonly after: After
  readonly print?: Print | undefined
  /** The end of a sale that a restart has to tell. */
  readonly untold?: EndedSale | undefined
  /** Since this start: a slip or notice that the clerk left unprinted is not offered again. */
  readonly incomplete?: LoggedSale | undefined
  readonly leftNotices: readonly Notice[]
  /** Why the latest notice was not printed. */
  readonly fault?: PrintEnd | undefined
  /** Why the terminal blocks, beyond what the journal says. */
  readonly trouble: string
  readonly balanceMinor: number
  /** What the supervisor chose. */
  readonly act: '' | 'sendAgain' | 'clear' | 'clearJournal' | 'accept' | 'decline'
}

/** What the actor holds. */
export interface Held {
  readonly memory: Context
}
/** What a question of the chart gets. */
export interface Asked {
  readonly context: Held
}

interface CurrentSale {
  readonly amountMinor: number
  readonly card?: CardData
  readonly pin: string
  /** The printer said so before the amount was asked for. */
  readonly isPaperLow?: true
}
/** One round of reversals: `signedOn` once a 0410 has asked for it. */
interface Round {
  readonly sent: number
  readonly signedOn: boolean
  /** The counter is synced, but no byte left: the next send has the same number. */
  readonly same: boolean
}
type After = 'rest' | 'sale' | 'balance' | 'exception'
export interface Print {
  readonly sale: LoggedSale
  readonly marked: boolean
  readonly copy: Copy
  /** The end mark alone is what the printer has. */
  readonly ending: boolean
  /** The clerk has read that it is approved. */
  readonly told: boolean
  readonly fault?: Exclude<PrintEnd, 'printed'>
}

export interface TerminalInput {
  readonly config: TerminalConfig
  readonly now: () => number
}

export function freshContext({ config, now }: TerminalInput): Context {
  return {
    config,
    now,
    kept: nothingKept,
    keys: undefined,
    nextBatch: undefined,
    awaited: undefined,
    sale: undefined,
    approval: undefined,
    print: undefined,
    untold: undefined,
    incomplete: undefined,
    fault: undefined,
    roomBytes: 0,
    damaged: false,
    signOnDue: true,
    resumesRound: false,
    compactedSeq: -1,
    connected: false,
    dials: 0,
    issuerHex: '',
    chipEndHex: '',
    code: '',
    hostDay: '',
    judgedOn: '',
    reason: '',
    doubtAtMs: 0,
    queries: 0,
    questioned: false,
    round: { sent: 0, signedOn: false, same: false },
    after: 'rest',
    trouble: '',
    balanceMinor: 0,
    act: '',
    leftNotices: [],
  }
}

/** What an answer that names the host's business day leaves in memory. */
export function dayNamed({ hostDay }: { readonly hostDay?: string | undefined }): Partial<Context> {
  return hostDay === undefined ? {} : { hostDay }
}

/** The sale whose end is open; a state that needs it is entered only when there is one. */
export function openSale({ kept }: Context): OpenSale {
  assert(kept.open !== undefined, 'a sale is open')
  return kept.open
}

/** Card data that the journal keeps enciphered. */
export function storedCard({ config }: Context, sale: RequestedSale): StoredCard {
  return openCard(sale.card, config.storageKeyHex, sale.seq, sale.atMs)
}

/** How a prompt about the present sale names it: it has no trace number before its intent is written. */
export function saleValues({ kept, sale }: Context): Record<string, string | number> {
  const { open } = kept
  const amountMinor = sale?.amountMinor ?? open?.amountMinor ?? 0
  // Given up before an amount was typed.
  if (amountMinor === 0) return {}
  // Any other open sale is an older one that this one waits for.
  return open?.standing === 'intent' ? { batch: open.batch, stan: open.stan, amountMinor } : { amountMinor }
}

/** How a prompt names a sale. */
export function keyValues({ batch, stan, amountMinor }: { batch: string; stan: string; amountMinor: number }) {
  return { batch, stan, amountMinor }
}

/** How a prompt names a sale that was approved, for the amount that was. */
export function approvedValues(sale: LoggedSale) {
  const { approvedMinor, responseCode } = sale.approval
  return { ...keyValues(sale), amountMinor: approvedMinor, code: responseCode }
}

/** What a prompt has besides when an end leaves something to be looked into. */
export function pendingMark(pending: boolean): Record<string, number> {
  return pending ? { pending: 1 } : {}
}

/** A doubt about the same card and amount that ended a short while ago. */
export function suspected(context: Context, card: CardData): SettledSale | undefined {
  const { kept, sale, config } = context
  const since = context.now() - config.profile.suspectWithinMs
  return kept.settled.findLast(
    (one) =>
      one.settledAtMs >= since && one.amountMinor === sale?.amountMinor && storedCard(context, one).pan === card.pan,
  )
}
