import { describe, expect, it } from 'vitest'
import type { Tries } from '../../scenarios/patience.ts'
import { isTired, noTries, patienceText, pauseMs, plannedText, triedAgain } from '../../scenarios/patience.ts'
import { runFully } from '../../scenarios/run.ts'
import { shippedScenario } from '../../scenarios/shipped.ts'
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
  it('ends when the same prompt was answered more than eight times in a row', () => {
    expect(isTired(having(...faults(8)))).toBe(false)
    expect(isTired(having(...faults(9)))).toBe(true)
  })

  it('is told to a quarter of an hour, and to the single try of the same prompt', () => {
    const told = (forMs: number, ...prompts: readonly string[]) => patienceText(having(...prompts), forMs)
    expect(told(60_000, 'pin')).toBe(told(800_000, 'pin'))
    const different = [told(0), told(1_000_000), told(0, 'pin'), told(0, 'pin', 'pin'), told(0, 'signature')]
    expect(new Set(different).size).toBe(different.length)
  })

  it('ends as well when the screen never shows anything', () => {
    const { result } = runFully(shippedScenario('response-lost'), { faults: 'link.connect#*=cutBefore' })
    expect(result.violations).toEqual([])
    expect(result.sales.map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled'])
  })

  it('begins anew when another prompt comes', () => {
    expect(isTired(having(...faults(8), 'signature', ...faults(8)))).toBe(false)
    expect(having(...faults(8), 'signature')).toEqual(having('signature'))
  })
})

describe('the pause before an answer', () => {
  const shown = (name: string, asks: 'choice' | 'pin') => ({
    name,
    tone: 'none' as const,
    asks,
    choices: ['goOn'],
    values: {},
  })

  it('is a second, and ten where the same choice is asked for again', () => {
    expect(pauseMs(noTries, shown('printerFault', 'choice'))).toBe(1000)
    expect(pauseMs(having('printerFault'), shown('printerFault', 'choice'))).toBe(10_000)
    expect(pauseMs(having('printerFault', 'signature'), shown('printerFault', 'choice'))).toBe(1000)
    expect(pauseMs(having('pin'), shown('pin', 'pin'))).toBe(1000)
    expect(pauseMs(having('printerFault'), undefined)).toBe(1000)
  })

  it('lets a printer that cools down print before anybody is tired of it', () => {
    const { result } = runFully(shippedScenario('response-lost'), { faults: 'printer.line#3=overheat' })
    expect(result.sales[1]?.receipt).toBe('complete')
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
