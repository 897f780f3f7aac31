import type { Context } from './context.ts'
import { owedAtBoot } from './recovery.ts'

type Question = (asked: { readonly context: Context }) => boolean

/** Bytes that one act may need, with a full round of reversals, ten queries and its slips: reserved before it begins. */
export const RESERVED_BYTES = 2048

/** What the chart asks; named, so that a diagram reads and a defective firmware can answer one of them wrongly. */
export const guards = {
  isConnected: ({ context }) => context.connected,
  mayDialAgain: ({ context }) => context.dials < context.config.profile.dialAttempts,
  isSignedOn: ({ context }) => context.keys !== undefined,
  isSignOnDue: ({ context }) => context.signOnDue,
  isDamaged: ({ context }) => context.damaged,
  isRoomShort: ({ context }) =>
    context.roomBytes < RESERVED_BYTES && context.kept.seq > context.compactedSeq + MIN_GROWTH,
  isLogFull: ({ context }) =>
    context.roomBytes < RESERVED_BYTES || context.kept.log.length >= context.config.profile.logLimit,
  /** Something must be settled before a new request of money may leave. */
  isSomethingOpen: ({ context }) => context.kept.open !== undefined,
  isReversalOwed: ({ context }) => isStanding(context, 'owed') || isStanding(context, 'exhausted'),
  isExhausted: ({ context }) => isStanding(context, 'exhausted'),
  isConflicting: ({ context }) => isStanding(context, 'conflict'),
  isInDoubt: ({ context }) => isStanding(context, 'intent'),
  /** A doubt that no question will be asked about, so that its reversal is owed. */
  isToBeOwed: ({ context }) => isStanding(context, 'intent') && context.config.profile.onDoubt === 'reverseFirst',
  isOwedAtBoot: ({ context }) => owedAtBoot(context.kept, context.config.profile) !== undefined,
  asksFirst: ({ context }) => context.config.profile.onDoubt === 'queryFirst',
  mayAskAgain: ({ context }) => {
    const { times, withinMs } = context.config.profile.query
    return context.queries < times && context.now() < context.doubtAtMs + withinMs
  },
  isSealing: ({ context }) => context.config.profile.queryNotFound === 'seal',
  /** After questions without an answer the reversal follows at once, whatever its usual time. */
  isReversedAtOnce: ({ context }) =>
    context.config.profile.reversalWhen === 'atOnce' || context.config.profile.onDoubt === 'queryFirst',
  mayAttemptAgain: ({ context }) => context.round.sent < context.config.profile.reversalAttempts,
  isDropping: ({ context }) => context.config.profile.onExhausted === 'drop',
  hasSignedOnInRound: ({ context }) => context.round.signedOn,
  resumesRound: ({ context }) => context.resumesRound,
  goesOnWithSale: ({ context }) => context.after === 'sale',
  goesOnWithBalance: ({ context }) => context.after === 'balance',
  goesOnWithException: ({ context }) => context.after === 'exception',
  isOtherBatch: ({ context }) => context.nextBatch !== undefined && context.kept.open === undefined,
  /** The host has begun another batch while ours still holds sales. */
  isBatchUnsettled: ({ context }) => context.nextBatch !== undefined && context.kept.log.length > 0,
  isUntold: ({ context }) => context.untold !== undefined,
  isSlipIncomplete: ({ context }) => context.incomplete !== undefined,
  isNoticeOwed: ({ context }) => context.kept.notices.some((notice) => !context.leftNotices.includes(notice)),
  isNothingLogged: ({ context }) => context.kept.log.length === 0,
  /** The merchant copy must still be committed before it is ended. */
  isToBeCommitted: ({ context }) =>
    context.config.profile.completion === 'receipt' && context.print?.sale.committed === false,
  receiptDecides: ({ context }) => context.config.profile.completion === 'receipt',
  isApprovalUntold: ({ context }) => context.print?.told === false,
  isSignatureDue: ({ context }) => context.print?.marked === false && context.print.sale.entryMode.endsWith('2'),
  isPartial: ({ context }) => context.approval?.responseCode === '10',
} satisfies Record<string, Question>

/** Records that a compaction must have a chance to drop. */
const MIN_GROWTH = 16

function isStanding({ kept }: Context, standing: NonNullable<Context['kept']['open']>['standing']): boolean {
  return kept.open?.standing === standing
}
