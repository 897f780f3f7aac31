import { describe, expect, it } from 'vitest'
import { chartHandlers, chartStates, hearChart, watched } from '../../scenarios/explore/chart-watch.ts'
import { faultKinds } from '../../scenarios/fault-kind.ts'
import { invariantIds } from '../../scenarios/judge/invariant-ids.ts'
import { run } from '../../scenarios/run.ts'
import { catalogue } from '../../scenarios/shipped.ts'
import { joinStretches, swarm } from '../../scenarios/swarm/swarm.ts'
import { terminalMachine } from '../../terminal/index.ts'

// L7: whatever can go wrong, every edge of recovery and every antecedent of an invariant is reached by the suite; what is not
// is named here.

const taken = new Set<string>()
const visited = new Set<string>(['dark', 'booting'])
hearChart((handler, from, to) => {
  if (handler >= 0) taken.add(chartHandlers[handler]!)
  visited.add(from).add(to)
})
const parts = watched({})

describe('the suite', () => {
  const checked = new Set<string>()
  for (const scenario of Object.values(catalogue)) {
    const { checked: counts } = run(scenario, { ...parts, trace: false })
    for (const [id, count] of Object.entries(counts)) if (count > 0) checked.add(id)
  }
  const { struck, broken } = joinStretches([swarm(0, 1500, { seed: 7, parts })])

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
    const missed = chartHandlers.filter((handler) => !taken.has(handler))
    expect(missed.filter((handler) => !UNTAKEN.has(handler))).toEqual([])
  })
})

interface Node {
  readonly always?: unknown
  readonly states?: Readonly<Record<string, Node>>
}

/** A state that is left in the step in which it is entered is never seen. */
function isTransient(path: string): boolean {
  const root = terminalMachine.config as Node
  const node = path.split('.').reduce<Node | undefined>((at, name) => at?.states?.[name], root)
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
