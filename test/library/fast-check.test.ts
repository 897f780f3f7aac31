import { describe, expect, it } from 'vitest'
import type { Model, Real } from '../../library/fast-check.ts'
import { clerkCommands, scenarios, schedules, steps } from '../../library/fast-check.ts'
import { mutants } from '../../mutants/index.ts'
import type { RunOptions, Scenario, Schedule } from '../../scenarios/index.ts'
import { printSchedule, run } from '../../scenarios/index.ts'
import * as fc from '../fast-check.ts'

const partsOf = (name: string) => mutants.find((mutant) => mutant.name === name)!.parts
const judged = (options: RunOptions, scenario: Scenario, faults: Schedule) =>
  run(scenario, { ...options, faults, mayMiss: true, trace: false }).violations

describe('arbitraries of scenarios and schedules', () => {
  it('make only what can be played', () => {
    fc.assert(
      fc.property(scenarios(), schedules(), (scenario, faults) => {
        expect(judged({}, scenario, faults)).toEqual([])
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  it('say which points there are when none begins as it was asked for', () => {
    expect(() => schedules(2, ['lnk'])).toThrow(/no point begins with "?lnk/)
  })

  it('keep to the points that are asked for, and to one fault a place', () => {
    fc.assert(
      fc.property(schedules(5, ['host.', 'printer.']), (faults) => {
        const places = faults.map(({ point, first }) => `${point}#${first}`)
        expect(new Set(places).size).toBe(places.length)
        for (const { point } of faults) expect(point).toMatch(/^(host|printer)\./)
      }),
    )
  })

  it('shrink a violation to one named fault and one sale', () => {
    const parts = partsOf('timeout-taken-for-decline')
    const found = fc.check(
      fc.property(scenarios(), schedules(3, ['link.request', 'link.response']), (scenario, faults) => {
        return judged(parts, scenario, faults).length === 0
      }),
      { numRuns: 2000, seed: 5 },
    )
    expect(found.failed).toBe(true)
    const [scenario, faults] = found.counterexample!
    expect(scenario.steps).toHaveLength(1)
    expect(printSchedule(faults)).toMatch(/^link\.(request|response)\.02[01]0#1=\w+(\(\w+\))?$/)
  })

  it('shrink steps to one sale', () => {
    const found = fc.check(fc.property(steps(), () => false))
    expect(found.counterexample?.[0]).toEqual([{ kind: 'sale', card: 'credit-ok', amountMinor: 1 }])
  })
})

describe('commands of a model-based test', () => {
  const check = (options: Real['options'], numRuns: number) =>
    fc.check(
      fc.property(clerkCommands(3), (commands) => {
        const setup = () => ({ model: { paidMinor: 0 } as Model, real: { steps: [], options } as Real })
        fc.modelRun(setup, commands)
      }),
      { numRuns, seed: 3 },
    )

  it('hold for our terminal and host, also under a fault', () => {
    expect(check({}, 15).failed).toBe(false)
    expect(check({ faults: 'link.response.0210#1=drop' }, 15).failed).toBe(false)
  })

  it('fail with a line that replays for a defective one', () => {
    const found = check({ ...partsOf('doubt-taken-for-decline'), faults: 'host.authorize.0200#1=code(96)' }, 15)
    expect(found.failed).toBe(true)
    expect(String(found.errorInstance)).toMatch(/S\d+ .*replay: .*--faults "host\.authorize\.0200#1=code\(96\)"/)
  })
})
