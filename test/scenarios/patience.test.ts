import { describe, expect, it } from 'vitest'
import { isTired, patienceText } from '../../scenarios/patience.ts'
import type { SaleStep } from '../../scenarios/step.ts'

const sale: SaleStep = {
  kind: 'sale',
  card: 'credit-ok',
  amountMinor: 100,
  answers: { signature: ['signed', 'refused'] },
}
const MINUTE_MS = 60_000

describe('the patience of a clerk', () => {
  it('ends when one prompt was answered more than twenty times, however often others were', () => {
    expect(isTired({ printerFault: 20, presentCard: 20 })).toBe(false)
    expect(isTired({ printerFault: 21 })).toBe(true)
  })

  it('is told the same after a try more or some minutes later, and differently when most of it is used up', () => {
    const fresh = patienceText({ printerFault: 1 }, sale, MINUTE_MS)
    expect(patienceText({ printerFault: 2, presentCard: 1 }, sale, 5 * MINUTE_MS)).toBe(fresh)
    expect(patienceText({ printerFault: 18 }, sale, MINUTE_MS)).not.toBe(fresh)
    expect(patienceText({ printerFault: 1 }, sale, 40 * MINUTE_MS)).not.toBe(fresh)
  })

  it('is told together with which of the planned answers comes next, up to the last, which is given for good', () => {
    const [none, one, two, three] = [{}, { signature: 1 }, { signature: 2 }, { signature: 3 }]
    const told = [none, one, two, three].map((answered) => patienceText(answered, sale, 0))
    expect(new Set(told).size).toBe(3)
    expect(told[3]).toBe(told[2])
  })

  it('tells a supervisor who has chosen from one who has not', () => {
    const step = { kind: 'supervisor', choice: 'sendAgain' } as const
    expect(patienceText({ supervisor: 1 }, step, 0)).not.toBe(patienceText({}, step, 0))
    expect(patienceText({ supervisor: 2 }, step, 0)).toBe(patienceText({ supervisor: 1 }, step, 0))
  })
})
