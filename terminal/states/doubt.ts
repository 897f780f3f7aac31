import { chart, keepRecord, set, show, write } from '../chart.ts'
import { keyValues, openSale } from '../context.ts'
import { firstOwed } from '../recovery.ts'

/** Nobody knows what the host did. Either it is asked, or a reversal is owed; it is never taken for a decline. */
export const doubt = chart.createStateConfig({
  id: 'doubt',
  initial: 'asking',
  entry: set((context) => ({ doubtAtMs: context.now() })),
  states: {
    asking: { always: [{ guard: 'asksFirst', target: '#querying' }, { target: 'telling' }] },
    telling: {
      entry: show('inDoubt', (context) => ({ ...keyValues(openSale(context)), code: context.code })),
      always: 'recordingOwed',
    },
    recordingOwed: {
      entry: write((context) => {
        const { batch, stan, amountMinor } = openSale(context)
        return firstOwed(batch, stan, amountMinor, context.reason)
      }),
      on: {
        'record.synced': [
          { guard: 'isReversedAtOnce', target: '#reversing', actions: keepRecord },
          { target: 'holding', actions: keepRecord },
        ],
        'record.full': { target: '#blocked', actions: set({ trouble: 'storage' }) },
      },
    },
    holding: { after: { shown: '#resting' } },
  },
})
