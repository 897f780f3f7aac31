import type { Approval } from './answers.ts'
import type { ClearedRecord, IntentRecord, JournalEntry, OutcomeRecord, OwedRecord, PrintedRecord } from './records.ts'

/** What the journal adds up to: everything that a power cut does not take. */
export interface Kept {
  /** Which device this is; absent: the only one that ever had this terminal number. */
  readonly serialNo?: string
  readonly seq: number
  readonly batch: string
  /** The last one used. */
  readonly stan: number
  /** The one sale whose end is not known, or whose reversal must go. */
  readonly open?: OpenSale
  /** Sales that stand, in order. */
  readonly log: readonly LoggedSale[]
  /** Doubts that came to an end, newest last. */
  readonly settled: readonly SettledSale[]
  /** Slips that must still be printed. */
  readonly notices: readonly Notice[]
  /** How the latest sale ended, while no later record says that the clerk saw it. */
  readonly ended?: EndedSale
}

export interface SaleKey {
  readonly batch: string
  readonly stan: string
}
/** The facts of a request that left. `card` is enciphered. */
export interface RequestedSale extends SaleKey {
  readonly amountMinor: number
  readonly atMs: number
  readonly entryMode: string
  readonly maskedPan: string
  readonly card: Uint8Array
  /** Sequence number of the intent; the card is enciphered with it. */
  readonly seq: number
  /** The host's business day (mmdd) as it last said before this sale, '' when it has not. */
  readonly hostDay: string
}
/** `intent`: may have left. `conflict`: code 94, never reversed by key. `exhausted`: a round of reversals had no success. */
export interface OpenSale extends RequestedSale {
  readonly standing: 'intent' | 'conflict' | 'owed' | 'exhausted'
  readonly reason: string
  readonly attempt: number
  readonly inRound: number
  /** A slip has said that it must be looked into. */
  readonly announced: boolean
  /** What an approval that was seen said: one that became the outcome, or one that the chip has not confirmed. */
  readonly approval?: Approval
}
export interface LoggedSale extends RequestedSale {
  readonly approval: OutcomeRecord
  /** Sequence number of that record; what the chip said is enciphered with it. */
  readonly approvedSeq: number
  readonly committed: boolean
  /** The card holder has signed: the sale can no longer be refused. */
  readonly signed: boolean
  readonly printed: boolean
}
export interface SettledSale extends RequestedSale {
  readonly end: EndedSale['end']
  readonly settledAtMs: number
  /** Stays on the exception list until the batch is settled. */
  readonly exception: boolean
}
export interface Notice extends SaleKey {
  readonly slip: Exclude<PrintedRecord['slip'], 'sale'>
  readonly amountMinor: number
  readonly reason: string
  readonly maskedPan: string
}
export interface EndedSale extends SaleKey {
  readonly end: 'approved' | 'declined' | 'reversed' | 'cancelled' | 'connectFailed' | 'cleared'
  readonly amountMinor: number
  readonly code: string
}

export const nothingKept: Kept = { seq: 0, batch: '000001', stan: 0, log: [], settled: [], notices: [] }

/** One record more. The same fold runs at boot and after each sync, so both have the same view of what is true. */
export function keep(before: Kept, { seq, record }: Pick<JournalEntry, 'seq' | 'record'>): Kept {
  const kept = { ...before, seq }
  switch (record.record) {
    case 'counters':
      return { ...kept, batch: record.batch, stan: Number(record.stan) }
    case 'batch':
      // Doubts settled a short while ago are still asked about; exceptions go before, with their settlement.
      return { ...kept, batch: record.batch, stan: Number(record.stan), log: [] }
    case 'intent':
      return { ...without(kept, 'ended'), stan: Number(record.stan), open: openedBy(record, seq) }
    case 'hostApproval':
      return kept.open === undefined ? kept : { ...kept, open: { ...kept.open, approval: record } }
    case 'outcome':
      return decided(kept, record)
    case 'owed':
      return owed(kept, record)
    case 'exhausted':
      return exhausted(kept)
    case 'cleared':
      return cleared(kept, record)
    case 'receiptCommitted':
      return { ...kept, log: marked(kept.log, record, { committed: true }) }
    case 'signed':
      return { ...kept, log: marked(kept.log, record, { signed: true }) }
    case 'printed':
      return printed(kept, record)
    case 'audit':
      return kept
    case 'device':
      return { ...kept, serialNo: record.serialNo }
  }
}

/** The next trace number: 000001 to 999999, then 000001 again. */
export function nextStan(kept: Kept): string {
  return String(skipStans(kept, 1).stan).padStart(6, '0')
}

/** As if this many trace numbers more had been used. */
export function skipStans(kept: Kept, count: number): Kept {
  return { ...kept, stan: ((kept.stan + count - 1) % 999_999) + 1 }
}

export function isSameKey(a: SaleKey, b: SaleKey): boolean {
  return a.stan === b.stan && a.batch === b.batch
}

function openedBy(record: IntentRecord, seq: number): OpenSale {
  const { batch, stan, amountMinor, atMs, entryMode, maskedPan, card, hostDay } = record
  const request = { batch, stan, amountMinor, atMs, entryMode, maskedPan, card, hostDay, seq }
  return { ...request, standing: 'intent', reason: '', attempt: 0, inRound: 0, announced: false }
}

