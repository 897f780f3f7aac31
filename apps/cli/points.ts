import type { ReachedPoint } from '../../scenarios/index.ts'
import { points } from '../../scenarios/index.ts'
import { padTo, widthOf, wrap } from './columns.ts'
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
  edges.out(
    options.format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : `${listed(found, edges.columns).join('\n')}\n`,
  )
  return 0
}

/** One entry a point and list of faults, in the order in which they were first reached; occurrences as ranges. */
function listed(found: readonly ReachedPoint[], columns: number): string[] {
  const groups = new Map<string, { point: string; faults: readonly string[]; occurrences: number[] }>()
  for (const { point, occurrence, faults } of found) {
    const name = `${point} ${faults.join(' ')}`
    const group = groups.get(name) ?? { point, faults, occurrences: [] }
    group.occurrences.push(occurrence)
    groups.set(name, group)
  }
  const rows = [...groups.values()].map(({ point, faults, occurrences }) => [
    `${point}#${ranges(occurrences)}`,
    faults.join('  '),
  ])
  const left = Math.min(34, Math.max(...rows.map(([head = '']) => widthOf(head)))) + 2
  return rows.flatMap(([head = '', faults = '']) => {
    const lines = wrap(faults, columns - left)
    const isLong = widthOf(head) >= left
    return [
      ...(isLong ? [head] : []),
      ...lines.map((line, i) => `${padTo(i === 0 && !isLong ? head : '', left)}${line}`),
    ]
  })
}

/** 1, 2, 3, 7 → `1..3,7` */
function ranges(numbers: readonly number[]): string {
  const spans: [number, number][] = []
  for (const number of numbers) {
    const last = spans.at(-1)
    if (last !== undefined && last[1] + 1 === number) last[1] = number
    else spans.push([number, number])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}..${to}`)).join(',')
}
