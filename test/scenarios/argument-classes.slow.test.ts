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

  const shownFiner = new Set<string>()

  it.each(mutants.map(({ name, scenario: id, parts }) => [name, id, parts] as const))(
    'show of the mutant %s, on the steps of %s, whatever finer arguments show',
    (name, id, parts) => {
      const own = shippedScenario(id)
      const prover = new Prover(own, { parts })
      const shownBy = (point: string, faults: readonly string[]) => {
        return [...new Set(faults.flatMap((fault) => prover.brokenBy(parseSchedule(`${point}#1=${fault}`))))].sort()
      }
      const offers = points(own)
      for (const [point, finerThan] of sweeps) {
        const offered = offers.find((offer) => offer.point === point)?.faults ?? []
        const classes = offered.filter((fault) => /^(delay|truncate|outage|torn)\(/.test(fault))
        expect(classes.length).toBeGreaterThan(5)
        const [shown, finer] = [shownBy(point, classes), shownBy(point, finerThan(classes))]
        expect([point, ...finer.filter((invariant) => !shown.includes(invariant))]).toEqual([point])
        if (finer.length > 0) shownFiner.add(name)
      }
    },
  )

  it('are not compared with sweeps that show nothing', () => {
    expect(shownFiner.size).toBeGreaterThan(10)
  })
})

/** So many arguments of a fault, from `from` on; `made` writes one. */
function sweep(count: number, from: number, step: number, made: (argument: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => made(from + index * step))
}

/** The largest first argument of a fault of this name among these. */
function most(name: string, faults: readonly string[]): number {
  return Math.max(...faults.map((fault) => Number(new RegExp(`^${name}\\((\\d+)`).exec(fault)?.[1] ?? 0)))
}

type Sweep = readonly [point: string, finerThan: (classes: readonly string[]) => readonly string[]]

const sweeps: readonly Sweep[] = [
  [
    'link.response.0210',
    (classes) => [
      ...sweep(30, 500, 8300, (ms) => `delay(${ms})`),
      ...sweep(most('truncate', classes) / 3, 2, 3, (at) => `truncate(${at},rst)`),
    ],
  ],
  [
    'link.request.0200',
    () => [...sweep(60, 500, 4150, (ms) => `delay(${ms})`), ...sweep(20, 1000, 13_000, (ms) => `outage(${ms})`)],
  ],
  [
    'flash.write.outcome',
    (classes) => [
      ...sweep(most('torn', classes) / 3, 0, 3, (at) => `torn(${at})`),
      ...sweep(most('torn', classes) / 3, 0, 3, (at) => `torn(copy,${at})`),
    ],
  ],
]
