import { invariantIds, invariants, quote, suggest } from '../../scenarios/index.ts'
import { padTo, wrap } from './columns.ts'
import { CommandError } from './command-error.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'

interface ExplainOptions {
  readonly format: 'text' | 'json'
  readonly lang: Lang
}

/** Says what invariants mean; all of them when none is named. */
export function explainCommand(names: readonly string[], { format, lang }: ExplainOptions, edges: Edges): ExitCode {
  const wanted = names.length === 0 ? invariantIds : new Set(names.map(knownId))
  const told = [...wanted].flatMap((id) => invariants.filter((one) => one.id === id))
  if (format === 'json') {
    const plain = told.map(({ id, title, meaning }) => ({ id, title, meaning }))
    edges.out(`${JSON.stringify(plain, null, 2)}\n`)
    return 0
  }
  const lines = told.flatMap(({ id, title, meaning }) => [
    `${padTo(id, INDENT)}${title[lang]}`,
    ...wrap(meaning[lang], edges.columns - INDENT).map((line) => `${' '.repeat(INDENT)}${line}`),
  ])
  edges.out(`${lines.join('\n')}\n`)
  return 0
}

/** Case does not matter: `s8` is S8. */
function knownId(name: string): string {
  const id = invariantIds.find((one) => one === name.toUpperCase())
  if (id !== undefined) return id
  throw new CommandError(
    'INVARIANT_UNKNOWN',
    `no invariant is called ${quote(name)}`,
    suggest(name, invariantIds, 'all'),
  )
}

const INDENT = 5
