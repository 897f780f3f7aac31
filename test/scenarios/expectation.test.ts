import { describe, expect, test } from 'vitest'
import { compare } from '../../scenarios/expectation.ts'
import type { SaleOutcome } from '../../scenarios/outcome.ts'

const sale: SaleOutcome = {
  stan: '000002',
  type: 'sale',
  outcome: 'approved',
  amountMinor: 12_800,
  cardholderMinor: 12_800,
  merchantMinor: 12_800,
  receipt: 'complete',
}
const wanted = { outcome: 'approved', cardholderMinor: 12_800, receipt: 'complete' } as const

describe('an expectation', () => {
  test('that came true misses nothing', () => {
    expect(compare({ sales: [wanted], differences: [] }, [sale], [])).toEqual({ checked: 5, missed: [] })
  })

  test('takes for granted that the merchant gets what the card holder pays, unless it says otherwise', () => {
    const unpaid = { ...sale, merchantMinor: 0 }
    expect(compare({ sales: [wanted], differences: [] }, [unpaid], []).missed).toEqual([
      { path: 'expect.sales[0].merchant', wanted: '128.00', got: '0.00' },
    ])
    expect(compare({ sales: [{ ...wanted, merchantMinor: 0 }], differences: [] }, [unpaid], []).missed).toEqual([])
  })

  test('names each line that did not come true', () => {
    const other = { ...sale, outcome: 'reversed', cardholderMinor: 0, merchantMinor: 0, receipt: 'none' } as const
    const { missed } = compare({ sales: [wanted], differences: [] }, [other], [])
    expect(missed.map(({ path }) => path)).toEqual([
      'expect.sales[0].outcome',
      'expect.sales[0].cardholder',
      'expect.sales[0].merchant',
      'expect.sales[0].receipt',
    ])
  })

  test('of a sale that was never begun is missed', () => {
    expect(compare({ sales: [wanted], differences: [] }, [], []).missed[0]).toMatchObject({ got: 'never begun' })
  })

  test('lists the differences that the scenario is about, and no other', () => {
    const difference = {
      key: '000001/000002',
      amountMinor: 12_800,
      owedTo: 'cardholder',
      heldBy: 'merchant',
      cause: 'cleared',
      announcedIn: 'terminalPaper',
    } as const
    const expected = [{ cause: 'cleared', amountMinor: 12_800 }]
    expect(compare({ sales: [], differences: expected }, [], [difference]).missed).toEqual([])
    expect(compare({ sales: [], differences: [] }, [], [difference]).missed).toEqual([
      { path: 'expect.differences', wanted: 'none', got: 'cleared 128.00' },
    ])
    expect(compare({ sales: [], differences: expected }, [], []).missed).toHaveLength(1)
  })
})
