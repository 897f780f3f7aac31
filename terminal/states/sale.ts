import { assign } from 'xstate'
import { maskPan } from '../../protocol/index.ts'
import { sealCard } from '../cards.ts'
import {
  chart,
  keepRecord,
  lineLost,
  note,
  nothingAwaited,
  perform,
  put,
  send,
  set,
  show,
  startReader,
  stopReader,
  write,
} from '../chart.ts'
import type { Context } from '../context.ts'
import { dayNamed, keyValues, openSale, pendingMark, saleValues, suspected } from '../context.ts'
import type { CardData } from '../devices.ts'
import { nextStan } from '../kept.ts'
import type { IntentRecord } from '../records.ts'
import { entryModeOf, saleRequest } from '../requests.ts'
import { answered, outcomeOf } from './answered.ts'
import { chip, hasUnreadChip, seen } from './chip.ts'
import { dialing } from './dialing.ts'
import { readying } from './readying.ts'

/** A sale from the clerk's key to its outcome. Nothing leaves before its intent is synced; a request leaves once. */
export const sale = chart.createStateConfig({
  id: 'sale',
  initial: 'checking',
  states: {
    checking: {
      entry: set({ sale: { amountMinor: 0, pin: '' }, doubtAtMs: 0, questioned: false, code: '', reason: '98' }),
      always: [{ guard: 'isLogFull', target: '#settleFirst' }, { target: 'askingBattery' }],
    },
    ...readying,
    enteringAmount: {
      entry: show(
        'enterAmount',
        ({ sale }): Record<string, number> => (sale?.isPaperLow === true ? { paperLow: 1 } : {}),
      ),
      on: {
        'amount.entered': [
          {
            guard: ({ event }) => isAmount(event.amountMinor),
            target: 'presentingCard',
            actions: assign(({ context, event }) =>
              put(context, { sale: { amountMinor: event.amountMinor, pin: '' } }),
            ),
          },
          { target: 'enteringAmount', reenter: true },
        ],
        'cancel.pressed': 'cancelled',
      },
    },
    presentingCard: {
      entry: [show('presentCard', saleValues), startReader],
      on: {
        'card.read': [
          { guard: ({ event }) => hasUnreadChip(event.card), actions: [show('insertCard', saleValues), startReader] },
          {
            guard: ({ context, event }) => suspected(context.memory, event.card) !== undefined,
            target: 'suspecting',
            actions: assign(({ context, event }) => put(context, withCard(context.memory, event.card))),
          },
          {
            target: 'enteringPin',
            actions: assign(({ context, event }) => put(context, withCard(context.memory, event.card))),
          },
        ],
        'card.misread': { actions: [show('cardMisread', saleValues), startReader] },
        'cancel.pressed': { target: 'cancelled', actions: stopReader },
      },
    },
    suspecting: {
      entry: show('duplicateSuspected', (context) => {
        const before = suspected(context, context.sale!.card!)
        return before === undefined ? {} : { ...keyValues(before), end: before.end, ...pendingMark(before.exception) }
      }),
      on: { 'chose.goOn': 'enteringPin', 'chose.cancel': 'cancelled', 'cancel.pressed': 'cancelled' },
    },
    enteringPin: {
      entry: show('enterPin', saleValues),
      on: {
        'pin.entered': [
          // The usual way: nothing is owed and the line stands.
          {
            guard: ({ context, event }) => isPin(event.pin) && isFree(context.memory),
            target: 'recordingIntent',
            actions: assign(({ context, event }) =>
              put(context, { sale: { ...context.memory.sale!, pin: event.pin } }),
            ),
          },
          {
            guard: ({ context, event }) => isPin(event.pin) && isInserted(context.memory),
            target: 'askingChip',
            actions: assign(({ context, event }) =>
              put(context, { sale: { ...context.memory.sale!, pin: event.pin } }),
            ),
          },
          {
            guard: ({ event }) => isPin(event.pin),
            target: 'settlingFirst',
            actions: assign(({ context, event }) =>
              put(context, { sale: { ...context.memory.sale!, pin: event.pin } }),
            ),
          },
          { target: 'enteringPin', reenter: true },
        ],
        'cancel.pressed': 'cancelled',
      },
    },
    /** A request of money waits for the reversal of the one before. */
    settlingFirst: {
      always: [
        { guard: 'isReversalOwed', target: '#reversing', actions: set({ after: 'sale' }) },
        { target: 'connecting' },
      ],
    },
    connecting: dialing('#sale.recordingIntent', '#sale.notConnected', show('connecting', saleValues)),
    recordingIntent: {
      entry: [show('sending', saleValues), write(intentOf)],
      on: {
        'record.synced': [
          { guard: 'isConnected', target: 'awaiting', actions: keepRecord },
          { target: 'withdrawing', actions: keepRecord },
        ],
        'record.full': 'storageFull',
        'link.closed': { actions: lineLost },
      },
    },
    awaiting: {
      entry: [
        send((context) => {
          const { card, pin } = context.sale!
          return saleRequest(context.config, card!, pin, openSale(context), context.keys!.pinKey)
        }),
        show('awaiting', saleValues),
      ],
      exit: nothingAwaited,
      on: {
        'answer.approved': [
          {
            guard: 'isChipSale',
            target: 'recordingHostApproval',
            actions: assign(({ context, event }) => put(context, seen(event))),
          },
          { target: 'recordingApproval', actions: assign(({ context, event }) => put(context, seen(event))) },
        ],
        'answer.declined': {
          target: 'recordingDecline',
          actions: assign(({ context, event }) =>
            put(context, { code: event.code, signOnDue: event.signOn, ...dayNamed(event) }),
          ),
        },
        'answer.forgotten': 'recordingForgotten',
        'answer.conflicting': { target: 'recordingConflict', actions: set({ code: '94' }) },
        'answer.unclear': [
          {
            guard: ({ event }) => event.query,
            target: '#doubt',
            actions: assign(({ context, event }) => put(context, { code: event.code, reason: event.reason })),
          },
          {
            target: '#doubt.telling',
            actions: assign(({ context, event }) =>
              put(context, { code: event.code, reason: event.reason, signOnDue: event.signOn }),
            ),
          },
        ],
        'link.closed': { target: '#doubt', actions: lineLost },
      },
      after: { answerTimer: { target: '#doubt', actions: perform(() => ({ type: 'checkLine' })) } },
    },
    ...answered,
    ...chip,
    /** The line was lost after the intent was synced and before a byte left. */
    withdrawing: {
      entry: write((context) => outcomeOf(context, 'notSent')),
      on: {
        'record.synced': { target: 'withdrawn', actions: keepRecord },
        'record.full': { target: '#doubt' },
      },
    },
    withdrawn: { entry: show('connectFailed', ({ kept }) => keyValues(kept.ended!)), after: { shown: '#resting' } },
    notConnected: { entry: show('connectFailed', saleValues), after: { shown: '#resting' } },
    storageFull: { entry: [show('storageFull', saleValues), note('storage.full')], after: { shown: '#resting' } },
    cancelled: { entry: show('cancelled', saleValues), after: { shown: '#resting' } },
    /** The reversal of the sale before did not succeed, so this one never begins. */
    refused: {
      entry: show('cancelled', (context) => ({ ...saleValues(context), reason: 'blocked' })),
      after: { shown: '#resting' },
    },
  },
})

