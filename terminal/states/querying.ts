import { assign } from 'xstate'
import {
  chart,
  hangUp,
  keepRecord,
  lineLost,
  lineUp,
  nothingAwaited,
  perform,
  put,
  send,
  set,
  show,
  write,
  writeCounters,
} from '../chart.ts'
import type { Context } from '../context.ts'
import { keyValues, openSale, storedCard } from '../context.ts'
import { queryRequest } from '../requests.ts'
import { seen } from './chip.ts'

/**
 * 0600, our private extension: the host is asked what became of a sale in doubt, a few times and for a limited time; then
 * the reversal follows at once. No 0400 has left before this state, so an approval may still be adopted.
 */
export const querying = chart.createStateConfig({
  id: 'querying',
  initial: 'waiting',
  entry: [
    set((context) => ({ queries: 0, doubtAtMs: context.now() })),
    show('inDoubt', (context) => ({ ...keyValues(openSale(context)), code: context.code })),
  ],
  states: {
    waiting: { after: { firstQuery: 'dialing' }, on: { 'link.closed': { actions: lineLost } } },
    dialing: {
      entry: [
        set(({ queries }) => ({ queries: queries + 1 })),
        show('querying', (context) => keyValues(openSale(context))),
      ],
      initial: 'looking',
      states: {
        looking: { always: [{ guard: 'isConnected', target: '#querying.counting' }, { target: 'trying' }] },
        trying: {
          entry: [...hangUp, perform(() => ({ type: 'dial' }))],
          on: {
            'link.opened': { target: '#querying.counting', actions: lineUp },
            'link.refused': '#querying.pausing',
            'link.closed': '#querying.pausing',
          },
          after: { connectTimer: { target: '#querying.pausing', actions: [...hangUp] } },
        },
      },
    },
    counting: {
      entry: writeCounters,
      on: {
        'record.synced': [
          { guard: 'isConnected', target: 'asking', actions: keepRecord },
          { target: 'pausing', actions: keepRecord },
        ],
        'record.full': 'givingUp',
        'link.closed': { actions: lineLost },
      },
    },
    asking: {
      entry: send((context) => {
        const open = openSale(context)
        const stan = String(context.kept.stan).padStart(6, '0')
        return queryRequest(context.config, open, storedCard(context, open), stan, context.now())
      }),
      exit: nothingAwaited,
      on: {
        'answer.approved': [
          {
            guard: 'isChipSale',
            target: '#sale.recordingHostApproval',
            actions: assign(({ context, event }) => put(context, seen(event))),
          },
          { target: '#sale.recordingApproval', actions: assign(({ context, event }) => put(context, seen(event))) },
        ],
        'answer.declined': {
          target: '#sale.recordingDecline',
          actions: assign(({ context, event }) => put(context, { code: event.code })),
        },
        'answer.unclear': {
          target: 'givingUp',
          actions: assign(({ context, event }) => put(context, { code: event.code })),
        },
        'answer.inProgress': 'pausing',
        'answer.notFound': [
          { guard: 'isConflicting', target: '#exception' },
          { guard: 'isSealing', target: 'sealing' },
          { target: 'givingUp' },
        ],
        'link.closed': { target: 'pausing', actions: lineLost },
      },
      after: { queryTimer: { target: 'pausing', actions: [...hangUp] } },
    },
    pausing: {
      after: { nextQuery: [{ guard: 'mayAskAgain', target: 'dialing' }, { target: 'givingUp' }] },
      on: { 'link.closed': { actions: lineLost } },
    },
    givingUp: {
      entry: set({ questioned: true }),
      always: [{ guard: 'isConflicting', target: '#conflicted' }, { target: '#doubt.recordingOwed' }],
    },
    /** The host has burnt the key with its answer: nothing can be booked any more. */
    sealing: {
      entry: write((context) => clearedBy(context, 'sealed', false)),
      on: { 'record.synced': { target: 'sealed', actions: keepRecord }, 'record.full': 'givingUp' },
    },
    sealed: { entry: show('cancelled', ({ kept }) => keyValues(kept.ended!)), after: { shown: '#resting' } },
  },
})

/** The end of a doubt that no decision of the host about a sale brought. */
export function clearedBy(context: Context, how: string, pending: boolean) {
  const { batch, stan, amountMinor } = openSale(context)
  return { record: 'cleared', batch, stan, amountMinor, how, pending, atMs: context.now() } as const
}
