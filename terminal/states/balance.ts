import { assign } from 'xstate'
import {
  chart,
  hangUp,
  keepRecord,
  lineLost,
  nothingAwaited,
  put,
  send,
  set,
  show,
  startReader,
  stopReader,
  writeCounters,
} from '../chart.ts'
import type { Context } from '../context.ts'
import { balanceRequest } from '../requests.ts'
import { dialing } from './dialing.ts'
import { isPin } from './sale.ts'

/** 0200 for the balance: no money moves, so nothing is recorded but the trace number; a reversal that is owed goes first. */
export const balance = chart.createStateConfig({
  id: 'balance',
  initial: 'presentingCard',
  states: {
    presentingCard: {
      entry: [set({ sale: { amountMinor: 0, pin: '' }, code: '' }), show('presentCard'), startReader],
      on: {
        'card.read': {
          target: 'enteringPin',
          actions: assign(({ context, event }) =>
            put(context, { sale: { amountMinor: 0, pin: '', card: event.card } }),
          ),
        },
        'card.misread': { actions: [show('cardMisread'), startReader] },
        'cancel.pressed': { target: 'failed', actions: stopReader },
      },
    },
    enteringPin: {
      entry: show('enterPin'),
      on: {
        'pin.entered': [
          {
            guard: ({ event }) => isPin(event.pin),
            target: 'settlingFirst',
            actions: assign(({ context, event }) =>
              put(context, { sale: { ...context.memory.sale!, pin: event.pin } }),
            ),
          },
          { target: 'enteringPin', reenter: true },
        ],
        'cancel.pressed': 'failed',
      },
    },
    settlingFirst: {
      always: [
        { guard: 'isReversalOwed', target: '#reversing', actions: set({ after: 'balance' }) },
        { target: 'connecting' },
      ],
    },
    connecting: dialing('#balance.counting', '#balance.failed', show('connecting')),
    counting: {
      entry: writeCounters,
      on: {
        'record.synced': [
          { guard: 'isConnected', target: 'awaiting', actions: keepRecord },
          { target: 'failed', actions: keepRecord },
        ],
        'record.full': 'failed',
        'link.closed': { actions: lineLost },
      },
    },
    awaiting: {
      entry: [send(enquiry), show('awaiting')],
      exit: nothingAwaited,
      on: {
        'answer.balance': {
          target: 'told',
          actions: assign(({ context, event }) => put(context, { balanceMinor: event.balanceMinor })),
        },
        'answer.declined': {
          target: 'failed',
          actions: assign(({ context, event }) => put(context, { code: event.code, signOnDue: event.signOn })),
        },
        'answer.unclear': {
          target: 'failed',
          actions: assign(({ context, event }) => put(context, { code: event.code, signOnDue: event.signOn })),
        },
        'link.closed': { target: 'failed', actions: lineLost },
      },
      after: { answerTimer: { target: 'failed', actions: [...hangUp] } },
    },
    told: {
      entry: show('balance', ({ balanceMinor }) => ({ balanceMinor })),
      after: { shown: '#resting' },
    },
    failed: {
      entry: show('balanceFailed', ({ code }): Record<string, string> => (code === '' ? {} : { code })),
      after: { shown: '#resting' },
    },
  },
})

function enquiry({ kept, sale, config, keys, now }: Context) {
  const key = { batch: kept.batch, stan: String(kept.stan).padStart(6, '0') }
  return balanceRequest(config, sale!.card!, sale!.pin, key, keys!.pinKey, now())
}
