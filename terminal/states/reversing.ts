import { assign } from 'xstate'
import { chart, hangUp, keepRecord, lineLost, nothingAwaited, perform, put, send, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import { dayNamed, keyValues, openSale, pendingMark, storedCard } from '../context.ts'
import { localTime } from '../instants.ts'
import { promptOf } from '../prompts.ts'
import type { OwedRecord } from '../records.ts'
import { reversalRequest } from '../requests.ts'
import { dialing } from './dialing.ts'
import { clearedBy } from './querying.ts'

const freshDoubt: Partial<Context> = { after: 'rest', doubtAtMs: 0, reason: '98', code: '' }

/**
 * One round of reversals. An attempt counts from its first byte: its number is synced after the connect and before that
 * byte. It ends by an answer or by its full timer, also when the line is lost meanwhile.
 */
export const reversing = chart.createStateConfig({
  id: 'reversing',
  initial: 'starting',
  states: {
    starting: {
      entry: set({ round: { sent: 0, signedOn: false, same: false } }),
      always: [{ guard: 'isSignedOff', target: '#signingOn' }, { target: 'dialing' }],
    },
    dialing: dialing(
      '#reversing.counting',
      '#reversing.unreached',
      show('connecting', (context) => keyValues(openSale(context))),
    ),
    counting: {
      entry: [
        write(attemptOf),
        show('reversing', (context) => ({ ...keyValues(openSale(context)), attempt: attemptOf(context).inRound })),
      ],
      on: {
        'record.synced': [
          { guard: 'isConnected', target: 'awaiting', actions: [keepRecord, set(sent)] },
          { target: 'dialing', actions: [keepRecord, set(({ round }) => ({ round: { ...round, same: true } }))] },
        ],
        'record.full': 'unwritable',
        'link.closed': { actions: lineLost },
      },
    },
    awaiting: {
      entry: send((context) => {
        const open = openSale(context)
        return reversalRequest(context.config, open, storedCard(context, open), context.now())
      }),
      exit: nothingAwaited,
      on: {
        'answer.cleared': {
          target: 'clearing',
          actions: assign(({ context, event }) =>
            put(context, { code: event.code, judgedOn: event.hostDay ?? '', ...dayNamed(event) }),
          ),
        },
        'answer.refused': {
          target: 'refused',
          actions: assign(({ context, event }) => put(context, { code: event.code })),
        },
        'answer.signOnAsked': [
          {
            guard: 'hasSignedOnInRound',
            target: 'refused',
            actions: assign(({ context, event }) => put(context, { code: event.code })),
          },
          { target: '#signingOn', actions: set(signOnFirst) },
        ],
        // The timer goes on: an attempt that nobody answered has waited in full.
        'link.closed': { actions: lineLost },
      },
      after: { answerTimer: { target: 'deciding', actions: [...hangUp] } },
    },
    refused: {
      entry: [
        set({ reason: '06' }),
        show('reversalRefused', (context) => ({ ...keyValues(openSale(context)), code: context.code })),
      ],
      always: 'deciding',
    },
    deciding: { always: [{ guard: 'mayAttemptAgain', target: 'dialing' }, { target: 'givingUp' }] },
    givingUp: { always: [{ guard: 'isDropping', target: 'dropping' }, { target: 'exhausting' }] },
    clearing: {
      entry: write((context) => clearedBy(context, context.code, isPending(context))),
      on: { 'record.synced': { target: 'cleared', actions: keepRecord }, 'record.full': 'unwritable' },
    },
    cleared: {
      entry: [
        // Said of this answer only: the next debt is judged on its own day.
        set({ judgedOn: '' }),
        perform(({ kept }) => {
          const ended = kept.ended!
          const pending = pendingMark(kept.settled.at(-1)?.exception === true)
          return { type: 'show', prompt: promptOf(ended.end, { ...keyValues(ended), ...pending }) }
        }),
      ],
      after: {
        shown: [
          // What waited goes on once: a doubt of its own must not bring it back here.
          { guard: 'goesOnWithSale', target: '#sale.connecting', actions: set(freshDoubt) },
          { guard: 'goesOnWithBalance', target: '#balance.connecting', actions: set(freshDoubt) },
          { target: '#resting' },
        ],
      },
    },
    exhausting: {
      entry: write((context) => {
        const { batch, stan, amountMinor, attempt } = openSale(context)
        return { record: 'exhausted', batch, stan, amountMinor, attempt }
      }),
      on: { 'record.synced': { target: 'failed', actions: keepRecord }, 'record.full': 'unwritable' },
    },
    /** For comparison: what is not answered is dropped, with a slip that says so. */
    dropping: {
      entry: write((context) => clearedBy(context, 'dropped', true)),
      on: { 'record.synced': { target: 'cleared', actions: keepRecord }, 'record.full': 'unwritable' },
    },
    failed: {
      always: [
        { guard: 'goesOnWithSale', target: '#sale.refused' },
        { guard: 'goesOnWithBalance', target: '#balance.failed' },
        { target: '#resting' },
      ],
    },
    /** No connection: no attempt was made, the reversal stays owed. */
    unreached: {
      always: [
        { guard: 'goesOnWithSale', target: '#sale.notConnected' },
        { guard: 'goesOnWithBalance', target: '#balance.failed' },
        { target: '#resting' },
      ],
    },
    unwritable: {
      always: [
        { guard: 'goesOnWithSale', target: '#sale.refused' },
        { guard: 'goesOnWithBalance', target: '#balance.failed' },
        { target: '#blocked', actions: set({ trouble: 'storage' }) },
      ],
    },
  },
})

/** The next attempt: a refused one before it makes the reason 06. */
function attemptOf({ kept, round, reason }: Context): OwedRecord {
  const { batch, stan, amountMinor, attempt, ...open } = kept.open!
  const refused = round.sent > 0 && reason === '06'
  return {
    record: 'owed',
    batch,
    stan,
    amountMinor,
    reason: refused ? '06' : open.reason,
    attempt: round.same ? attempt : attempt + 1,
    inRound: round.sent + 1,
  }
}

function sent({ round }: Context): Partial<Context> {
  return { round: { ...round, sent: round.sent + 1, same: false } }
}

/** The attempt that a wrong key or batch spoilt is not counted. */
function signOnFirst({ round }: Context): Partial<Context> {
  return { resumesRound: true, round: { sent: round.sent - 1, signedOn: true, same: false } }
}

/**
 * 12 and 25 say that the host has nothing to take back, and an international 00 does not say that anything was: silent only
 * if that cannot be a loss.
 */
function isPending(context: Context): boolean {
  const { kept, nextBatch, code, config } = context
  if (code === '00' && config.profile.spec === 'unionpay') return false
  const open = openSale(context)
  return (
    !isOnDayOfSale(context) ||
    (code !== '00' && (open.approval !== undefined || open.batch !== (nextBatch ?? kept.batch)))
  )
}

/**
 * Whether the host has judged on the business day on which it got the sale. It closes that day when it likes: only what it
 * named before the sale and names now is certain; the calendar stands in for a host that named nothing.
 */
function isOnDayOfSale(context: Context): boolean {
  const { judgedOn, config, now } = context
  const { hostDay, atMs } = openSale(context)
  if (judgedOn !== '' && hostDay !== '') return judgedOn === hostDay
  const offset = config.profile.utcOffsetMinutes
  const { date } = localTime(atMs, offset)
  return localTime(now(), offset).date === date && (judgedOn === '' || judgedOn === date)
}
