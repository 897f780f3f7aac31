import { describe, expect, it } from 'vitest'
import type { Tries } from '../../scenarios/patience.ts'
import { isTired, noTries, plannedText, triedAgain } from '../../scenarios/patience.ts'
import type { SaleStep } from '../../scenarios/step.ts'

const sale: SaleStep = {
  kind: 'sale',
  card: 'credit-ok',
  amountMinor: 100,
  answers: { signature: ['signed', 'refused'] },
}

/** Who has answered these prompts, one after the other. */
function having(...prompts: readonly string[]): Tries {
  return prompts.reduce(triedAgain, noTries)
}
const faults = (times: number) => Array.from({ length: times }, () => 'printerFault')

describe('the patience of a clerk', () => {
  it('ends when the same prompt was answered more than twenty times in a row', () => {
    expect(isTired(having(...faults(20)))).toBe(false)
    expect(isTired(having(...faults(21)))).toBe(true)
  })

  it('begins anew when another prompt comes', () => {
    expect(isTired(having(...faults(20), 'signature', ...faults(20)))).toBe(false)
    expect(having(...faults(20), 'signature')).toEqual(having('signature'))
  })
})

describe('the planned answers of a step', () => {
  it('are told by which comes next, up to the last, which is given for good', () => {
    const told = [{}, { signature: 1 }, { signature: 2 }, { signature: 3 }].map((answered) =>
      plannedText(answered, sale),
    )
    expect(new Set(told).size).toBe(3)
    expect(told[3]).toBe(told[2])
  })

  it('leave out how often other prompts came', () => {
    expect(plannedText({ printerFault: 3 }, sale)).toBe(plannedText({}, sale))
  })

  it('of a supervisor are one choice, after which the menu is left', () => {
    const step = { kind: 'supervisor', choice: 'sendAgain' } as const
    expect(plannedText({ supervisor: 1 }, step)).not.toBe(plannedText({}, step))
    expect(plannedText({ supervisor: 2 }, step)).toBe(plannedText({ supervisor: 1 }, step))
  })
})
