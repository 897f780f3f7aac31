import { describe, expect, it } from 'vitest'
import { scenario } from '../../../scenarios/builder.ts'
import { explore } from '../../../scenarios/explore/explore.ts'

const { coverage } = explore(scenario('one').sale(12_800).build(), { depth: 1, points: ['link.response.0210'] })

describe('what a search came by', () => {
  it('says in which state of the terminal each fault struck and how that ended', () => {
    const lost = coverage.struck['sale.awaiting']?.['link.response=drop'] ?? []
    expect(lost.map((end) => coverage.endings[end]?.sales)).toEqual([
      [{ outcome: 'reversed', cardholderMinor: 0, merchantMinor: 0, receipt: 'none' }],
    ])
    expect(coverage.combinations).toBeGreaterThan(lost.length)
  })

  it('names what was never reached', () => {
    expect(coverage.faults).toContain('link.response=drop')
    expect(coverage.never.faults).toContain('flash.write=torn')
    expect(coverage.never.faults).not.toContain('link.response=drop')
    expect(coverage.never.struckIn).toContain('blocked')
    expect(coverage.never.struckIn).not.toContain('sale.awaiting')
    expect(coverage.never.transitions).toContain('blocked chose.supervisor')
    expect(coverage.never.invariants).toContain('S12')
  })
})
