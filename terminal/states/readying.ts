import { chart, perform, set, show } from '../chart.ts'
import type { Held } from '../context.ts'
import type { PrinterStatus } from '../devices.ts'
import type { Effect } from '../effects.ts'
import { promptOf } from '../prompts.ts'
import { busyPrinter, isStatus } from './busy-printer.ts'

/** What follows each answer of the printer but that it is busy. */
const byStatus = [
  { guard: isStatus('ready'), target: 'enteringAmount' },
  { guard: isStatus('nearEnd'), target: 'enteringAmount', actions: noteLowPaper() },
  {
    target: 'paperless',
    actions: chart.emit(({ context, event }) =>
      notReady(context, event.type === 'printer.reported' ? event.status : 'offline'),
    ),
  },
] as const

/**
 * What is looked at before the clerk is asked for anything: battery, then paper. A low battery begins no sale. Where the
 * approval decides, a sale may go on without a printer, for a slip can be printed later; where the receipt decides it may
 * not. Rule: docs/rules.md 1.24.
 */
export const readying = {
  askingBattery: chart.createStateConfig({
    entry: perform(() => ({ type: 'askBattery' })),
    on: {
      'battery.reported': [
        { guard: ({ event }) => event.charge === 'charged', target: 'askingPrinter' },
        { target: 'batteryLow' },
      ],
    },
  }),
  batteryLow: chart.createStateConfig({
    entry: show('batteryLow'),
    on: { 'chose.confirm': 'askingBattery', 'chose.cancel': 'cancelled', 'cancel.pressed': 'cancelled' },
  }),
  askingPrinter: chart.createStateConfig({
    entry: perform(() => ({ type: 'askPrinter' })),
    on: { 'printer.reported': [{ guard: isStatus('busy'), target: 'printerBusy' }, ...byStatus] },
  }),
  printerBusy: busyPrinter([...byStatus], {
    target: 'paperless',
    actions: chart.emit(({ context }) => notReady(context, 'offline')),
  }),
  paperless: chart.createStateConfig({
    on: {
      'chose.confirm': 'askingPrinter',
      // It was busy for too long and answers after all.
      'printer.reported': {},
      'chose.goOn': 'enteringAmount',
      'chose.cancel': 'cancelled',
      'cancel.pressed': 'cancelled',
    },
  }),
}

function noteLowPaper() {
  return set(({ sale }) => ({ sale: { ...sale!, isPaperLow: true } }))
}

/** Where the receipt decides there is nothing to go on with. */
function notReady({ memory }: Held, cause: PrinterStatus): Effect {
  return { type: 'show', prompt: notReadyPrompt(cause, memory.config.profile.completion) }
}

function notReadyPrompt(cause: PrinterStatus, completion: 'approval' | 'receipt') {
  if (completion === 'approval') return promptOf('printerNotReady', { cause })
  return cause === 'paperOut' ? promptOf('paperOut') : promptOf('printerFault', { cause })
}
