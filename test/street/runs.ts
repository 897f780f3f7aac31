import type { RunResult } from '../../scenarios/index.ts'

/** What `run --format json` printed. */
export function runsOf(json: string): readonly RunResult[] {
  return JSON.parse(json) as readonly RunResult[]
}

/** Both fingerprints of each run, by scenario. */
export function fingerprints(json: string): Readonly<Record<string, readonly [string, string]>> {
  return Object.fromEntries(runsOf(json).map(({ id, traceHash, storyHash }) => [id, [traceHash, storyHash] as const]))
}
