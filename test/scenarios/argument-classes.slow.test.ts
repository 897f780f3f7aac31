import { describe, expect, it } from 'vitest'
import { mutants } from '../../mutants/index.ts'
import { frameLayout, specs } from '../../protocol/index.ts'
import { cuts, delays, outages, tears } from '../../scenarios/argument-classes.ts'
import { Prover } from '../../scenarios/explore/prover.ts'
import { points } from '../../scenarios/run.ts'
import { parseSchedule } from '../../scenarios/schedule.ts'
import { shippedScenario } from '../../scenarios/shipped.ts'

const timers = { answerTimerMs: 60_000, connectTimerMs: 10_000, dialAttempts: 3, reversalAttempts: 3 }
const layout = frameLayout(specs.unionpay)
const scenario = shippedScenario('response-lost')
const reached = points(scenario)
const FRAME_BYTES = 105
const RECORD_BYTES = 75

describe('the classes of arguments', () => {
  it('follow from timers, layout and length, and are offered where the run comes by', () => {
    const [short] = delays({ ...timers, answerTimerMs: 3000 })
    expect(short).toBe(1500)
    expect(delays(timers)).toEqual([2000, 65_000, 80_000, 180_000])
    expect(outages(timers)).toEqual([20_000, 210_000])
    expect(cuts(layout, FRAME_BYTES).length).toBe(6)
    expect(tears(RECORD_BYTES)).toEqual([0, 1, 37, 74])
    const offered = reached.find(({ point }) => point === 'link.response.0210')?.faults ?? []
    expect(offered).toEqual(expect.arrayContaining(delays(timers).map((ms) => `delay(${ms})`)))
  })

  const sweeps: readonly (readonly [what: string, classes: readonly string[], finer: readonly string[]])[] = [
    [
      'link.response.0210#1',
      [...delays(timers).map((ms) => `delay(${ms})`), ...cuts(layout, FRAME_BYTES).map((at) => `truncate(${at},rst)`)],
      [
        ...Array.from({ length: 30 }, (_, index) => `delay(${500 + index * 8300})`),
        ...Array.from({ length: FRAME_BYTES / 3 }, (_, index) => `truncate(${3 * index + 2},rst)`),
      ],
    ],
    [
      'link.request.0200#1',
      [...delays(timers).map((ms) => `delay(${ms})`), ...outages(timers).map((ms) => `outage(${ms})`)],
      [
        ...Array.from({ length: 60 }, (_, index) => `delay(${500 + index * 4150})`),
        ...Array.from({ length: 20 }, (_, index) => `outage(${1000 + index * 13_000})`),
      ],
    ],
    [
      'flash.write.outcome#1',
      [...tears(RECORD_BYTES).map((at) => `torn(${at})`), 'torn(copy)', 'torn(copy,37)'],
      [
        ...Array.from({ length: RECORD_BYTES / 3 }, (_, index) => `torn(${3 * index})`),
        ...Array.from({ length: RECORD_BYTES / 3 }, (_, index) => `torn(copy,${3 * index})`),
      ],
    ],
  ]

  it.each(
    mutants.filter(({ scenario: id }) => id === 'response-lost').map(({ name, parts }) => [name, parts] as const),
  )('show of the mutant %s whatever finer arguments show', (_, parts) => {
    const prover = new Prover(scenario, { parts })
    const shownBy = (point: string, faults: readonly string[]) => {
      return new Set(faults.flatMap((fault) => prover.brokenBy(parseSchedule(`${point}=${fault}`))))
    }
    for (const [point, classes, finer] of sweeps)
      expect([point, ...[...shownBy(point, finer)].sort()]).toEqual([point, ...[...shownBy(point, classes)].sort()])
  })
})
