import { describe, expect, it } from 'vitest'
import { coverageLines } from '../../../apps/cli/coverage-lines.ts'
import { explore, scenario } from '../../../scenarios/index.ts'

const found = explore(scenario('one').sale(12_800).build(), { depth: 1, points: ['link.response.0210'] })
const { coverage } = found

describe('what a search came by', () => {
  it('is told in a line, and the names of what it never reached where they are few', () => {
    const never = { ...coverage.never, faults: ['flash.rewrite=torn'], invariants: [] }
    const [line, ...more] = coverageLines({ coverage: { ...coverage, never } }, 'zh', 100)
    expect(line).toMatch(/^ {2}故障 \d+ 种（共 \d+ 种），发生于终端的 \d+ 个状态；走过 \d+ 条转移（共 \d+ 条）$/)
    expect(more).toEqual(['  从未发生：flash.rewrite=torn'])
  })

  it('is not told by names where most was never reached, nor at all where nothing struck', () => {
    const lines = coverageLines(found, 'en', 100).join('\n')
    expect(lines).toMatch(
      /kinds of faults struck, in \d+ states? of the terminal; \d+ of its \d+ transitions were taken/,
    )
    expect(lines).not.toContain('never struck')
    expect(coverageLines({ coverage: { ...coverage, faults: [] } }, 'en', 100)).toEqual([])
  })
})
