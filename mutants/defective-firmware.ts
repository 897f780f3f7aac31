import { assign, createMachine, emit } from 'xstate'
import type { Message } from '../protocol/index.ts'
import { decode, specs } from '../protocol/index.ts'
import type { StageParts } from '../scenarios/index.ts'
import type { Awaited, Devices, Firmware, TerminalConfig, TerminalMachine, Verdict } from '../terminal/index.ts'
import { bootTerminal, firmware, sortAnswer, terminalMachine } from '../terminal/index.ts'

// How a defect is put into the firmware: its answers sorted otherwise, its questions answered otherwise, a state changed, a
// device that lies. Each leaves everything else as it is.

/** An answer, what it was an answer to, and what the firmware made of it. */
export interface Heard {
  readonly verdict: Verdict
  readonly awaited: Awaited | undefined
  readonly message: Message
  /** Sorts the same answer again as if something else had been awaited, or as somebody else. */
  again(awaited: Awaited | undefined, config?: Partial<TerminalConfig>): Verdict
}

/** Takes some answers for something else. */
export function hearing(change: (heard: Heard) => Verdict): StageParts {
  return { ...booting((parts) => ({ ...parts, sortAnswer: sortedBy(change) })), remembersNothing: true }
}

export function sortedBy(change: (heard: Heard) => Verdict): typeof sortAnswer {
  return (awaited, body, config, keys) => {
    const decoded = decode(specs[config.profile.spec], body)
    const verdict = sortAnswer(awaited, body, config, keys)
    if (!decoded.ok) return verdict
    const again: Heard['again'] = (other, as = {}) => sortAnswer(other, body, { ...config, ...as }, keys)
    return change({ verdict, awaited, message: decoded.message, again })
  }
}

/** Answers questions of the chart otherwise, by name. */
export function thinking(answers: Readonly<Record<string, boolean>>): StageParts {
  const guards = Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, () => answer]))
  const machine = terminalMachine.provide({ guards } as Parameters<TerminalMachine['provide']>[0])
  return { ...booting((parts) => ({ ...parts, machine })), remembersNothing: true }
}

/** A state of the chart as it is written down. */
interface ChartState {
  readonly entry?: unknown
  readonly always?: unknown
  readonly on?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
  readonly states?: Readonly<Record<string, ChartState>>
}

/** Changes states of the chart, named by their paths, such as `sale.awaiting`; the chart itself is ''. */
export function charted(changes: Changes): StageParts {
  const machine = machineWith(changes)
  return { ...booting((parts) => ({ ...parts, machine })), remembersNothing: true }
}
type Changes = Readonly<Record<string, (state: ChartState) => ChartState>>

export function machineWith(changes: Changes): TerminalMachine {
  const path = (name: string) => (name === '' ? [] : name.split('.'))
  const config = Object.entries(changes).reduce<ChartState>(
    (state, [name, change]) => changed(state, path(name), change),
    terminalMachine.config as ChartState,
  )
  const machine = createMachine(config as Parameters<typeof createMachine>[0]) as unknown as TerminalMachine
  return machine.provide(terminalMachine.implementations as Parameters<TerminalMachine['provide']>[0])
}

function changed(
  state: ChartState,
  [first, ...rest]: readonly string[],
  change: (state: ChartState) => ChartState,
): ChartState {
  if (first === undefined) return change(state)
  const inner = state.states?.[first]
  if (inner === undefined) throw new Error(`the chart has no state ${first}`)
  return { ...state, states: { ...state.states, [first]: changed(inner, rest, change) } }
}

/** Remembers something else: an action of the chart. */
export function remembering(change: (memory: Memory, event: Verdict) => Memory): unknown {
  return assign(({ context, event }: { context: { memory: Memory }; event: unknown }) => ({
    memory: { ...context.memory, ...change(context.memory, event as Verdict) },
  }))
}
export type Memory = Readonly<Record<string, unknown>>

/** Has something done: an action of the chart. */
export function doing(make: (memory: Memory) => unknown): unknown {
  return emit(({ context }: { context: { memory: Memory } }) => make(context.memory) as { type: string })
}

/** Stands on devices that do not do what they say. */
export function onDevices(change: (devices: Devices) => Devices): StageParts {
  return { firmware: (devices, config) => bootTerminal(change(devices), config) }
}

/** Boots with other parts; each start has its own, and they may remember something. */
function booting(change: (parts: Firmware) => Firmware): StageParts {
  return { firmware: (devices, config) => bootTerminal(devices, config, change(firmware)) }
}
