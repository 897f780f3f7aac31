import { chart, keepRecord, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import { keyValues } from '../context.ts'
import { clearedBy } from './querying.ts'

/** Nobody may sell here until a reversal has had success, the storage works, or a supervisor has cleared. */
export const blocked = chart.createStateConfig({
  id: 'blocked',
  entry: show('blocked', reasonAndSale, ({ damaged }) => (damaged ? ['supervisor'] : ['sendAgain', 'supervisor'])),
  on: {
    'chose.sendAgain': [
      { guard: 'isReversalOwed', target: '#reversing', actions: set({ trouble: '' }) },
      { target: '#resting' },
    ],
    'chose.supervisor': '#supervising',
  },
})

/** Nobody can tell the last trace number used: only an activation, which opens a new batch, ends this. */
export const outOfService = chart.createStateConfig({
  id: 'outOfService',
  entry: show('outOfService', ({ trouble }) => ({ reason: trouble })),
})

/** Code 94 and no answer to a query: the clerk must sign on again; the sale goes to the exception list. */
export const conflicted = chart.createStateConfig({
  id: 'conflicted',
  entry: show(
    'outOfService',
    (context) => ({ ...reasonAndSale(context), reason: 'stanConflict' }),
    () => ['signOn', 'supervisor'],
  ),
  on: {
    'chose.signOn': { target: '#signingOn', actions: set({ after: 'exception' }) },
    'chose.supervisor': '#supervising',
  },
})

/** The host has another purchase under this key, or none: nothing of ours was booked; paper says that it must be looked into. */
export const exception = chart.createStateConfig({
  id: 'exception',
  initial: 'recording',
  states: {
    recording: {
      entry: write((context) => clearedBy(context, '94', true)),
      on: {
        'record.synced': { target: 'telling', actions: keepRecord },
        'record.full': { target: '#blocked', actions: set({ trouble: 'storage' }) },
      },
    },
    telling: {
      entry: show('declined', ({ kept }) => ({ ...keyValues(kept.ended!), code: '94', pending: 1 })),
      after: { shown: '#resting' },
    },
  },
})

/** The batch is full, or the host has begun another one. */
export const settleFirst = chart.createStateConfig({
  id: 'settleFirst',
  entry: show('settleFirst', undefined, ({ nextBatch }) =>
    nextBatch === undefined ? ['back'] : ['signOn', 'supervisor'],
  ),
  on: { 'chose.back': '#resting', 'chose.signOn': '#signingOn', 'chose.supervisor': '#supervising' },
})

function reasonAndSale({ trouble, kept }: Context) {
  return kept.open === undefined ? { reason: trouble } : { ...keyValues(kept.open), reason: trouble }
}
