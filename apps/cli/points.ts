import { points } from '../../scenarios/index.ts'
import { table } from './columns.ts'
import type { Edges, ExitCode } from './edges.ts'
import { profileNamed, scenarioNamed } from './sources.ts'

interface PointsOptions {
  readonly format: 'text' | 'json'
  readonly profile?: string
}

/** Lists the points that the scenario's steps reach when nothing goes wrong, and the faults that each takes. */
export function pointsCommand(name: string, options: PointsOptions, edges: Edges): ExitCode {
  const profile = options.profile === undefined ? undefined : profileNamed(options.profile)
  const { scenario } = scenarioNamed(name, profile)
  const found = points(scenario, profile === undefined ? {} : { profile })
  if (options.format === 'json') edges.out(`${JSON.stringify(found, null, 2)}\n`)
  else
    edges.out(
      `${table(found.map(({ point, occurrence, faults }) => [`${point}#${occurrence}`, faults.join('  ')])).join('\n')}\n`,
    )
  return 0
}
