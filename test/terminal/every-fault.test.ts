import { describe, expect, it } from 'vitest'
import { play } from './every-fault.ts'
import type { StreetOptions } from './street.ts'

const ways: Readonly<Record<string, StreetOptions>> = {
  'as it comes': {},
  'with questions first': { profile: { onDoubt: 'queryFirst' } },
  'where the receipt decides': { profile: { completion: 'receipt' } },
  international: { spec: 'iso87' },
}

/** Some line of the slip, some byte of the record: the neighbours are like them. */
const LINES = new Set([1, 2, 15, 16, 17, 30, 31])
const TORN = ['torn(0)', 'torn(9)', 'torn(copy)', 'torn(copy,5)']

describe.each(Object.keys(ways))('a sale under any one fault, %s', (way) => {
  it('ends with paper and books that agree, every outcome told once, and the next sale approved', () => {
    const options = ways[way]!
    const { points, problems } = play({}, options)
    expect(problems).toEqual([])
    const found = points.flatMap(({ point, occurrence, faults }) => {
      if (point.startsWith('keypad') || (point === 'printer.line' && !LINES.has(occurrence))) return []
      const each = faults.flatMap((fault) => (fault.startsWith('torn') && !point.includes('rewrite') ? TORN : [fault]))
      return each.flatMap((fault) =>
        play({ [`${point}#${occurrence}`]: fault }, options).problems.map(
          (problem) => `${point}#${occurrence}=${fault}: ${problem}`,
        ),
      )
    })
    expect(found).toEqual([])
  })
})
