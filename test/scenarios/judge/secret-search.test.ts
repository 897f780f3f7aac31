import { expect, test } from 'vitest'
import { SecretSearch } from '../../../scenarios/judge/secret-search.ts'
import * as fc from '../../fast-check.ts'

const PAN = '6212345678901234'
const KEY = '0123456789ABCDEFFEDCBA9876543210'
const search = new SecretSearch([PAN, `${PAN}=30121010000`, KEY, '4711'])
const hexOf = (text: string) => Array.from(text, (one) => one.charCodeAt(0).toString(16)).join('')
const packed = (digits: string) =>
  Uint8Array.from({ length: digits.length / 2 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16))

test('a PAN is found in clear, as hex of its characters and packed from either nibble', () => {
  expect(search.isIn({ note: `card ${PAN}` })).toBe(true)
  expect(search.isIn(['x', hexOf(PAN).toUpperCase()])).toBe(true)
  expect(search.isIn({ deep: [{ hex: hexOf(PAN) }] })).toBe(true)
  expect(search.isIn(packed(`00${PAN}00`))).toBe(true)
  expect(search.isIn(packed(`0${PAN}0`))).toBe(true)
  expect(search.isIn({ bytes: new TextEncoder().encode(`xx${PAN}`) })).toBe(true)
  expect(search.isIn({ [PAN]: 1 })).toBe(true)
})

test('a key is found in clear, in lower case and as bytes', () => {
  expect(search.isIn(KEY.toLowerCase())).toBe(true)
  expect(search.isIn(packed(`FF${KEY}`))).toBe(true)
})

test('a masked PAN and parts of a PAN are no secret', () => {
  expect(search.isIn({ pan: '621234******1234', first: PAN.slice(0, 12), last: PAN.slice(-4) })).toBe(false)
})

test('a short secret is found where it stands alone and nowhere else', () => {
  expect(search.isIn({ pin: '4711' })).toBe(true)
  expect(search.isIn({ stan: '004711', amount: 4711 })).toBe(false)
})

test('what becomes secret later is found from then on, and by this search alone', () => {
  const own = new SecretSearch([PAN])
  expect(own.isIn(KEY)).toBe(false)
  own.add(KEY)
  expect(own.isIn(KEY)).toBe(true)
  expect(new SecretSearch([PAN]).isIn(KEY)).toBe(false)
})

test('a secret is found wherever it stands among other bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 40 })
  fc.assert(
    fc.property(bytes, bytes, fc.boolean(), (before, after, odd) => {
      const digits = odd ? `0${PAN}0` : PAN
      return search.isIn(Uint8Array.from([...before, ...packed(digits), ...after]))
    }),
  )
})
