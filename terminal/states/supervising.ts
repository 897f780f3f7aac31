import { assign } from 'xstate'
import { chart, keepRecord, perform, put, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import { keyValues } from '../context.ts'
import type { AuditRecord, ClearedRecord } from '../records.ts'
import { clearedBy } from './querying.ts'

/** Behind a code: send again, clear, or note what the host's people said. Every act leaves an audit line. */
export const supervising = chart.createStateConfig({
  id: 'supervising',
  initial: 'asking',
  states: {
    asking: {
      entry: show('supervisorCode'),
      on: {
        'pin.entered': [
          {
            guard: ({ context, event }) => event.pin === (context.memory.config.supervisorCode ?? '00000000'),
            target: 'menu',
          },
          { target: 'refusing' },
        ],
        'cancel.pressed': '#resting',
      },
    },
    refusing: { entry: show('wrongCode'), after: { shown: '#resting' } },
    menu: {
      entry: show('supervisor', undefined, menuOf),
      on: {
        'chose.sendAgain': { target: 'auditing', actions: set({ act: 'sendAgain' }) },
        'chose.clear': [
          { guard: 'isDamaged', target: 'repairing', actions: set({ act: 'clearJournal' }) },
          { target: 'auditing', actions: set({ act: 'clear' }) },
        ],
        'chose.accept': { target: 'auditing', actions: set({ act: 'accept' }) },
        'chose.decline': { target: 'auditing', actions: set({ act: 'decline' }) },
        'chose.back': '#resting',
        'cancel.pressed': '#resting',
      },
    },
    auditing: {
      entry: write(auditOf),
      on: { 'record.synced': { target: 'audited', actions: keepRecord }, 'record.full': 'unwritable' },
    },
    audited: {
      always: [
        { guard: ({ context }) => context.memory.act === 'sendAgain', target: '#reversing' },
        { guard: ({ context }) => context.memory.act.startsWith('clear'), target: 'clearing' },
        { target: 'recorded' },
      ],
    },
    /** What can still be read becomes the journal; what is lost gets a slip of its own. */
    repairing: {
      entry: perform(() => ({ type: 'rewriteBanks', purpose: 'compaction' })),
      on: {
        'banks.rewritten': {
          target: 'counting',
          actions: assign(({ context, event }) => put(context, { roomBytes: event.roomBytes, damaged: false })),
        },
      },
    },
    /** The trace numbers that what is lost may have used. */
    counting: {
      entry: write(({ kept }) => ({ record: 'counters', batch: kept.batch, stan: String(kept.stan).padStart(6, '0') })),
      on: { 'record.synced': { target: 'auditing', actions: keepRecord }, 'record.full': 'unwritable' },
    },
    clearing: {
      entry: write(clearanceOf),
      on: { 'record.synced': { target: 'cleared', actions: keepRecord }, 'record.full': 'unwritable' },
    },
    cleared: {
      entry: show('cleared', ({ kept }) => keyValues(kept.notices.at(-1)!)),
      after: {
        shown: [
          { guard: ({ context }) => context.memory.act === 'clearJournal', target: '#poweringOn.recovering' },
          { target: '#resting' },
        ],
      },
    },
    /** What the host's people said by telephone is noted: nothing is printed and nothing is cleared. */
    recorded: { entry: show('recorded'), after: { shown: 'menu' } },
    unwritable: { always: { target: '#blocked', actions: set({ trouble: 'storage' }) } },
  },
})

const NO_KEY = { batch: '000000', stan: '000000' }

function menuOf({ kept, damaged, config }: Context): readonly string[] {
  if (damaged) return ['clear', 'back']
  if (kept.open === undefined) return ['back']
  const sends = kept.open.standing === 'owed' || kept.open.standing === 'exhausted' ? ['sendAgain'] : []
  const notes = config.profile.onDoubt === 'queryFirst' ? ['accept', 'decline'] : []
  return [...sends, 'clear', ...notes, 'back']
}

function auditOf({ kept, act, config, now }: Context): AuditRecord {
  const { batch, stan } = act === 'clearJournal' || kept.open === undefined ? NO_KEY : kept.open
  return { record: 'audit', batch, stan, act, operatorNo: config.operatorNo, atMs: now() }
}

function clearanceOf(context: Context): ClearedRecord {
  if (context.act === 'clear') return clearedBy(context, 'supervisor', true)
  return { record: 'cleared', ...NO_KEY, amountMinor: 0, how: 'journal', pending: true, atMs: context.now() }
}
