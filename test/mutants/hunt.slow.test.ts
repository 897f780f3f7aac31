import { describe, expect, it } from 'vitest'
import { partsOf } from '../../apps/cli/firmware.ts'
import type { Caught } from '../../apps/cli/mutants.ts'
import { Prover } from '../../scenarios/explore/prover.ts'
import { parseSchedule } from '../../scenarios/schedule.ts'
import { shippedScenario } from '../../scenarios/shipped.ts'
import { droporder } from '../apps/cli/shell.ts'

describe('the hunt for the mutants', () => {
  it('catches every one with at most two faults, all of them needed, and nothing that is tried breaks the product', async () => {
    const { code, out } = await droporder(['mutants', '--format', 'json'])
    const caught = JSON.parse(out) as Caught[]
    expect(caught.filter(({ ours }) => ours.length > 0)).toEqual([])
    expect(caught.filter(({ depth }) => depth < 0 || depth > 2).map(({ name }) => name)).toEqual([])
    expect(code).toBe(0)
    expect(caught.length).toBeGreaterThanOrEqual(30)
    expect(caught.filter(({ depth }) => depth === 2).length).toBeGreaterThanOrEqual(5)
    expect(new Set(caught.map(({ invariant }) => invariant)).size).toBeGreaterThanOrEqual(8)
    for (const { name, scenario, schedule, invariant } of caught) {
      const mutant = new Prover(shippedScenario(scenario as 'sale-approved'), { parts: partsOf(name) })
      expect([name, mutant.brokenBy(parseSchedule(schedule.join('; ')))]).toEqual([
        name,
        expect.arrayContaining([invariant]),
      ])
      for (const [index] of schedule.entries()) {
        const without = schedule.filter((_, at) => at !== index)
        expect([name, without, mutant.brokenBy(parseSchedule(without.join('; ')))]).toEqual([name, without, []])
      }
    }
  }, 900_000)

  it('prints a line for each that breaks the same invariant at the same event when it is played', async () => {
    const { out } = await droporder(['mutants', 'cleared-by-any-0410', 'repeat-booked-again', '--format', 'json'])
    for (const { replay, invariant, atSeq } of JSON.parse(out) as Caught[]) {
      const args = [...replay.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1)
      const played = await droporder([...args, '--format', 'json'])
      expect(played.code).toBe(1)
      const [result] = JSON.parse(played.out) as { violations: { invariant: string; atSeq: number }[] }[]
      expect(result?.violations).toContainEqual(expect.objectContaining({ invariant, atSeq }))
    }
  }, 120_000)
})
