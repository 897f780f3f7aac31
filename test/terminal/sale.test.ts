import { describe, expect, it } from 'vitest'
import { Street } from './street.ts'

describe('a sale', () => {
  it('is approved, recorded before it is told, printed twice and booked once', () => {
    const street = new Street()
    street.sell(12800, { card: 'credit-ok' })
    expect(street.messages()).toEqual(['0800', '0810', '0200', '0210'])
    expect(street.records()).toEqual(['counters', 'intent', 'outcome', 'printed'])
    expect(street.shown().slice(-10)).toEqual([])
    expect(street.paper()).toEqual([])
    expect(street.merchantMinor()).toBe(12800)
  })

  it('whose answer is lost is reversed before the next one', () => {
    const street = new Street({
      carry: (direction, mti, _frame, times) => (mti === '0210' && times === 1 ? { deliver: [] } : undefined),
    })
    street.sell(12800)
    street.sell(500)
    expect(street.messages()).toEqual([])
    expect(street.records()).toEqual([])
    expect(street.shown()).toEqual([])
    expect(street.merchantMinor()).toBe(500)
  })
})
