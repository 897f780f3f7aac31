import { expect, it } from 'vitest'
import { Random } from '../../sim/index.ts'
import * as fc from '../fast-check.ts'

const draws = (random: Random, count = 20) => Array.from({ length: count }, () => random.next(1000))

it('draws the same from the same seed, and something else from another', () => {
  expect(draws(new Random(42))).toEqual(draws(new Random(42)))
  expect(draws(new Random(42))).not.toEqual(draws(new Random(43)))
  expect(draws(new Random(1))).not.toEqual(draws(new Random(1 + 2 ** 32)))
})

it('keeps its first numbers for ever: a replay line of today works tomorrow', () => {
  expect(draws(new Random(2026), 6)).toEqual(FIRST_OF_2026)
  expect([...new Random(2026).fork('printer').bytes(4)]).toEqual(FIRST_BYTES_OF_PRINTER)
})

it('gives a stream of its own to each name, whatever was drawn before', () => {
  const fresh = new Random(5)
  const used = new Random(5)
  draws(used)
  expect(draws(used.fork('host'))).toEqual(draws(fresh.fork('host')))
  expect(draws(fresh.fork('host'))).not.toEqual(draws(fresh.fork('issuer')))
  expect(draws(fresh.fork('a').fork('b'))).not.toEqual(draws(fresh.fork('b').fork('a')))
  expect(draws(fresh.fork(''))).not.toEqual(draws(fresh.fork('\0')))
})

it('says where it stands', () => {
  const one = new Random(5)
  const other = new Random(5)
  expect(one.state()).toBe(other.state())
  one.next(2)
  expect(one.state()).not.toBe(other.state())
})

it('stays below the limit', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed, below) => {
      for (const draw of [new Random(seed).next(below), new Random(seed).fork('x').next(below)]) {
        expect(Number.isInteger(draw) && draw >= 0 && draw < below).toBe(true)
      }
    }),
  )
  expect(() => new Random(1).next(0)).toThrow('limit')
})

it.each([2, 3, 7, 100])('favours no number below %d', (below) => {
  const random = new Random(99)
  const counts = new Array<number>(below).fill(0)
  const each = 2000
  for (let draw = 0; draw < each * below; draw++) counts[random.next(below)]! += 1
  for (const count of counts) expect(Math.abs(count - each)).toBeLessThan(5 * Math.sqrt(each))
})

it('favours no residue where the limit does not divide 2^32', () => {
  // Without rejection, numbers below 2^30 would come up twice as often as the others.
  const random = new Random(3)
  let low = 0
  for (let draw = 0; draw < 30_000; draw++) if (random.next(3 * 2 ** 30) < 2 ** 30) low += 1
  expect(Math.abs(low - 10_000)).toBeLessThan(500)
})

const FIRST_OF_2026 = [340, 580, 34, 750, 520, 118]
const FIRST_BYTES_OF_PRINTER = [20, 129, 76, 112]
