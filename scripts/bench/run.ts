import { scenario } from '../../scenarios/builder.ts'
import { run, runFully } from '../../scenarios/run.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { shippedScenario } from '../../scenarios/shipped.ts'
import type { Deeds } from './bare-terminal.ts'
import { BareTerminal } from './bare-terminal.ts'
import type { Sample } from './measure.ts'
import { measure, ratioOf } from './measure.ts'

/** A scenario that is measured, as the product runs it and as the bare machine does. */
interface Case {
  readonly name: string
  readonly scenario: Scenario
  readonly bare: BareTerminal
  /** The most that the product's run may cost, in runs of the bare machine. */
  readonly atMost?: number
}

/** What a bench answers: the lines to print, and whether every target was met. */
export interface BenchReport {
  readonly lines: readonly string[]
  readonly met: boolean
}

/** How many runs a second a core makes, and how much dearer a run is than the firmware alone doing the same work. */
export function benchRun(rounds = ROUNDS): BenchReport {
  const cases = casesToRun()
  const deeds = cases.map(equalDeeds)
  const contestants = cases.flatMap(({ name, scenario: played, bare }) => [
    { name, run: () => void run(played, { trace: false }) },
    { name: `${name}, bare`, run: () => void bare.run() },
  ])
  const samples = measure(contestants, rounds, RUNS_A_ROUND)
  const pairs = cases.map((one, index) => {
    const [product, bare] = samples.slice(2 * index, 2 * index + 2) as [Sample, Sample]
    return { ...one, product, bare, ratio: ratioOf(product, bare), exchanges: deeds[index]?.sent.length ?? 0 }
  })
  const verdicts = pairs.map(({ atMost, ratio }) => atMost === undefined || ratio.median <= atMost)
  return {
    lines: [
      ...pairs.map(
        ({ name, exchanges }, index) =>
          `${name}: ${exchanges} exchanges a run (${deeds[index]?.sent.join(' ')}), ${deeds[index]?.records.length} records`,
      ),
      '',
      row('µs of processor time', ['min', 'median', 'max', 'noise', 'an exchange', 'runs/s a core']),
      ...pairs.flatMap(({ name, product, bare, exchanges }) => [
        row(name, figures(product, exchanges)),
        row(`${name}, bare`, figures(bare, exchanges)),
      ]),
      '',
      row('product : bare machine', ['min', 'median', 'max', 'noise', 'at most']),
      ...pairs.map(({ name, ratio, atMost }, index) => {
        const target = atMost === undefined ? '-' : `${atMost} ${verdicts[index] ? 'met' : 'MISSED'}`
        return row(name, [ratio.min, ratio.median, ratio.max].map(twoDigits).concat(percent(ratio.noise), target))
      }),
    ],
    met: verdicts.every(Boolean),
  }
}

/** What is measured. */
export function casesToRun(): readonly Case[] {
  const sale = scenario('fault-free sale').sale(12800).build()
  const lost = shippedScenario('response-lost')
  return [
    { name: 'fault-free sale', scenario: sale, bare: new BareTerminal(sale, []), atMost: 3 },
    // The host's answer to the sale behind the sign-on is lost.
    { name: 'response-lost', scenario: lost, bare: new BareTerminal(lost, [1]) },
  ]
}

/** What both do: the same messages and records, or else it throws, because the ratio would compare unequal work. */
export function equalDeeds({ name, scenario: played, bare }: Case): Deeds {
  const { trace, result } = runFully(played)
  const product: Deeds = {
    sent: trace.flatMap(({ kind, data }) =>
      kind === 'frame.left' && data['from'] === 'terminal' ? (data['frame'] as { mti: string }).mti : [],
    ),
    records: trace.flatMap(({ lane, kind, data }) =>
      lane === 'flash' && kind === 'synced' ? String(data['label']) : [],
    ),
  }
  const own = bare.deeds()
  if (result.verdict !== 'held' || JSON.stringify(product) !== JSON.stringify(own)) {
    throw new Error(`${name}: unequal work, ${JSON.stringify(product)} and bare ${JSON.stringify(own)}`)
  }
  return own
}

function figures(sample: Sample, exchanges: number): readonly string[] {
  const { min, median, max, noise } = sample
  const whole = [min, median, max].map((micros) => micros.toFixed(0))
  return [...whole, percent(noise), (median / exchanges).toFixed(0), (1e6 / median).toFixed(0)]
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(24) + cells.map((cell) => cell.padStart(14)).join('')
}

function twoDigits(value: number): string {
  return value.toFixed(2)
}

function percent(share: number): string {
  return `±${(100 * share).toFixed(0)} %`
}

const ROUNDS = 150
const RUNS_A_ROUND = 5
