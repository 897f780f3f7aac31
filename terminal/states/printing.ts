import { assign } from 'xstate'
import { chart, keepRecord, perform, put, set, show, write } from '../chart.ts'
import type { Asked, Context, Print } from '../context.ts'
import { keyValues, openSale, pendingMark } from '../context.ts'
import type { SlipLine } from '../escpos.ts'
import { printJob } from '../escpos.ts'
import { latestNotStanding } from '../last-request.ts'
import { promptOf } from '../prompts.ts'
import { endMark, saleSlip } from '../receipts.ts'
import { firstOwed } from '../recovery.ts'
import { busyPrinter } from './busy-printer.ts'

const showApproved = show('approved', ({ print }) => ({ ...saleOn(print!), code: print!.sale.approval.responseCode }))

/**
 * Merchant copy, signature unless there was a PIN, customer copy; the same when a slip is printed again that was never
 * whole, for until the customer copy begins the clerk may refuse the signature. A mark is about paper only. Where the receipt decides, the merchant copy comes in two
 * jobs: the record that the end mark is about to be printed is synced between them.
 */
export const printing = chart.createStateConfig({
  id: 'printing',
  initial: 'copying',
  states: {
    copying: {
      entry: perform((context) => ({ type: 'printSlip', job: printJob(linesOf(context)) })),
      on: {
        'slip.printed': [
          { guard: 'isToBeCommitted', target: 'committing' },
          { guard: isPrintedAgain, target: '#resting', actions: cutPaper() },
          { guard: isCustomerCopy, target: 'recording', actions: cutPaper() },
          { target: 'copied', actions: cutPaper() },
        ],
        'slip.failed': [
          { guard: ({ event }) => event.how === 'busy', target: 'printerBusy' },
          {
            target: 'faulty',
            actions: assign(({ context, event }) => put(context, failing(context.memory, event.how))),
          },
        ],
      },
    },
    printerBusy: busyPrinter('copying', { target: 'faulty', actions: set((context) => failing(context, 'offline')) }),
    committing: {
      entry: write(({ print }) => ({ record: 'receiptCommitted', batch: print!.sale.batch, stan: print!.sale.stan })),
      on: {
        'record.synced': { target: 'copying', actions: [keepRecord, set(committed)] },
        'record.full': { target: 'takingBack', actions: set({ reason: '96' }) },
      },
    },
    /** The merchant copy is complete; where that decides, only now is the sale told to be approved. */
    copied: {
      always: [
        { guard: 'isApprovalUntold', target: 'announcing' },
        { guard: 'isSignatureDue', target: 'signing' },
        { target: 'copying', actions: set(customerCopy) },
      ],
    },
    announcing: { entry: [showApproved, set(told)], always: 'copied' },
    signing: {
      entry: show('signature', ({ print }) => saleOn(print!)),
      on: {
        'chose.signed': { target: 'recordingSigned', actions: show('printing') },
        'chose.refused': { target: 'takingBack', actions: set({ reason: '06' }) },
        'cancel.pressed': { target: 'takingBack', actions: set({ reason: '06' }) },
      },
    },
    /** Without room for it a restart asks for the signature again; the card holder still gets the copy. */
    recordingSigned: {
      entry: write(({ print }) => ({ record: 'signed', batch: print!.sale.batch, stan: print!.sale.stan })),
      on: {
        'record.synced': { target: 'copying', actions: [keepRecord, set(customerCopy)] },
        'record.full': { target: 'copying', actions: set(customerCopy) },
      },
    },
    faulty: {
      entry: perform(({ print }) => ({ type: 'show', prompt: faultPrompt(print!) })),
      on: {
        // It was busy for too long and answers after all.
        'printer.reported': {},
        'chose.confirm': { target: 'copying', actions: [show('printing'), set(again)] },
        'chose.cancel': 'leaving',
        'cancel.pressed': 'leaving',
      },
    },
    leaving: {
      always: [
        { guard: 'isToBeCommitted', target: 'takingBack', actions: set({ reason: '96' }) },
        { guard: 'isApprovalUntold', target: 'leftApproved' },
        { target: '#resting' },
      ],
    },
    leftApproved: { entry: showApproved, after: { shown: '#resting' } },
    /** The approval becomes a reversal owed: refused by the clerk, or, where the receipt decides, without one. */
    takingBack: {
      entry: write(({ print, reason }) => owedFor(print!, reason)),
      on: { 'record.synced': { target: 'takenBack', actions: keepRecord }, 'record.full': 'unwritable' },
    },
    takenBack: {
      entry: show('cancelled', (context) => keyValues(openSale(context))),
      after: { shown: [{ guard: 'isReversedAtOnce', target: '#reversing' }, { target: '#resting' }] },
    },
    /** The clerk's word may not be lost: it is written as soon as there is room. */
    unwritable: {
      entry: show(
        'blocked',
        ({ print }) => ({ ...saleOn(print!), reason: 'storage' }),
        () => ['sendAgain'],
      ),
      on: { 'chose.sendAgain': 'makingRoom' },
    },
    makingRoom: {
      entry: perform(() => ({ type: 'rewriteBanks', purpose: 'compaction' })),
      on: {
        'banks.rewritten': {
          target: 'takingBack',
          actions: assign(({ context, event }) => put(context, { roomBytes: event.roomBytes })),
        },
      },
    },
    recording: {
      entry: write(({ print }) => ({
        record: 'printed',
        batch: print!.sale.batch,
        stan: print!.sale.stan,
        slip: 'sale',
      })),
      on: {
        'record.synced': { target: '#resting', actions: keepRecord },
        'record.full': '#resting',
      },
    },
  },
})

