import { describe, expect, it } from 'vitest'
import { measure, ratioOf, Sample } from '../../scripts/bench/measure.ts'
import { casesToRun, equalDeeds } from '../../scripts/bench/run.ts'

describe('the bench', () => {
  it('lets the product and the bare machine do the same work', () => {
    const sent = casesToRun().map((one) => equalDeeds(one).sent.join(' '))
    expect(sent).toEqual(['0800 0200 0200 0200', '0800 0200 0400 0200 0200 0200'])
  })

  it('refuses to compare unequal work', () => {
    const [sale, lost] = casesToRun()
    expect(() => equalDeeds({ ...sale!, bare: lost!.bare })).toThrow('unequal work')
  })

  it('lets the contestants take turns and answers one figure a round for each', () => {
    const order: string[] = []
    const run = (name: string) => ({ name, run: () => void order.push(name) })
    const [one, other] = measure([run('a'), run('b')], 3, 2)
    expect(order.slice(-12).join('')).toBe('aabbbbaaaabb')
    expect(one?.values.length).toBe(3)
    expect(ratioOf(one!, other!).values.length).toBe(3)
  })
})

describe('a sample', () => {
  it('tells minimum, median, maximum, and how far its figures lie from the median as a rule', () => {
    const { min, median, max, noise } = new Sample([10, 30, 20, 50, 40])
    expect([min, median, max]).toEqual([10, 30, 50])
    expect(noise).toBeCloseTo(1 / 3)
  })
})
