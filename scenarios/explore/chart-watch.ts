import { bootTerminal, chartPath, firmware, terminalMachine } from '../../terminal/index.ts'
import type { StageParts } from '../stage.ts'

/** A state of the chart as it is written down. */
interface StateNode {
  readonly on?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
  readonly states?: Readonly<Record<string, StateNode>>
}
const root = terminalMachine.config as StateNode

/** Every handler of our chart, `sale.awaiting answer.approved` or, for a timer, `sale.awaiting after answerTimer`. */
export const chartHandlers: readonly string[] = handlersOf(root, '')

/** The innermost states of our chart, by path; `dark` is a terminal without power, `booting` one that is being switched on. */
export const chartStates: readonly string[] = ['dark', 'booting', ...leavesOf(root, '')]

/** `handler`: its place in `chartHandlers`, -1 when no handler took the event. States by path. */
export type ChartListener = (handler: number, from: string, to: string) => void

/** These parts, with a chart that tells what it does; a terminal of somebody else's tells nothing. */
export function watched(parts: StageParts): StageParts {
  if (parts.firmware !== undefined) return parts
  const isOurs = parts.serve === undefined || parts.remembersNothing === true
  return { ...parts, firmware: bootWatched, ...(isOurs ? { remembersNothing: true } : {}) }
}

/** Who is told from now on. One run is played at a time, and whoever plays it listens. */
export function hearChart(told: ChartListener): void {
  listener = told
}
let listener: ChartListener = () => undefined

const watchedMachine: typeof terminalMachine = Object.create(terminalMachine, {
  transition: {
    value(...args: Parameters<typeof terminalMachine.transition>) {
      const [snapshot, event] = args
      const next = terminalMachine.transition(...args)
      const from = chartPath(snapshot.value)
      listener(handlerOf(from, (event as { readonly type: string }).type), from, chartPath(next.value))
      return next
    },
  },
})

const bootWatched: typeof bootTerminal = (devices, config) =>
  bootTerminal(devices, config, { ...firmware, machine: watchedMachine })

/** The innermost state that handles an event is the one that takes it. */
function handlerOf(path: string, event: string): number {
  const name = `${path} ${event}`
  let handler = known.get(name)
  if (handler === undefined) {
    handler = findHandler(path.split('.'), event)
    known.set(name, handler)
  }
  return handler
}
const known = new Map<string, number>()

function findHandler(path: readonly string[], event: string): number {
  for (let length = path.length; length > 0; length -= 1) {
    const inner = path.slice(0, length)
    const node = inner.reduce<StateNode | undefined>((at, name) => at?.states?.[name], root)
    const delay = Object.keys(node?.after ?? {}).find((name) => event.startsWith(`xstate.after.${name}.`))
    if (delay === undefined && node?.on?.[event] === undefined) continue
    return chartHandlers.indexOf(`${inner.join('.')} ${delay === undefined ? event : `after ${delay}`}`)
  }
  return -1
}

function handlersOf(node: StateNode, path: string): string[] {
  const own = [...Object.keys(node.on ?? {}), ...Object.keys(node.after ?? {}).map((name) => `after ${name}`)]
  const inner = Object.entries(node.states ?? {}).flatMap(([name, state]) => handlersOf(state, below(path, name)))
  return path === '' ? inner : [...own.map((event) => `${path} ${event}`), ...inner]
}

function leavesOf({ states = {} }: StateNode, path: string): string[] {
  const inner = Object.entries(states)
  return inner.length === 0 ? [path] : inner.flatMap(([name, state]) => leavesOf(state, below(path, name)))
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
