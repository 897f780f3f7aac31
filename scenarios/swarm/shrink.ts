import type { Setting } from '../explore/attempt.ts'
import { labOf } from '../lab.ts'
import { Play } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import type { Entry, Schedule } from '../schedule.ts'
import { shippedProfile } from '../shipped.ts'
import type { StageParts } from '../stage.ts'
import type { SaleStep, Step } from '../step.ts'
import type { SwitchesText } from '../switches.ts'
import { sortSwitches } from '../switches.ts'

/** A scenario with a schedule under which it breaks an invariant. */
export interface Case {
  readonly scenario: Scenario
  readonly switches: SwitchesText
  readonly schedule: Schedule
}

/**
 * The same violation with less: as few faults, steps and switches as can be taken away one after the other, plain cards, and
 * no people who do what nobody planned. What is left is needed, each of it by itself.
 */
export function shrink(found: Case, invariant: string, parts: StageParts): Case {
  let best = found
  let tries = 0
  const isStill = (next: Case) => {
    tries += 1
    return tries <= MOST_TRIES && breaks(next, parts).includes(invariant)
  }
  for (let before: Case | undefined; before !== best; ) {
    before = best
    for (const smaller of [withoutFault, withoutStep, withoutSwitch, withPlainSale]) {
      for (let at = 0; ; ) {
        const nexts = smaller(best, at)
        if (nexts === undefined) break
        const next = nexts.find(isStill)
        if (next === undefined) at += 1
        else best = next
      }
    }
  }
  return best
}

/** The invariants that a case breaks. */
export function breaks({ scenario, schedule }: Case, parts: StageParts): readonly string[] {
  const lab: Setting['lab'] = labOf(scenario, shippedProfile(scenario.profile))
  const play = new Play(scenario, lab, schedule, { ...parts, trace: false })
  const { clock } = play
  while (clock.step());
  return play.ending().judgement.violations.map(({ invariant }) => invariant)
}

/** Smaller cases than this one at its place `at`, the likeliest first; undefined when there is no such place. */
type Smaller = (found: Case, at: number) => readonly Case[] | undefined

const withoutFault: Smaller = (found, at) => {
  if (at >= found.schedule.length) return undefined
  return [{ ...found, schedule: found.schedule.filter((_, index) => index !== at) }]
}

/** What comes after the step comes earlier then, and a fault with it. */
const withoutStep: Smaller = (found, at) => {
  const { scenario, schedule } = found
  if (at >= scenario.steps.length || scenario.steps.length === 1) return undefined
  const less = { ...found, scenario: { ...scenario, steps: scenario.steps.filter((_, index) => index !== at) } }
  return [less, ...earlier(schedule).map((moved) => ({ ...less, schedule: moved }))]
}

/** The schedule with one of its faults at each earlier occurrence, and with all of them one earlier. */
function earlier(schedule: Schedule): readonly Schedule[] {
  const moved = schedule.flatMap((entry, at) => {
    const firsts = Array.from({ length: Math.min(entry.first - 1, MOST_EARLIER) }, (_, back) => entry.first - 1 - back)
    return firsts.map((first) => schedule.with(at, { ...entry, first, last: first }))
  })
  const all = schedule.map((entry): Entry => {
    const first = Math.max(1, entry.first - 1)
    return { ...entry, first, last: first }
  })
  return [all, ...moved]
}

const withoutSwitch: Smaller = (found, at) => {
  const names = Object.keys(found.switches)
  if (at >= names.length) return undefined
  const switches = Object.fromEntries(Object.entries(found.switches).filter(([name]) => name !== names[at]))
  return [{ ...found, switches, scenario: { ...found.scenario, switches: sortSwitches(switches) } }]
}

const withPlainSale: Smaller = (found, at) => {
  const { scenario } = found
  const step = scenario.steps[at]
  if (step === undefined) return undefined
  if (step.kind !== 'sale') return []
  const plainer = PLAINER.map((make) => make(step)).filter((other) => JSON.stringify(other) !== JSON.stringify(step))
  return plainer.map((other): Case => ({ ...found, scenario: { ...scenario, steps: scenario.steps.with(at, other) } }))
}

const PLAINER: readonly ((step: SaleStep) => Step)[] = [
  ({ kind }) => ({ kind, card: 'credit-ok', amountMinor: 12_800 }),
  ({ kind, card }) => ({ kind, card, amountMinor: 12_800 }),
  ({ kind, card, amountMinor }) => ({ kind, card, amountMinor }),
]

const MOST_TRIES = 600
const MOST_EARLIER = 12
