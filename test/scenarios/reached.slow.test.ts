import { describe, expect, it } from 'vitest'
import { chartStates } from '../../scenarios/explore/coverage.ts'
import { faultKinds } from '../../scenarios/fault-kind.ts'
import { invariantIds } from '../../scenarios/judge/invariant-ids.ts'
import { run } from '../../scenarios/run.ts'
import { catalogue } from '../../scenarios/shipped.ts'
import { joinStretches, swarm } from '../../scenarios/swarm/swarm.ts'
import type { Firmware } from '../../terminal/index.ts'
import { bootTerminal, firmware, terminalMachine } from '../../terminal/index.ts'

// L7: whatever can go wrong, every edge of recovery and every antecedent of an invariant is reached by the suite; what is not
// is named here.

interface Node {
  readonly on?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
  readonly states?: Readonly<Record<string, Node>>
}

const taken = new Set<string>()
const visited = new Set<string>(['dark'])

/** Our chart, which tells which of its handlers are used. */
const watched: Firmware['machine'] = Object.create(terminalMachine, {
  transition: {
    value(...args: Parameters<typeof terminalMachine.transition>) {
      const [snapshot, event] = args
      visited.add(pathOf(snapshot.value))
      note(pathOf(snapshot.value).split('.'), (event as { type: string }).type)
      const next = terminalMachine.transition(...args)
      visited.add(pathOf(next.value))
      return next
    },
  },
})
const parts: Parameters<typeof run>[1] = {
  firmware: (devices, config) => bootTerminal(devices, config, { ...firmware, machine: watched }),
}

function pathOf(value: unknown): string {
  if (typeof value === 'string') return value
  const [name, inner] = Object.entries(value as object)[0] as [string, unknown]
  return `${name}.${pathOf(inner)}`
}

const root = terminalMachine.config as Node

/** The innermost state that handles an event is the one that takes it. */
function note(path: readonly string[], event: string): void {
  for (let length = path.length; length > 0; length -= 1) {
    const inner = path.slice(0, length)
    const node = inner.reduce<Node | undefined>((at, name) => at?.states?.[name], root)
    const delay = Object.keys(node?.after ?? {}).find((name) => event.startsWith(`xstate.after.${name}.`))
    if (delay === undefined && node?.on?.[event] === undefined) continue
    taken.add(`${inner.join('.')} ${delay === undefined ? event : `after ${delay}`}`)
    return
  }
}

function handlersOf(node: Node, path: string): string[] {
  const own = [...Object.keys(node.on ?? {}), ...Object.keys(node.after ?? {}).map((name) => `after ${name}`)]
  const inner = Object.entries(node.states ?? {}).flatMap(([name, state]) =>
    handlersOf(state, path === '' ? name : `${path}.${name}`),
  )
  return path === '' ? inner : [...own.map((event) => `${path} ${event}`), ...inner]
}

describe('the suite', () => {
  const checked = new Set<string>()
  for (const scenario of Object.values(catalogue)) {
    const { checked: counts } = run(scenario, { ...parts, trace: false })
    for (const [id, count] of Object.entries(counts)) if (count > 0) checked.add(id)
  }
  const { struck, broken } = joinStretches([swarm(0, 1500, { seed: 7, parts: parts! })])

  it('breaks nothing', () => {
    expect(broken).toEqual({})
  })

  it('has every kind of fault strike', () => {
    expect(faultKinds.filter((kind) => struck[kind] === undefined)).toEqual([])
  })

  it('gives every invariant something to judge', () => {
    expect(invariantIds.filter((id) => !checked.has(id))).toEqual([])
  })

  it('reaches every state of the chart but those named here', () => {
    const missed = chartStates.filter((state) => !visited.has(state) && !isTransient(state))
    expect(missed.filter((state) => !UNVISITED.has(state))).toEqual([])
  })

  it('takes every handler of the chart but those named here', () => {
    const missed = handlersOf(root, '').filter((handler) => !taken.has(handler))
    expect(missed.filter((handler) => !UNTAKEN.has(handler))).toEqual([])
  })
})

/** A state that is left in the step in which it is entered is never seen. */
function isTransient(path: string): boolean {
  const node = path.split('.').reduce<(Node & { always?: unknown }) | undefined>((at, name) => at?.states?.[name], root)
  return node?.always !== undefined
}

// A flash that is full at its last moments, damage that only a supervisor clears, and cancel keys at rare prompts: the tests of
// the terminal by itself get there.
const UNVISITED: ReadonlySet<string> = new Set([
  'resting.compacting',
  'sale.withdrawing',
  'sale.withdrawn',
  'printing.leftApproved',
  'printing.unwritable',
  'printing.makingRoom',
  'supervising.refusing',
  'supervising.repairing',
  'supervising.counting',
  'supervising.recorded',
  'outOfService',
])

const UNTAKEN: ReadonlySet<string> = new Set([
  'poweringOn.recordingOwed record.full',
  'resting.compacting banks.rewritten',
  'resting.partlyApproved chose.cancel',
  'resting.partlyApproved cancel.pressed',
  'resting.changingBatch record.full',
  'resting.signedOff chose.signOn',
  'resting.signedOff chose.reprint',
  'signingOn.dialing.trying link.closed',
  'signingOn.counting link.closed',
  'sale.batteryLow cancel.pressed',
  'sale.printerBusy printer.reported',
  'sale.paperless printer.reported',
  'sale.paperless cancel.pressed',
  'sale.suspecting cancel.pressed',
  'sale.connecting.trying link.closed',
  'sale.recordingIntent link.closed',
  'sale.partial cancel.pressed',
  'sale.recordingForgotten record.full',
  'sale.recordingConflict record.full',
  'sale.askingChip chip.removed',
  'sale.withdrawing record.synced',
  'sale.withdrawing record.full',
  'sale.withdrawn after shown',
  'querying.waiting link.closed',
  'querying.dialing.trying link.closed',
  'querying.counting link.closed',
  'querying.sealing record.full',
  'reversing.dialing.trying link.closed',
  'reversing.counting link.closed',
  'reversing.exhausting record.full',
  'reversing.dropping record.full',
  // Its inner state has one for the same event; the watcher takes that for the one that was used.
  'printing.printerBusy printer.reported',
  'noticing.printerBusy printer.reported',
  // An answer in the very moment in which patience ends.
  'printing.faulty printer.reported',
  'noticing.faulty printer.reported',
  'printing.committing record.full',
  'printing.signing cancel.pressed',
  'printing.faulty cancel.pressed',
  'printing.leftApproved after shown',
  'printing.takingBack record.full',
  'printing.unwritable chose.sendAgain',
  'printing.makingRoom banks.rewritten',
  'noticing.faulty cancel.pressed',
  'noticing.recording record.full',
  'balance.connecting.trying link.closed',
  'balance.connecting.trying after connectTimer',
  'balance.counting link.closed',
  'supervising.asking cancel.pressed',
  'supervising.refusing after shown',
  'supervising.menu chose.accept',
  'supervising.menu chose.decline',
  'supervising.menu cancel.pressed',
  'supervising.repairing banks.rewritten',
  'supervising.counting record.synced',
  'supervising.counting record.full',
  'supervising.clearing record.full',
  'supervising.recorded after shown',
  'conflicted chose.supervisor',
  'exception.recording record.full',
  'settleFirst chose.signOn',
  'settleFirst chose.supervisor',
])