/**
 * The last request's slip, again and marked. One that was reversed, is owed or in doubt has none, and that of an older sale
 * is not handed out in its place: the screen says which one it is and how it stands.
 */
export const reprinting = chart.createStateConfig({
  id: 'reprinting',
  initial: 'looking',
  states: {
    looking: {
      always: [
        { guard: 'isNothingToReprint', target: 'nothing' },
        {
          target: '#printing',
          actions: [
            show('printing'),
            set(({ kept }) => ({
              print: { sale: kept.log.at(-1)!, marked: true, copy: 'merchant', ending: false, told: true },
            })),
          ],
        },
      ],
    },
    nothing: { entry: show('noTransaction', notStandingValues), after: { shown: '#resting' } },
  },
})

function isCustomerCopy({ context: { memory } }: Asked): boolean {
  return memory.print?.copy === 'customer'
}

function isPrintedAgain({ context: { memory } }: Asked): boolean {
  return memory.print?.copy === 'customer' && memory.print.sale.printed
}

/** What the printer gets now: the whole copy, or its body, or only its end. */
function linesOf({ config, print }: Context): readonly SlipLine[] {
  const { sale, copy, marked, ending } = print!
  const end = endMark(sale.stan, copy)
  if (ending) return [end]
  const body = saleSlip(config, sale, copy, marked)
  return isEndHeldBack(config.profile.completion, sale) ? body : [...body, end]
}

function committed({ print }: Context): Partial<Context> {
  return { print: { ...print!, sale: { ...print!.sale, committed: true }, ending: true } }
}

/** Whoever gets here has signed, or had nothing to sign. */
function customerCopy({ print }: Context): Partial<Context> {
  return { print: { ...print!, sale: { ...print!.sale, signed: true }, copy: 'customer', ending: false } }
}

function failing({ print }: Context, how: NonNullable<Print['fault']>): Partial<Context> {
  return { print: { ...print!, fault: how } }
}

/** The copy from its start. One that may already be complete is marked, so that there are never two alike. */
function again({ print, config }: Context): Partial<Context> {
  const { sale, marked, fault } = print!
  const mayBeComplete = fault === 'unknown' && !isEndHeldBack(config.profile.completion, sale)
  return { print: { ...print!, ending: false, marked: marked || mayBeComplete } }
}

function isEndHeldBack(completion: 'approval' | 'receipt', sale: Print['sale']): boolean {
  return completion === 'receipt' && !sale.committed
}

function told({ print }: Context): Partial<Context> {
  return { print: { ...print!, told: true } }
}

function saleOn({ sale }: Print) {
  return { batch: sale.batch, stan: sale.stan, amountMinor: sale.approval.approvedMinor }
}

function owedFor({ sale }: Print, reason: string) {
  return firstOwed(sale.batch, sale.stan, sale.amountMinor, reason)
}

function faultPrompt(print: Print) {
  if (print.fault === 'paperOut') return promptOf('paperOut', saleOn(print))
  return promptOf('printerFault', { ...saleOn(print), cause: print.fault ?? '' })
}

function notStandingValues({ kept }: Context): Record<string, string | number> {
  const latest = latestNotStanding(kept)
  return latest === undefined ? {} : { ...keyValues(latest), end: latest.end, ...pendingMark(latest.pending) }
}

function cutPaper() {
  return perform(() => ({ type: 'cutPaper' }))
}