const MAX_AMOUNT_MINOR = 999_999_999_999

function isAmount(amountMinor: number): boolean {
  return Number.isInteger(amountMinor) && amountMinor > 0 && amountMinor <= MAX_AMOUNT_MINOR
}

/** None at all, or four to twelve digits. */
export function isPin(pin: string): boolean {
  return pin === '' || /^\d{4,12}$/.test(pin)
}

/** A chip is asked before anything else. */
function isFree(context: Context): boolean {
  return context.connected && context.kept.open === undefined && !isInserted(context)
}

function isInserted({ sale: present }: Context): boolean {
  return present?.card?.entryMode === 'chip'
}

function withCard({ sale: before }: Context, card: CardData): Partial<Context> {
  return { sale: { ...before!, card } }
}

function intentOf(context: Context): IntentRecord {
  const { kept, sale: present, config } = context
  const card = present!.card!
  const atMs = context.now()
  return {
    record: 'intent',
    batch: kept.batch,
    stan: nextStan(kept),
    amountMinor: present!.amountMinor,
    atMs,
    entryMode: entryModeOf(card, present!.pin),
    maskedPan: maskPan(card.pan),
    card: sealCard(card, config.storageKeyHex, kept.seq + 1, atMs),
    hostDay: context.hostDay,
  }
}
