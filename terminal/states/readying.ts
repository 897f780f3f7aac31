import { chart, perform, set, show } from '../chart.ts'
import type { PrinterStatus } from '../devices.ts'
import { promptOf } from '../prompts.ts'

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
    on: {
      'printer.reported': [
        { guard: ({ event }) => event.status === 'ready', target: 'enteringAmount' },
        { guard: ({ event }) => event.status === 'nearEnd', target: 'enteringAmount', actions: noteLowPaper() },
        {
          target: 'paperless',
          actions: chart.emit(({ context, event }) => ({
            type: 'show',
            prompt: printerPrompt(
              event.type === 'printer.reported' ? event.status : 'offline',
              context.memory.config.profile.completion === 'receipt',
            ),
          })),
        },
      ],
    },
  }),
  paperless: chart.createStateConfig({
    on: {
      'chose.confirm': 'askingPrinter',
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
function printerPrompt(cause: PrinterStatus, receiptDecides: boolean) {
  if (!receiptDecides) return promptOf('printerNotReady', { cause })
  return cause === 'paperOut' ? promptOf('paperOut') : promptOf('printerFault', { cause })
}
