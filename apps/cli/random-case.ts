import type { Scenario } from '../../scenarios/index.ts'
import {
  playRandom,
  printEntry,
  printSchedule,
  run,
  seqOf,
  shrink,
  swarm,
  writeScenario,
} from '../../scenarios/index.ts'
import { partsOf } from './firmware.ts'

/** What a swarm plays, as plain data that can be handed to another thread. */
export interface SwarmErrand {
  readonly seed: number
  readonly scenarios: readonly Scenario[]
  readonly firmware?: string
}

/** A violation that chance has found, made small. Plain data. */
export interface RandomCase {
  readonly run: number
  readonly invariant: string
  readonly atSeq: number
  readonly steps: number
  readonly schedule: readonly string[]
  /** The scenario with these faults, as a file. */
  readonly file: string
}

/** Plays a stretch of runs. */
export function swarmStretch(errand: SwarmErrand, from: number, to: number): ReturnType<typeof swarm> {
  return swarm(from, to, optionsOf(errand))
}

/** Plays one run again and makes what breaks this invariant in it as small as it gets. */
export function shrinkRun(errand: SwarmErrand, number: number, invariant: string): RandomCase {
  const options = optionsOf(errand)
  const found = playRandom(number, options)
  const { scenario, switches, schedule } = shrink(found, invariant, options.parts ?? {})
  const faults = printSchedule(schedule)
  const played = run(scenario, { ...options.parts, faults, trace: false })
  // What a defective terminal or host ended with is nothing to expect: the file asks for what ours end with.
  const sound = errand.firmware === undefined ? played : run(scenario, { faults, mayMiss: true, trace: false })
  return {
    run: number,
    invariant,
    atSeq: seqOf(played, invariant),
    steps: scenario.steps.length,
    schedule: schedule.map(printEntry),
    file: writeScenario({ ...scenario, title: titleOf(errand, number, invariant), faults: schedule }, switches, sound),
  }
}

/** How it was found, for whoever comes upon the file. */
function titleOf({ seed, firmware }: SwarmErrand, number: number, invariant: string): Scenario['title'] {
  const [en, zh] = firmware === undefined ? ['', ''] : [`, firmware ${firmware}`, `，固件 ${firmware}`]
  return {
    en: `${invariant}, found by chance: seed ${seed}, run ${number}${en}`,
    zh: `随机发现的 ${invariant}：种子 ${seed}，第 ${number} 次运行${zh}`,
  }
}

function optionsOf({ seed, scenarios, firmware }: SwarmErrand): Parameters<typeof playRandom>[1] {
  return { seed, scenarios, ...(firmware === undefined ? {} : { parts: partsOf(firmware) }) }
}
