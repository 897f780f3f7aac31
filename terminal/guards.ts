import type { Asked, Context } from './context.ts'
import type { LoggedSale } from './kept.ts'
import { isSameKey } from './kept.ts'
import { latestNotStanding } from './last-request.ts'
import { owedAtBoot } from './recovery.ts'

type Question = (asked: Asked) => boolean

/** Bytes that one act may need, with a full round of reversals, ten queries and its slips: reserved before it begins. */
const RESERVED_BYTES = 2048

/** What the chart asks; named, so that a diagram reads and a defective firmware can answer one of them wrongly. */
export const guards = {
  isConnected: ({ context: { memory } }) => memory.connected,
  mayDialAgain: ({ context: { memory } }) => memory.dials < memory.config.profile.dialAttempts,
  isSignedOff: ({ context: { memory } }) => memory.keys === undefined,
  isSignOnDue: ({ context: { memory } }) => memory.signOnDue,
  isDamaged: ({ context: { memory } }) => memory.damaged,
  isRoomShort: ({ context: { memory } }) =>
    memory.roomBytes < RESERVED_BYTES && memory.kept.seq > memory.compactedSeq + MIN_GROWTH,
  isLogFull: ({ context: { memory } }) =>
    memory.roomBytes < RESERVED_BYTES || memory.kept.log.length >= memory.config.profile.logLimit,
  isReversalOwed: ({ context: { memory } }) => isStanding(memory, 'owed') || isStanding(memory, 'exhausted'),
  isExhausted: ({ context: { memory } }) => isStanding(memory, 'exhausted'),
  isConflicting: ({ context: { memory } }) => isStanding(memory, 'conflict'),
  /** Where the receipt decides, an approval whose end was not committed is taken back. */
  isReceiptMissing: ({ context: { memory } }) =>
    memory.kept.open === undefined && owedAtBoot(memory.kept, memory.config.profile) !== undefined,
  isInDoubt: ({ context: { memory } }) => isStanding(memory, 'intent'),
  /** A doubt that no question will be asked about any more, so that its reversal is owed. */
  isToBeOwed: ({ context: { memory } }) => isStanding(memory, 'intent') && !asksFirst(memory),
  asksFirst: ({ context: { memory } }) => asksFirst(memory),
  mayAskAgain: ({ context: { memory } }) => {
    const { times, withinMs } = memory.config.profile.query
    return memory.queries < times && memory.now() < memory.doubtAtMs + withinMs
  },
  isSealing: ({ context: { memory } }) => memory.config.profile.queryNotFound === 'seal',
  /** After questions without an answer the reversal follows at once, whatever its usual time. */
  isReversedAtOnce: ({ context: { memory } }) =>
    memory.config.profile.reversalWhen === 'atOnce' || memory.config.profile.onDoubt === 'queryFirst',
  mayAttemptAgain: ({ context: { memory } }) => memory.round.sent < memory.config.profile.reversalAttempts,
  isDropping: ({ context: { memory } }) => memory.config.profile.onExhausted === 'drop',
  hasSignedOnInRound: ({ context: { memory } }) => memory.round.signedOn,
  resumesRound: ({ context: { memory } }) => memory.resumesRound,
  goesOnWithSale: ({ context: { memory } }) => memory.after === 'sale',
  goesOnWithBalance: ({ context: { memory } }) => memory.after === 'balance',
  goesOnWithException: ({ context: { memory } }) => memory.after === 'exception',
  isOtherBatch: ({ context: { memory } }) => memory.nextBatch !== undefined,
  /** The host has begun another batch while ours still holds sales, a debt or exceptions. */
  isBatchUnsettled: ({ context: { memory } }) => memory.nextBatch !== undefined && isBatchInUse(memory),
  /** Nobody knows whether the clerk agreed to take less. */
  isPartialUndecided: ({ context: { memory } }) =>
    memory.incomplete?.approval.responseCode === '10' &&
    memory.untold !== undefined &&
    isSameKey(memory.untold, memory.incomplete),
  isUntold: ({ context: { memory } }) => memory.untold !== undefined,
  /** Its signature may still be refused, and only one sale can be taken back at a time. */
  isSlipIncomplete: ({ context: { memory } }) => memory.incomplete !== undefined && memory.kept.open === undefined,
  isNoticeOwed: ({ context: { memory } }) => memory.kept.notices.some((notice) => !memory.leftNotices.includes(notice)),
  isNothingToReprint: ({ context: { memory } }) =>
    memory.kept.log.length === 0 || latestNotStanding(memory.kept) !== undefined,
  /** The merchant copy must still be committed before it is ended. */
  isToBeCommitted: ({ context: { memory } }) =>
    memory.config.profile.completion === 'receipt' && memory.print?.sale.committed === false,
  receiptDecides: ({ context: { memory } }) => memory.config.profile.completion === 'receipt',
  isApprovalUntold: ({ context: { memory } }) => memory.print?.told === false,
  /** Without a PIN, unless the card holder has signed: from then on there is nothing left to refuse. */
  isSignatureDue: ({ context: { memory } }) => memory.print !== undefined && isSignatureDue(memory.print.sale),
  /** The chip made the request, so the chip has the last word. */
  isChipSale: ({ context: { memory } }) => memory.kept.open?.entryMode.startsWith('05') === true,
  isPartial: ({ context: { memory } }) => memory.approval?.responseCode === '10',
} satisfies Record<string, Question>

/** Records that a compaction must have a chance to drop. */
const MIN_GROWTH = 16

/** An approval that the chip has not confirmed leaves nothing to ask the host about. */
function asksFirst({ config, questioned, kept }: Context): boolean {
  return config.profile.onDoubt === 'queryFirst' && !questioned && kept.open?.approval === undefined
}

function isBatchInUse({ kept }: Context): boolean {
  return kept.log.length > 0 || kept.open !== undefined || kept.settled.some((sale) => sale.exception)
}

function isSignatureDue({ entryMode, signed, printed }: LoggedSale): boolean {
  return entryMode.endsWith('2') && !signed && !printed
}

function isStanding({ kept }: Context, standing: NonNullable<Context['kept']['open']>['standing']): boolean {
  return kept.open?.standing === standing
}
