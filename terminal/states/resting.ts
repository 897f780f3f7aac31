import { assign } from 'xstate'
import { chart, keepRecord, perform, put, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import { approvedValues, keyValues, pendingMark } from '../context.ts'
import { isSameKey } from '../kept.ts'
import type { PromptName } from '../prompts.ts'
import { promptOf } from '../prompts.ts'

/** What the last act has left behind, and the next one does not need. */
const nothingOnMind: Partial<Context> = {
  code: '',
  reason: '98',
  doubtAtMs: 0,
  queries: 0,
  round: { sent: 0, signedOn: false, same: false },
  issuerHex: '',
  chipEndHex: '',
  act: '',
}

/** Every act ends here: whatever is still to be done is found in the journal's sum, most urgent first; then idle. */
export const resting = chart.createStateConfig({
  id: 'resting',
  initial: 'deciding',
  states: {
    deciding: {
      entry: set({
        sale: undefined,
        approval: undefined,
        print: undefined,
        after: 'rest',
        trouble: '',
        resumesRound: false,
      }),
      always: [
        { guard: 'isDamaged', target: '#blocked', actions: set({ trouble: 'journal' }) },
        { guard: 'isRoomShort', target: 'compacting' },
        { guard: 'isReceiptMissing', target: '#poweringOn.recovering' },
        { guard: 'isPartialUndecided', target: 'partlyApproved' },
        { guard: 'isUntold', target: 'telling' },
        { guard: 'isToBeOwed', target: '#doubt' },
        { guard: 'isSlipIncomplete', target: 'slipIncomplete' },
        { guard: 'isNoticeOwed', target: '#noticing' },
        { guard: 'isSignOnDue', target: '#signingOn' },
        { guard: 'isSignedOff', target: 'signedOff' },
        { guard: 'isInDoubt', target: '#querying' },
        { guard: 'isConflicting', target: '#conflicted' },
        { guard: 'isExhausted', target: '#blocked', actions: set({ trouble: 'exhausted' }) },
        { guard: 'isBatchUnsettled', target: '#settleFirst' },
        { guard: 'isOtherBatch', target: 'changingBatch' },
        { target: 'idle' },
      ],
    },
    compacting: {
      entry: perform(() => ({ type: 'rewriteBanks', purpose: 'compaction' })),
      on: {
        'banks.rewritten': {
          target: 'deciding',
          actions: assign(({ context, event }) =>
            put(context, { roomBytes: event.roomBytes, compactedSeq: context.memory.kept.seq }),
          ),
        },
      },
    },
    /** The power went while the clerk was asked, or before: he is asked again instead of being told that all is well. */
    partlyApproved: {
      entry: show('partiallyApproved', ({ incomplete }) => approvedValues(incomplete!)),
      on: {
        'chose.goOn': {
          target: '#printing',
          actions: [show('approved', ({ incomplete }) => approvedValues(incomplete!)), set(printIncomplete)],
        },
        'chose.cancel': { target: '#printing.takingBack', actions: [set(printIncomplete), set({ reason: '06' })] },
        'cancel.pressed': { target: '#printing.takingBack', actions: [set(printIncomplete), set({ reason: '06' })] },
      },
    },
    telling: {
      entry: perform((context) => ({ type: 'show', prompt: endPrompt(context) })),
      after: { shown: { target: 'deciding', actions: set({ untold: undefined }) } },
    },
    slipIncomplete: {
      entry: show('slipIncomplete', ({ incomplete }) =>
        keyValues({ ...incomplete!, amountMinor: incomplete!.approval.approvedMinor }),
      ),
      on: {
        'chose.reprint': { target: '#printing', actions: [show('printing'), set(printIncomplete)] },
        'chose.later': { target: 'deciding', actions: set({ incomplete: undefined }) },
      },
    },
    changingBatch: {
      entry: write(({ kept, nextBatch }) => ({
        record: 'batch',
        batch: nextBatch!,
        stan: String(kept.stan).padStart(6, '0'),
      })),
      on: {
        'record.synced': { target: 'deciding', actions: [keepRecord, set({ nextBatch: undefined })] },
        'record.full': { target: '#blocked', actions: set({ trouble: 'storage' }) },
      },
    },
    signedOff: {
      entry: show('signedOff'),
      on: { 'chose.signOn': '#signingOn', 'chose.reprint': '#reprinting', 'chose.supervisor': '#supervising' },
    },
    idle: {
      entry: [
        set(nothingOnMind),
        show('idle', ({ kept }): Record<string, number> => (kept.open === undefined ? {} : { owed: 1 })),
      ],
      on: {
        'chose.sale': '#sale',
        'chose.balance': '#balance',
        'chose.reprint': '#reprinting',
        'chose.signOn': '#signingOn',
        'chose.supervisor': '#supervising',
      },
    },
  },
})

/** The whole slip, marked: some of it may be on paper. Nothing about this sale is left to tell. */
function printIncomplete({ incomplete, untold }: Context): Partial<Context> {
  const sale = incomplete!
  return {
    incomplete: undefined,
    untold: untold !== undefined && isSameKey(untold, sale) ? undefined : untold,
    print: { sale, marked: true, copy: 'merchant', ending: false, told: true },
  }
}

/** How the latest sale ended, told again because nobody knows whether the clerk saw it before the power went. */
function endPrompt({ untold, kept }: Context) {
  const ended = untold!
  const pending = pendingMark(kept.settled.some((sale) => isSameKey(sale, ended) && sale.exception))
  return promptOf(ended.end satisfies PromptName, { ...keyValues(ended), code: ended.code, ...pending })
}
