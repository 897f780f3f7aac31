import { Random } from '../../sim/index.ts'
import { kindOf } from '../fault-kind.ts'
import { labOf } from '../lab.ts'
import { Play } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import type { Schedule } from '../schedule.ts'
import { shippedProfile } from '../shipped.ts'
import { sorted } from '../sorted.ts'
import type { StageParts } from '../stage.ts'
import { storyHash } from '../story.ts'
import type { SwitchesText } from '../switches.ts'
import { throwDice } from './dice.ts'
import type { Drawn } from './draw.ts'
import { drawScenario } from './draw.ts'

/** What a stretch of random runs came to. Plain data, in the order of the runs. */
export interface Stretch {
  /** The fingerprint of each run's story. */
  readonly stories: readonly string[]
  /** How often each kind of fault struck, as `family=fault`. */
  readonly struck: Readonly<Record<string, number>>
  /** How often each switch was set to what. */
  readonly switches: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** How many runs lost money by rule, by cause. */
  readonly differences: Readonly<Record<string, number>>
  /** How many runs broke each invariant, and the first that did. */
  readonly broken: Readonly<Record<string, { readonly runs: number; readonly first: number }>>
}

export interface SwarmOptions {
  readonly seed: number
  /** Their steps, cards and switches are played in turn; chance makes everything when there are none. */
  readonly scenarios?: readonly Scenario[]
  readonly parts?: StageParts
}

/** Plays the runs from `from` up to `to`, each of which depends on the seed and its number only. */
export function swarm(from: number, to: number, options: SwarmOptions): Stretch {
  const sum = new Sum()
  for (let number = from; number < to; number += 1) sum.add(number, playRandom(number, options))
  return sum.stretch()
}

/** One random run. */
export interface RandomRun extends Drawn {
  /** What struck, as a schedule that strikes the same again. */
  readonly schedule: Schedule
  readonly story: string
  readonly broken: readonly string[]
  readonly causes: readonly string[]
}

export function playRandom(number: number, options: SwarmOptions): RandomRun {
  const random = new Random(options.seed).fork(`run ${number}`)
  const drawn = drawnFor(number, random.fork('scenario'), options)
  const { scenario } = drawn
  const lab = labOf(scenario, shippedProfile(scenario.profile))
  const decide = throwDice(random.fork('faults'), scenario)
  const play = new Play(scenario, lab, [], { ...options.parts, decide, trace: true })
  const { clock } = play
  while (clock.step());
  const { judgement, fired, trace } = play.ending()
  return {
    ...drawn,
    schedule: fired.map(({ point, occurrence, fault }) => ({ point, first: occurrence, last: occurrence, fault })),
    story: storyHash(trace),
    broken: [...new Set(judgement.violations.map(({ invariant }) => invariant))],
    causes: [...new Set(judgement.differences.map(({ cause }) => cause))],
  }
}

function drawnFor(number: number, random: Random, { scenarios = [] }: SwarmOptions): Drawn {
  const scenario = scenarios[number % scenarios.length]
  return scenario === undefined ? drawScenario(`random-${number}`, random) : { scenario, switches: {} }
}

/** Adds stretches up, in the order of their runs. */
export function joinStretches(stretches: readonly Stretch[]): Stretch {
  const sum = new Sum()
  for (const stretch of stretches) sum.join(stretch)
  return sum.stretch()
}

class Sum {
  readonly #stories: string[] = []
  readonly #struck: Record<string, number> = {}
  readonly #switches: Record<string, Record<string, number>> = {}
  readonly #differences: Record<string, number> = {}
  readonly #broken: Record<string, { runs: number; first: number }> = {}

  add(number: number, { story, schedule, switches, causes, broken }: RandomRun): void {
    this.#stories.push(story)
    for (const { point, fault } of schedule) count(this.#struck, kindOf(point, fault))
    for (const [name, value] of Object.entries(switches)) this.#set(name, valueText(value), 1)
    for (const cause of causes) count(this.#differences, cause)
    for (const invariant of broken) this.#break(invariant, 1, number)
  }

  join(stretch: Stretch): void {
    this.#stories.push(...stretch.stories)
    for (const [kind, times] of Object.entries(stretch.struck)) count(this.#struck, kind, times)
    for (const [name, values] of Object.entries(stretch.switches)) {
      for (const [value, times] of Object.entries(values)) this.#set(name, value, times)
    }
    for (const [cause, times] of Object.entries(stretch.differences)) count(this.#differences, cause, times)
    for (const [invariant, { runs, first }] of Object.entries(stretch.broken)) this.#break(invariant, runs, first)
  }

  stretch(): Stretch {
    return {
      stories: this.#stories,
      struck: sorted(Object.entries(this.#struck)),
      switches: sorted(Object.entries(this.#switches).map(([name, all]) => [name, sorted(Object.entries(all))])),
      differences: sorted(Object.entries(this.#differences)),
      broken: sorted(Object.entries(this.#broken)),
    }
  }

  #set(name: string, value: string, times: number): void {
    const values = this.#switches[name] ?? {}
    this.#switches[name] = values
    count(values, value, times)
  }

  #break(invariant: string, runs: number, first: number): void {
    const known = this.#broken[invariant]
    if (known === undefined) this.#broken[invariant] = { runs, first }
    else known.runs += runs
  }
}

function valueText(value: SwitchesText[keyof SwitchesText]): string {
  return Array.isArray(value) ? `[${value.join(',')}]` : String(value)
}

function count(counts: Record<string, number>, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times
}
