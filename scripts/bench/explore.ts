import type { Exploration, ExploreOptions } from '../../scenarios/explore/exploration.ts'
import { explore } from '../../scenarios/explore/explore.ts'
import { labOf } from '../../scenarios/lab.ts'
import { Play } from '../../scenarios/play.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { shippedProfile, shippedScenario } from '../../scenarios/shipped.ts'
import type { BenchReport } from './run.ts'

/**
 * How fast one thread decides schedules of `response-lost`, how that grows with their length, what merging gains, and how the
 * events and seconds of the played worlds compare with ours.
 */
export function benchExplore(): BenchReport {
  const scenario = shippedScenario('response-lost')
  const depths = [
    { name: 'depth 1', options: { depth: 1 } },
    { name: `depth 2, first ${PATIENCE_MS / 1000} s`, options: { depth: 2 }, patienceMs: PATIENCE_MS },
    { name: 'depth 1, some points', options: { depth: 1, points: SOME_POINTS } },
    { name: 'depth 2, some points', options: { depth: 2, points: SOME_POINTS } },
  ]
  const searches = depths.map((one) => ({ ...one, merged: timed(scenario, one.options, one.patienceMs) }))
  const rows = searches.map(({ name, options, merged, patienceMs }) => {
    const played = patienceMs === undefined ? timed(scenario, { ...options, merge: false }) : undefined
    return row(name, [
      `${merged.found.schedules}`,
      `${merged.found.ran}`,
      (merged.ms / 1000).toFixed(1),
      ((merged.found.schedules / merged.ms) * 1000).toFixed(0),
      ((merged.found.ran / merged.ms) * 1000).toFixed(0),
      played === undefined ? '-' : `${(played.ms / merged.ms).toFixed(1)}`,
    ])
  })
  const [, deep] = searches
  const rate = deep === undefined ? 0 : (deep.merged.found.schedules / deep.merged.ms) * 1000
  return {
    lines: [
      row('response-lost', ['schedules', 'played', 's', 'decided/s', 'played/s', 'gain']),
      ...rows,
      '',
      ...paceOf(scenario),
      '',
      `decided a second at depth 2: ${rate.toFixed(0)}, at least ${WANTED_A_SECOND} ${rate >= WANTED_A_SECOND ? 'met' : 'MISSED'}`,
      `(gain: how much longer the same search takes without merging; some points: ${SOME_POINTS.join(', ')})`,
    ],
    met: rate >= WANTED_A_SECOND,
  }
}

function timed(scenario: Scenario, options: ExploreOptions, patienceMs?: number): { found: Exploration; ms: number } {
  const begun = performance.now()
  const isPatient = () => patienceMs === undefined || performance.now() - begun < patienceMs
  const found = explore(scenario, { ...options, progress: isPatient })
  return { found, ms: performance.now() - begun }
}

/** Fault-free plays: events a second, and how many seconds pass in the world for each of ours. */
function paceOf(scenario: Scenario): string[] {
  const lab = labOf(scenario, shippedProfile(scenario.profile))
  let events = 0
  let virtualMs = 0
  const begun = performance.now()
  for (let number = 0; number < PLAYS; number += 1) {
    const { clock } = new Play({ ...scenario, faults: [] }, lab, [], { trace: false })
    const fromMs = clock.now()
    while (clock.step()) events += 1
    virtualMs += clock.now() - fromMs
  }
  const ms = performance.now() - begun
  return [
    `${(events / PLAYS).toFixed(0)} events a run, ${((events / ms) * 1000).toFixed(0)} events a second`,
    `${(virtualMs / ms).toFixed(0)} seconds of the world in one of ours`,
  ]
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(24) + cells.map((cell) => cell.padStart(11)).join('')
}

const SOME_POINTS = ['link.response.0210', 'flash.sync', 'host.commit']
const PATIENCE_MS = 30_000
const WANTED_A_SECOND = 5000
const PLAYS = 300
