import { assign } from 'xstate'
import { assert } from '../assert.ts'
import { chart, keepRecord, perform, put, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import type { JournalReading } from '../journal.ts'
import { skipStans } from '../kept.ts'
import { incompleteSlip, owedAtBoot, recall } from '../recovery.ts'

/** Power is back: the journal is read, put right where only one copy or an unfinished write was bad, and added up. */
export const poweringOn = chart.createStateConfig({
  id: 'poweringOn',
  initial: 'reading',
  states: {
    reading: {
      entry: [show('booting'), perform(() => ({ type: 'readJournal' }))],
      on: {
        'journal.read': [
          {
            guard: ({ event }) => event.reading.standing === 'unreadable',
            target: '#outOfService',
            actions: set({ trouble: 'counters' }),
          },
          {
            guard: ({ event }) => event.reading.standing === 'damaged',
            target: '#resting',
            actions: assign(({ context, event }) =>
              put(context, { ...remember(event.reading, event.roomBytes), damaged: true }),
            ),
          },
          {
            guard: ({ event }) => event.reading.repairs.length > 0,
            target: 'repairing',
            actions: assign(({ context, event }) => put(context, remember(event.reading, event.roomBytes))),
          },
          {
            target: 'recovering',
            actions: assign(({ context, event }) => put(context, remember(event.reading, event.roomBytes))),
          },
        ],
      },
    },
    repairing: {
      entry: perform(() => ({ type: 'rewriteBanks', purpose: 'repair' })),
      on: {
        'banks.rewritten': {
          target: 'recovering',
          actions: assign(({ context, event }) => put(context, { roomBytes: event.roomBytes })),
        },
      },
    },
    recovering: {
      always: [
        { guard: 'isReceiptMissing', target: 'recordingOwed' },
        {
          target: '#resting',
          actions: set(({ kept }) => ({
            reason: kept.open?.approval === undefined ? '98' : '96',
            untold: kept.ended,
            incomplete: incompleteSlip(kept),
          })),
        },
      ],
    },
    recordingOwed: {
      entry: write(({ kept, config }) => {
        const record = owedAtBoot(kept, config.profile)
        assert(record !== undefined, 'a reversal is owed at boot')
        return record
      }),
      on: {
        'record.synced': { target: 'recovering', actions: keepRecord },
        'record.full': { target: '#blocked', actions: set({ trouble: 'storage' }) },
      },
    },
  },
})

/** A record that is lost may have used a trace number: those are skipped, so that none is used twice. */
function remember({ entries, lost }: JournalReading, roomBytes: number): Partial<Context> {
  return { kept: skipStans(recall(entries), lost), roomBytes }
}
