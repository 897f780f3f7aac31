import { pickChipData } from '../../protocol/index.ts'
import { seal } from '../cards.ts'
import { chart, keepRecord, perform, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import { approvedValues, keyValues, openSale } from '../context.ts'
import { promptOf } from '../prompts.ts'
import type { OutcomeRecord } from '../records.ts'

/** An outcome that cannot be written is a doubt: the intent stays, and after an approval the reversal says 96. */
const unwritable = (reason: string) => ({ target: '#doubt.telling', actions: set({ reason, approval: undefined }) })

const recordingApproval = chart.createStateConfig({
  entry: write((context) => outcomeOf(context, 'approved')),
  on: {
    'record.synced': [
      { guard: 'isPartial', target: 'partial', actions: [keepRecord, set({ print: undefined })] },
      { guard: 'receiptDecides', target: '#printing', actions: [keepRecord, set(printLast), show('printing')] },
      { target: '#printing', actions: [keepRecord, set(printLast), show('approved', lastValues)] },
    ],
    'record.full': unwritable('96'),
  },
})

/** The host approved less: the clerk takes the rest otherwise, or the sale is taken back. */
const partial = chart.createStateConfig({
  entry: show('partiallyApproved', lastValues),
  on: {
    'chose.goOn': [
      { guard: 'receiptDecides', target: '#printing', actions: [set(printLast), show('printing')] },
      { target: '#printing', actions: [set(printLast), show('approved', lastValues)] },
    ],
    'chose.cancel': { target: '#printing.takingBack', actions: set(refused) },
    'cancel.pressed': { target: '#printing.takingBack', actions: set(refused) },
  },
})

const recordingDecline = chart.createStateConfig({
  entry: write((context) => outcomeOf(context, 'declined')),
  on: { 'record.synced': { target: 'declined', actions: keepRecord }, 'record.full': unwritable('98') },
})

/** By a rule of certification an answer without sense ends the sale and nothing is taken back. */
const recordingForgotten = chart.createStateConfig({
  entry: write((context) => outcomeOf(context, 'forgotten')),
  on: { 'record.synced': { target: 'declined', actions: keepRecord }, 'record.full': unwritable('06') },
})

const declined = chart.createStateConfig({
  entry: show('declined', ({ kept }) => ({ ...keyValues(kept.ended!), code: kept.ended!.code })),
  after: { shown: '#resting' },
})

/** Code 94: another sale has this number at the host. To reverse by key would undo that one. */
const recordingConflict = chart.createStateConfig({
  entry: [
    perform((context) => ({
      type: 'show',
      prompt: promptOf('inDoubt', { ...keyValues(openSale(context)), code: '94' }),
    })),
    write((context) => outcomeOf(context, 'conflict')),
  ],
  on: {
    'record.synced': [
      { guard: 'asksFirst', target: '#querying', actions: keepRecord },
      { target: '#conflicted', actions: keepRecord },
    ],
    'record.full': { target: '#conflicted' },
  },
})

/** What follows an answer, whether it came by itself or was asked for. */
export const answered = {
  recordingApproval,
  partial,
  recordingDecline,
  recordingForgotten,
  declined,
  recordingConflict,
}

/** How the open sale ended, with what the answer said. */
export function outcomeOf(context: Context, how: OutcomeRecord['how']): OutcomeRecord {
  const { batch, stan } = openSale(context)
  const { approval, code, doubtAtMs } = context
  const seen = how === 'approved' ? approval : undefined
  const atMs = context.now()
  return {
    record: 'outcome',
    batch,
    stan,
    how,
    responseCode: seen?.responseCode ?? (how === 'declined' || how === 'conflict' ? code : ''),
    approvedMinor: seen?.approvedMinor ?? 0,
    approvalCode: seen?.approvalCode ?? '',
    rrn: seen?.rrn ?? '',
    hostTime: seen?.hostTime ?? '',
    hostDate: seen?.hostDate ?? '',
    fromDoubt: doubtAtMs > 0,
    atMs,
    chip: how === 'approved' ? sealEnd(context, atMs) : NO_CHIP,
  }
}

/** What the slip says of the chip's last word: application, cryptogram, counter, results. */
function sealEnd({ chipEndHex, config, kept }: Context, atMs: number): Uint8Array {
  if (chipEndHex === '') return NO_CHIP
  return seal(pickChipData(chipEndHex, ['84', '9F26', '9F36', '95']), config.storageKeyHex, kept.seq + 1, atMs)
}

const NO_CHIP = new Uint8Array(0)

/** The approval was recorded a moment ago, so nothing of its slip can be on paper: it needs no mark, whatever came before. */
function printLast({ kept, config }: Context): Partial<Context> {
  const told = config.profile.completion === 'approval'
  return { print: { sale: kept.log.at(-1)!, marked: false, copy: 'merchant', ending: false, told } }
}

function refused(context: Context): Partial<Context> {
  return { ...printLast(context), reason: '06' }
}

function lastValues({ kept }: Context) {
  return approvedValues(kept.log.at(-1)!)
}
