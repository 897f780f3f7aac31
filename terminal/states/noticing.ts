import { assign } from 'xstate'
import { chart, keepRecord, perform, put, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import type { PrintEnd } from '../devices.ts'
import { printJob } from '../escpos.ts'
import type { Notice } from '../kept.ts'
import { promptOf } from '../prompts.ts'
import { noticeSlip } from '../receipts.ts'
import { busyPrinter } from './busy-printer.ts'

/** Slips that announce an end which money may depend on: they stay owed by the printer through a power cut. */
export const noticing = chart.createStateConfig({
  id: 'noticing',
  initial: 'printing',
  states: {
    printing: {
      entry: [
        show('printing'),
        perform((context) => {
          const lines = noticeSlip(context.config, noticeOf(context), context.now())
          return { type: 'printSlip', job: printJob(lines) }
        }),
      ],
      on: {
        'slip.printed': { target: 'recording', actions: perform(() => ({ type: 'cutPaper' })) },
        'slip.failed': [
          { guard: ({ event }) => event.how === 'busy', target: 'printerBusy' },
          { target: 'faulty', actions: assign(({ context, event }) => put(context, { fault: event.how })) },
        ],
      },
    },
    printerBusy: busyPrinter('printing', { target: 'faulty', actions: set({ fault: 'offline' }) }),
    faulty: {
      entry: perform((context) => ({ type: 'show', prompt: faultPrompt(noticeOf(context), context.fault) })),
      on: {
        // It was busy for too long and answers after all.
        'printer.reported': {},
        'chose.confirm': 'printing',
        'chose.cancel': 'leaving',
        'cancel.pressed': 'leaving',
      },
    },
    leaving: {
      entry: set((context) => ({ leftNotices: [...context.leftNotices, noticeOf(context)] })),
      always: '#resting',
    },
    recording: {
      entry: write((context) => {
        const { batch, stan, slip } = noticeOf(context)
        return { record: 'printed', batch, stan, slip }
      }),
      on: { 'record.synced': { target: '#resting', actions: keepRecord }, 'record.full': 'leaving' },
    },
  },
})

function noticeOf({ kept, leftNotices }: Context): Notice {
  return kept.notices.find((notice) => !leftNotices.includes(notice))!
}

function faultPrompt({ batch, stan, amountMinor }: Notice, fault: PrintEnd | undefined) {
  const values = { batch, stan, amountMinor }
  return fault === 'paperOut'
    ? promptOf('paperOut', values)
    : promptOf('printerFault', { ...values, cause: fault ?? '' })
}
