import { catalogue } from '../../scenarios/index.ts'
import { causes } from './causes.ts'
import { table } from './columns.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'

interface ListOptions {
  readonly seeds?: true
  readonly format: 'text' | 'json'
  readonly lang: Lang
}

/** Lists the catalogue, or with `--seeds` which scenarios play each row of the table of causes, docs/causes.md. */
export function listCommand(options: ListOptions, edges: Edges): ExitCode {
  const listed = Object.values(catalogue).map(({ id, title, tags, seeds, cases }) => ({
    id,
    title,
    tags,
    seeds,
    cases,
  }))
  if (options.format === 'json') {
    edges.out(`${JSON.stringify(listed, null, 2)}\n`)
    return 0
  }
  const rows = options.seeds
    ? bySeed(listed, options.lang)
    : listed.map(({ id, title, tags }) => [id, title[options.lang], tags.join(' ')])
  edges.out(`${table(rows).join('\n')}\n`)
  return 0
}

interface Listed {
  readonly id: string
  readonly seeds: readonly number[]
}

function bySeed(listed: readonly Listed[], lang: Lang): string[][] {
  const rows = new Map<number, string[]>()
  for (const { id, seeds } of listed) for (const seed of seeds) rows.set(seed, [...(rows.get(seed) ?? []), id])
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([seed, ids]) => [String(seed), causes[seed]?.[lang] ?? '', ids.join(' ')])
}
