import { describe, expect, it } from 'vitest'
import type { ExploreOptions, RunOptions, RunResult, Scenario } from '../scenarios/index.ts'
import { explore, run } from '../scenarios/index.ts'

declare module 'vitest' {
  interface Matchers<R, T> {
    /** The judge finds nothing and nothing is missed. A scenario is played first; a result was. */
    toHold(options?: RunOptions): R
  }
}

expect.extend({
  toHold(received: Scenario | RunResult, options: RunOptions = {}) {
    const result = isResult(received) ? received : run(received, options)
    return {
      pass: result.verdict === 'held',
      message: () => (result.verdict === 'held' ? `${result.id} held: ${result.replay}` : storyOf(result)),
    }
  },
})

/** What `describeScenario` tries beyond the scenario's own schedule. */
export interface Described extends RunOptions {
  /** Every schedule of up to so many faults; none of them when absent. */
  readonly depth?: number
  /** Only at points that begin so. */
  readonly points?: ExploreOptions['points']
}

/** Tests of one scenario: it holds as it is, without its faults, and under every schedule of up to `depth` faults. */
export function describeScenario(scenario: Scenario, { depth, points, ...options }: Described = {}): void {
  describe(scenario.title.en, () => {
    it('holds', () => {
      expect(scenario).toHold(options)
    })
    it('holds when nothing goes wrong', () => {
      expect(scenario).toHold({ ...options, faults: '' })
    })
    if (depth === undefined) return
    it(`holds under every schedule of up to ${depth} faults`, () => {
      const { profile, firmware, serve } = options
      const found = explore(scenario, {
        depth,
        ...(points === undefined ? {} : { points }),
        ...(profile === undefined ? {} : { profile }),
        parts: { ...(firmware === undefined ? {} : { firmware }), ...(serve === undefined ? {} : { serve }) },
      })
      expect(found.complete).toBe(true)
      for (const { schedule } of found.violations) expect(scenario).toHold({ ...options, faults: schedule.join('; ') })
    })
  })
}

function isResult(received: Scenario | RunResult): received is RunResult {
  return 'verdict' in received
}

/** A failure reads as a story and ends with the line that plays it again. */
function storyOf({ id, fired, violations, expected, replay }: RunResult): string {
  return [
    `${id} did not hold`,
    ...fired.map(({ fault, atMs }) => `  struck at ${atMs}: ${fault}`),
    ...violations.map(({ invariant, atSeq, message }) => `  ${invariant} @${atSeq} ${message}`),
    ...expected.missed.map(({ path, wanted, got }) => `  ${path}: expected ${wanted}, got ${got}`),
    `  replay: ${replay}`,
  ].join('\n')
}