function decided(kept: Kept, record: OutcomeRecord): Kept {
  const { open } = kept
  if (open === undefined) return kept
  if (record.how === 'conflict') return { ...kept, open: { ...open, standing: 'conflict' } }
  const end = record.how === 'approved' ? 'approved' : record.how === 'notSent' ? 'connectFailed' : 'declined'
  const { batch, stan, amountMinor } = open
  const closed: Kept = {
    ...without(kept, 'open'),
    ended: {
      batch,
      stan,
      amountMinor: end === 'approved' ? record.approvedMinor : amountMinor,
      end,
      code: record.responseCode,
    },
    settled: record.fromDoubt ? [...kept.settled, settledBy(open, end, record.atMs, false)] : kept.settled,
  }
  if (record.how === 'forgotten') {
    const settled = [...closed.settled, settledBy(open, end, record.atMs, true)]
    return { ...closed, settled, notices: [...closed.notices, pendingNotice(open, 'malformed')] }
  }
  if (end !== 'approved') return closed
  const sale: LoggedSale = {
    ...open,
    approval: record,
    approvedSeq: kept.seq,
    committed: false,
    signed: false,
    printed: false,
  }
  return { ...closed, log: [...kept.log, sale] }
}

/** The first of its kind may take an approval back; the later ones only count. */
function owed(kept: Kept, record: OwedRecord): Kept {
  const count = { standing: 'owed', reason: record.reason, attempt: record.attempt, inRound: record.inRound } as const
  if (kept.open !== undefined) return { ...kept, open: { ...kept.open, ...count } }
  const sale = kept.log.find((one) => isSameKey(one, record))
  if (sale === undefined) return kept
  const { batch, stan, maskedPan, approval } = sale
  const notice: Notice = {
    batch,
    stan,
    slip: 'cancelled',
    amountMinor: approval.approvedMinor,
    reason: record.reason,
    maskedPan,
  }
  return {
    ...without(kept, 'ended'),
    open: { ...sale, ...count, announced: false },
    log: kept.log.filter((one) => one !== sale),
    notices: [...kept.notices, notice],
  }
}

/** The first round without success is announced on paper: the money may be with either side. */
function exhausted(kept: Kept): Kept {
  const { open } = kept
  if (open === undefined) return kept
  const notices = open.announced ? kept.notices : [...kept.notices, pendingNotice(open, open.reason)]
  return { ...kept, notices, open: { ...open, standing: 'exhausted', announced: true } }
}

function pendingNotice({ batch, stan, amountMinor, maskedPan }: OpenSale, reason: string): Notice {
  return { batch, stan, slip: 'pending', amountMinor, reason, maskedPan }
}

function cleared(kept: Kept, record: ClearedRecord): Kept {
  const { batch, stan, amountMinor, how } = record
  const open = kept.open !== undefined && isSameKey(kept.open, record) ? kept.open : undefined
  const bySupervisor = how === 'supervisor' || how === 'journal'
  const slip = bySupervisor ? 'cleared' : record.pending ? 'pending' : undefined
  const maskedPan = open?.maskedPan ?? ''
  const reason = open?.reason === '' || open === undefined ? how : open.reason
  const notices =
    slip === undefined
      ? kept.notices
      : [...kept.notices, { batch, stan, slip, amountMinor, reason, maskedPan } as const]
  if (open === undefined) return { ...kept, notices }
  const end = bySupervisor ? 'cleared' : (ENDS[how] ?? 'reversed')
  const settled = [...kept.settled, settledBy(open, end, record.atMs, slip !== undefined)]
  return { ...without(kept, 'open'), notices, settled, ended: { batch, stan, amountMinor, end, code: how } }
}

/** How a doubt ended that no reversal ended: the host burnt the key; it has another sale under it; we gave it up. */
const ENDS: Readonly<Record<string, EndedSale['end']>> = { sealed: 'cancelled', '94': 'declined', dropped: 'cleared' }

function settledBy(open: OpenSale, end: EndedSale['end'], settledAtMs: number, exception: boolean): SettledSale {
  const { batch, stan, amountMinor, atMs, entryMode, maskedPan, card, hostDay, seq } = open
  return { batch, stan, amountMinor, atMs, entryMode, maskedPan, card, hostDay, seq, end, settledAtMs, exception }
}

function printed(kept: Kept, record: PrintedRecord): Kept {
  const { slip } = record
  if (slip === 'sale') return { ...without(kept, 'ended'), log: marked(kept.log, record, { printed: true }) }
  return { ...kept, notices: kept.notices.filter((notice) => notice.slip !== slip || !isSameKey(notice, record)) }
}

function marked(log: readonly LoggedSale[], key: SaleKey, change: Partial<LoggedSale>): readonly LoggedSale[] {
  const last = log.at(-1)
  // Nearly always the latest one.
  if (last !== undefined && isSameKey(last, key)) return log.with(-1, { ...last, ...change })
  return log.map((sale) => (isSameKey(sale, key) ? { ...sale, ...change } : sale))
}

function without(kept: Kept, name: 'open' | 'ended'): Kept {
  const { [name]: _, ...rest } = kept
  return rest
}
