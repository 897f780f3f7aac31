import { describe, expect, it } from 'vitest'
import { mutants } from '../../../mutants/index.ts'
import { loadScenario } from '../../../scenarios/load.ts'
import { run } from '../../../scenarios/run.ts'
import { printSchedule } from '../../../scenarios/schedule.ts'
import { shippedScenario } from '../../../scenarios/shipped.ts'
import { breaks, shrink } from '../../../scenarios/swarm/shrink.ts'
import { joinStretches, playRandom, swarm } from '../../../scenarios/swarm/swarm.ts'
import { writeScenario } from '../../../scenarios/write-scenario.ts'

const partsOf = (name: string) => mutants.find((mutant) => mutant.name === name)!.parts

describe('random runs', () => {
  it('break nothing, tell many stories, and are the same for the same seed', () => {
    const played = swarm(0, 60, { seed: 11 })
    expect(played.broken).toEqual({})
    expect(new Set(played.stories).size).toBeGreaterThan(50)
    expect(Object.keys(played.struck).length).toBeGreaterThan(20)
    expect(swarm(0, 60, { seed: 11 })).toEqual(played)
    expect(swarm(0, 60, { seed: 12 }).stories).not.toEqual(played.stories)
  })

  it('depend on their number alone, not on who plays which of them', () => {
    const whole = swarm(0, 30, { seed: 3 })
    const parts = joinStretches([swarm(0, 7, { seed: 3 }), swarm(7, 22, { seed: 3 }), swarm(22, 30, { seed: 3 })])
    expect(parts).toEqual(whole)
  })

  it('play the steps of a scenario when one is given', () => {
    const scenario = shippedScenario('paper-out')
    for (let number = 0; number < 5; number += 1)
      expect(playRandom(number, { seed: 1, scenarios: [scenario] }).scenario.steps).toEqual(scenario.steps)
  })

  it('strike again what struck when their schedule is played', () => {
    for (let number = 0; number < 40; number += 1) {
      const { scenario, schedule } = playRandom(number, { seed: 5 })
      const again = run({ ...scenario, faults: [] }, { faults: schedule.length === 0 ? '' : schedule, trace: false })
      expect(again.fired.map(({ fault }) => fault)).toEqual(
        schedule.length === 0 ? [] : printSchedule(schedule).split('; '),
      )
    }
  })

  it('become a file that plays the same', () => {
    for (let number = 0; number < 25; number += 1) {
      const { scenario, switches, schedule } = playRandom(number, { seed: 9 })
      const faults = printSchedule(schedule)
      const first = run(scenario, { faults })
      const read = loadScenario(writeScenario(scenario, switches, first), 'random.yaml')
      expect({ ...read, expect: scenario.expect }).toEqual(scenario)
      expect(run({ ...read, expect: scenario.expect }, { faults }).traceHash).toBe(first.traceHash)
    }
  })
})

describe('a violation that chance has found', () => {
  it.each([
    ['timeout-taken-for-decline', 1],
    ['doubt-forgotten-at-boot', 1],
    ['reversed-twice', 2],
  ])('of %s is made small: %d faults and few steps, all of them needed', (name, faults) => {
    const parts = partsOf(name)
    let found = playRandom(0, { seed: 7, parts })
    for (let number = 1; found.broken.length === 0; number += 1) found = playRandom(number, { seed: 7, parts })
    const invariant = found.broken[0]!
    const small = shrink(found, invariant, parts)
    expect(breaks(small, parts)).toContain(invariant)
    expect(breaks(small, {})).toEqual([])
    expect(small.schedule.length).toBe(faults)
    expect(small.scenario.steps.length).toBeLessThanOrEqual(3)
    expect(Object.keys(small.switches).length).toBeLessThanOrEqual(1)
    for (const [at] of small.schedule.entries()) {
      const without = { ...small, schedule: small.schedule.filter((_, index) => index !== at) }
      expect(breaks(without, parts)).not.toContain(invariant)
    }
  })
})
