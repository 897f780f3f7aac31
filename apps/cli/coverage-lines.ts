import type { Exploration } from '../../scenarios/index.ts'
import { hanging } from './columns.ts'
import type { Lang } from './edges.ts'

/** What a search came by and what it never did, where that is little; the rest stands in the JSON. */
export function coverageLines({ coverage }: Pick<Exploration, 'coverage'>, lang: Lang, columns: number): string[] {
  const { faults, states, transitions, never } = coverage
  if (faults.length === 0) return []
  const zh = lang === 'zh'
  const kinds = faults.length + never.faults.length
  const all = transitions.length + never.transitions.length
  const struck = zh
    ? `故障 ${faults.length} 种（共 ${kinds} 种），发生于终端的 ${states.length} 个状态`
    : `${faults.length} of ${kinds} kinds of faults struck, in ${states.length} states of the terminal`
  const taken = zh
    ? `；走过 ${transitions.length} 条转移（共 ${all} 条）`
    : `; ${transitions.length} of its ${all} transitions were taken`
  const few: readonly (readonly [string, readonly string[]])[] = [
    [zh ? '从未发生：' : 'never struck: ', never.faults],
    [zh ? '从未涉及的规则：' : 'nothing to judge for: ', never.invariants],
  ]
  return [
    `${INDENT}${struck}${all === 0 ? '' : taken}`,
    ...few.flatMap(([head, names]) => {
      if (names.length === 0 || names.length > MOST_NAMED) return []
      const [first = '', ...more] = hanging(`${head}${names.join(', ')}`, columns - INDENT.length)
      return [INDENT + first, ...more]
    }),
  ]
}

const INDENT = '  '
/** Of a narrow search much was never reached, which says nothing. */
const MOST_NAMED = 8
