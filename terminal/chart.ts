import { setup } from 'xstate'
import { encode, encodeSealed, specs, toFrame } from '../protocol/index.ts'
import type { Context, Held, TerminalInput } from './context.ts'
import type { Prompt } from './devices.ts'
import type { Effect } from './effects.ts'
import type { TerminalEvent } from './events.ts'
import { guards } from './guards.ts'
import { keep, nextStan } from './kept.ts'
import type { PromptName } from './prompts.ts'
import { promptOf } from './prompts.ts'
import type { JournalRecord } from './records.ts'
import type { Request } from './requests.ts'

/** A busy printer is asked again after so long, and is taken to be offline after all. */
const PRINTER_POLL_MS = 500
const PRINTER_PATIENCE_MS = 10_000

/** The ground on which each state stands: types, questions (guards), times. Actions only assign or emit effects. */
export const chart = setup({
  types: {
    context: {} as Held,
    events: {} as TerminalEvent,
    emitted: {} as Effect,
    input: {} as TerminalInput,
  },
  guards,
  delays: {
    answerTimer: ({ context }) => context.memory.config.profile.answerTimerMs,
    connectTimer: ({ context }) => context.memory.config.profile.connectTimerMs,
    firstQuery: ({ context }) => context.memory.config.profile.query.firstMs,
    nextQuery: ({ context }) => context.memory.config.profile.query.everyMs,
    queryTimer: ({ context }) => context.memory.config.profile.query.timerMs,
    printerPoll: PRINTER_POLL_MS,
    printerPatience: PRINTER_PATIENCE_MS,
    shown: ({ context }) => context.memory.config.profile.shownMs,
  },
})

/** The same memory with a change. The actor copies the outer object at each assignment: one key keeps that cheap. */
export function put({ memory }: Held, change: Partial<Context>): Held {
  return { memory: { ...memory, ...change } }
}

/** Emits an effect made of the context. */
export function perform(make: (context: Context) => Effect) {
  return chart.emit(({ context }) => make(context.memory))
}

/** Changes the context. */
export function set(change: Partial<Context> | ((context: Context) => Partial<Context>)) {
  if (typeof change === 'function') return chart.assign(({ context }) => put(context, change(context.memory)))
  return chart.assign(({ context }) => put(context, change))
}

/** Puts a prompt on the screen. */
export function show(
  name: PromptName,
  values?: (context: Context) => Prompt['values'],
  choices?: (context: Context) => readonly string[],
) {
  return perform((context) => ({ type: 'show', prompt: promptOf(name, values?.(context), choices?.(context)) }))
}

/** Appends and syncs one record; `keepRecord` adds it to what is kept once that is done. */
export function write(make: (context: Context) => JournalRecord) {
  return perform((context) => ({ type: 'writeRecord', record: make(context) }))
}

export const keepRecord = chart.assign(({ context, event }) =>
  event.type === 'record.synced'
    ? put(context, { kept: keep(context.memory.kept, event), roomBytes: event.roomBytes })
    : context,
)

/** The next trace number, for a message that moves no money. */
export const writeCounters = write(({ kept }) => ({ record: 'counters', batch: kept.batch, stan: nextStan(kept) }))

/** Sends a request and remembers what its answer must match. */
export function send(make: (context: Context) => Request) {
  return chart.enqueueActions(({ context, enqueue }) => {
    const { memory } = context
    const { message, awaited, sealed } = make(memory)
    const spec = specs[memory.config.profile.spec]
    const body = sealed ? encodeSealed(spec, message, memory.keys?.macKey ?? '') : encode(spec, message)
    enqueue.assign(put(context, { awaited }))
    enqueue.emit({ type: 'sendFrame', frame: toFrame(spec, body) })
  })
}
export const nothingAwaited = set({ awaited: undefined })

export const lineUp = set({ connected: true })
export const lineLost = set({ connected: false })
export const hangUp = [set({ connected: false }), perform(() => ({ type: 'hangUp' }))] as const
export const startReader = perform(() => ({ type: 'startReader' }))
export const stopReader = perform(() => ({ type: 'stopReader' }))

export function note(kind: string, data: (context: Context) => Readonly<Record<string, unknown>> = () => ({})) {
  return perform((context) => ({ type: 'note', kind, data: data(context) }))
}
