import { describe, expect, it } from 'vitest'
import { catalogue, shippedScenario } from '../../scenarios/index.ts'
import { freshDroporder } from '../apps/cli/process.ts'
import { droporder } from '../apps/cli/shell.ts'
import { fingerprints, runsOf } from './runs.ts'

/** What this stage of the street judges. */
const IN_SCOPE: readonly string[] = [
  ...['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12', 'S13', 'S15', 'S16', 'S17', 'S18'],
  ...['L1', 'L2', 'L3', 'L4', 'L6', 'L8'],
]
const MOST_MS = 10_000

const ids = Object.keys(catalogue)
const core = ids.filter((id) => shippedScenario(id).tags.includes('core'))

describe('the whole catalogue', () => {
  it('holds, misses nothing, checks every invariant and tells no story twice, in less than ten seconds', async () => {
    const begunAt = performance.now()
    const { code, out, err } = await freshDroporder(['run', '--format', 'json'])
    expect(performance.now() - begunAt).toBeLessThan(MOST_MS)
    const runs = runsOf(out)
    expect({ code, err, ids: runs.map(({ id }) => id) }).toEqual({ code: 0, err: '', ids })
    for (const { id, verdict, violations, expected } of runs) {
      expect({ id, verdict, violations, missed: expected.missed }).toEqual({
        ...{ id, verdict: 'held', violations: [], missed: [] },
      })
      expect([id, expected.checked > 0]).toEqual([id, true])
    }
    const never = IN_SCOPE.filter((name) =>
      runs.every(({ checked }) => !((checked as Record<string, number>)[name]! > 0)),
    )
    expect(never).toEqual([])
    expect(new Set(runs.map(({ storyHash }) => storyHash)).size).toBe(runs.length)
    expect(runs.filter(({ traceHash, storyHash }) => ![traceHash, storyHash].every((hash) => hash.length > 0))).toEqual(
      [],
    )
  })

  it('gives the same bytes again in another fresh process', async () => {
    const args = ['run', '--format', 'json']
    const [first, second] = [await freshDroporder(args), await freshDroporder(args)]
    expect(first.out.length).toBeGreaterThan(0)
    expect(second.out).toBe(first.out)
  })

  it('is the same run in a fresh process as here', async () => {
    const here = fingerprints((await droporder(['run', '--format', 'json'])).out)
    expect(fingerprints((await freshDroporder(['run', '--format', 'json'])).out)).toEqual(here)
  })

  it('played backwards gives each scenario the same run: nothing stays behind from the one before', async () => {
    const forwards = fingerprints((await droporder(['run', '--format', 'json'])).out)
    const backwards = await freshDroporder(['run', ...ids.toReversed(), '--format', 'json'])
    expect(fingerprints(backwards.out)).toEqual(forwards)
  })

  it.each(core)('%s alone in a process of its own has the same fingerprints', async (id) => {
    const here = fingerprints((await droporder(['run', id, '--format', 'json'])).out)
    expect(fingerprints((await freshDroporder(['run', id, '--format', 'json'])).out)).toEqual(here)
  })
})
