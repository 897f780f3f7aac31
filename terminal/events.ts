import type { Verdict } from './answers.ts'
import type { CardData, Charge, PrintEnd, PrinterStatus } from './devices.ts'
import type { JournalReading } from './journal.ts'
import type { JournalRecord } from './records.ts'

/** What can happen to the machine. Past participles: something outside has taken place. */
export type TerminalEvent =
  | { readonly type: 'journal.read'; readonly reading: JournalReading; readonly roomBytes: number }
  | { readonly type: 'banks.rewritten'; readonly roomBytes: number }
  | { readonly type: 'record.synced'; readonly seq: number; readonly record: JournalRecord; readonly roomBytes: number }
  | { readonly type: 'record.full' }
  | { readonly type: 'link.opened' }
  | { readonly type: 'link.refused' }
  | { readonly type: 'link.closed' }
  /** Bytes came that cannot be divided into frames: the next message needs another connection. */
  | { readonly type: 'link.spoiled' }
  | Verdict
  | { readonly type: 'card.read'; readonly card: CardData }
  | { readonly type: 'card.misread' }
  | { readonly type: 'chip.answered'; readonly chipHex: string }
  | { readonly type: 'chip.approved'; readonly chipHex: string }
  | { readonly type: 'chip.declined' }
  | { readonly type: 'chip.removed' }
  | { readonly type: 'slip.printed' }
  | { readonly type: 'slip.failed'; readonly how: Exclude<PrintEnd, 'printed'> }
  | { readonly type: 'battery.reported'; readonly charge: Charge }
  | { readonly type: 'printer.reported'; readonly status: PrinterStatus }
  | { readonly type: 'amount.entered'; readonly amountMinor: number }
  | { readonly type: 'pin.entered'; readonly pin: string }
  | { readonly type: 'cancel.pressed' }
  | { readonly type: `chose.${Choice}` }

/** Every answer that some prompt offers. */
export type Choice = (typeof choices)[number]
export const choices = [
  'sale',
  'balance',
  'reprint',
  'signOn',
  'supervisor',
  'goOn',
  'cancel',
  'signed',
  'refused',
  'confirm',
  'later',
  'sendAgain',
  'clear',
  'accept',
  'decline',
  'back',
] as const
