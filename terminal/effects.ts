import type { ChipTerms, Prompt } from './devices.ts'
import type { JournalRecord } from './records.ts'

/** What the machine wants done. The shell does it after the step, in this order, and answers with events. */
export type Effect =
  | { readonly type: 'readJournal' }
  | { readonly type: 'rewriteBanks'; readonly purpose: 'repair' | 'compaction' }
  /** Appends and syncs one record: `record.synced` or `record.full`. */
  | { readonly type: 'writeRecord'; readonly record: JournalRecord }
  | { readonly type: 'dial' }
  | { readonly type: 'hangUp' }
  | { readonly type: 'sendFrame'; readonly frame: Uint8Array }
  /** `link.spoiled` if part of a frame is held: what follows would be taken for its rest. */
  | { readonly type: 'checkLine' }
  | { readonly type: 'startReader' }
  | { readonly type: 'stopReader' }
  | { readonly type: 'askBattery' }
  | { readonly type: 'askChip'; readonly terms: ChipTerms }
  | { readonly type: 'completeChip'; readonly issuerHex: string }
  | { readonly type: 'askPrinter' }
  | { readonly type: 'printSlip'; readonly job: Uint8Array }
  /** Nobody waits for its end: a knife that is stuck stops the next copy. */
  | { readonly type: 'cutPaper' }
  | { readonly type: 'show'; readonly prompt: Prompt }
  | { readonly type: 'note'; readonly kind: string; readonly data: Readonly<Record<string, unknown>> }
  /** An event came that no state expects: a bug of ours. */
  | { readonly type: 'fail'; readonly what: string }
