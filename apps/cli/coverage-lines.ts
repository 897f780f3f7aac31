import type { Exploration } from '../../scenarios/index.ts'
import { faultKinds } from '../../scenarios/index.ts'
import { hanging } from './columns.ts'
import { counted } from './counted.ts'
import type { Lang } from './edges.ts'

/** What a search came by and what it never did, where that is little; the rest stands in the JSON. */
export function coverageLines({ coverage }: Pick<Exploration, 'coverage'>, lang: Lang, columns: number): string[] {
  const { faults, struck, transitions, never } = coverage
  if (faults.length === 0) return []
  const zh = lang === 'zh'
  // Those that no firmware survives are tried only when asked for, and none of the kinds that are counted.
  const kinds = faultKinds.length
  const states = Object.keys(struck).length
  const usual = faults.filter((kind) => faultKinds.includes(kind)).length
  const all = transitions.length + never.transitions.length
  const where = zh
    ? `故障 ${usual} 种（共 ${kinds} 种），发生于终端的 ${states} 个状态`
    : `${usual} of ${kinds} kinds of faults struck, in ${counted(states, 'state')} of the terminal`
  const taken = zh
    ? `；走过 ${transitions.length} 条转移（共 ${all} 条）`
    : `; ${transitions.length} of its ${all} transitions were taken`
  return [
    `${INDENT}${where}${all === 0 ? '' : taken}`,
    ...fewNames(zh ? '从未发生：' : 'never struck: ', never.faults, columns),
    ...fewNames(zh ? '从未涉及的规则：' : 'nothing to judge for: ', never.invariants, columns),
  ]
}

/** What was never reached by name, where that is little: of a narrow search, or a few runs, it is much and says nothing. */
export function fewNames(head: string, names: readonly string[], columns: number): string[] {
  if (names.length === 0 || names.length > MOST_NAMED) return []
  const [first = '', ...more] = hanging(head + names.join(', '), columns - INDENT.length)
  return [INDENT + first, ...more]
}

const INDENT = '  '
const MOST_NAMED = 8
