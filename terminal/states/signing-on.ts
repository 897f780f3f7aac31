import { assign } from 'xstate'
import {
  chart,
  hangUp,
  keepRecord,
  lineLost,
  nothingAwaited,
  perform,
  put,
  send,
  set,
  show,
  writeCounters,
} from '../chart.ts'
import type { Context } from '../context.ts'
import { promptOf } from '../prompts.ts'
import { signOnRequest } from '../requests.ts'
import { dialing } from './dialing.ts'

/** Stands for a code where the host said 00 and the keys were wrong. */
const KEY_CHECK = 'keyCheck'

/** 0800: fetches working keys. Needed after power-up and when a code asks; allowed, and required, while a reversal is owed. */
export const signingOn = chart.createStateConfig({
  id: 'signingOn',
  initial: 'dialing',
  entry: [show('signingOn'), set({ signOnDue: false, keys: undefined, code: '', reason: '98' })],
  states: {
    dialing: dialing('#signingOn.counting', '#signingOn.failed'),
    counting: {
      entry: writeCounters,
      on: {
        'record.synced': [
          { guard: 'isConnected', target: 'asking', actions: keepRecord },
          { target: 'failed', actions: keepRecord },
        ],
        'record.full': 'failed',
        'link.closed': { actions: lineLost },
      },
    },
    asking: {
      entry: send((context) => {
        const { batch, stan, serialNo } = context.kept
        const key = { batch, stan: String(stan).padStart(6, '0') }
        return signOnRequest(context.config, key, serialNo, context.now())
      }),
      exit: nothingAwaited,
      on: {
        'answer.signedOn': {
          target: 'signedOn',
          actions: assign(({ context, event }) =>
            put(context, {
              keys: event.keys,
              nextBatch: event.batch === '' || event.batch === context.memory.kept.batch ? undefined : event.batch,
            }),
          ),
        },
        'answer.refused': {
          target: 'failed',
          actions: assign(({ context, event }) => put(context, { code: event.code })),
        },
        'answer.keyCheckFailed': { target: 'failed', actions: set({ code: KEY_CHECK }) },
        'link.closed': { target: 'failed', actions: lineLost },
      },
      after: { answerTimer: { target: 'failed', actions: [...hangUp] } },
    },
    signedOn: {
      always: [
        { guard: 'resumesRound', target: '#reversing.dialing', actions: set({ resumesRound: false }) },
        { guard: 'goesOnWithException', target: '#exception' },
        { guard: 'isReversalOwed', target: '#reversing' },
        { target: '#resting' },
      ],
    },
    /** What waited for the round is told that it ends; only then does the clerk read why. */
    failed: {
      always: [
        { guard: 'goesOnWithSale', target: '#sale.refused' },
        { guard: 'goesOnWithBalance', target: '#balance.failed' },
        { target: 'signedOff' },
      ],
    },
    signedOff: {
      entry: perform((context) => ({ type: 'show', prompt: failure(context) })),
      on: { 'chose.signOn': '#signingOn', 'chose.supervisor': '#supervising' },
    },
  },
})

function failure({ code }: Context) {
  if (code === KEY_CHECK) return promptOf('keyCheckFailed')
  return promptOf('signOnFailed', code === '' ? {} : { code })
}
