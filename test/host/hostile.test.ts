import { expect, test } from 'vitest'
import { encode, encodeSealed, toFrame } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { configOf, Street } from './street.ts'

const bytes = fc.uint8Array({ maxLength: 300 })

test.each(['unionpay', 'iso87'] as const)('random bytes never trouble a %s host nor move its books', (spec) => {
  const property = fc.property(fc.array(bytes, { maxLength: 5 }), (chunks) => {
    const street = new Street(configOf({ spec }))
    for (const chunk of chunks) street.push(chunk, 100)
    expect(street.store.books()).toMatchObject({ accounts: {}, txns: [], exceptions: [], sessions: [] })
  })
  fc.assert(property, { numRuns: 300 })
})

test.each(['unionpay', 'iso87'] as const)('a %s sale with any byte changed or cut away books nothing', (spec) => {
  const street = new Street(configOf({ spec }))
  street.signOn()
  const body = encodeSealed(street.spec, street.sale('000001', 100), street.keys!.macKey)
  const before = street.store.books()
  // Envelope bytes are under no MAC, as everywhere in the trade: changing them changes nothing about the sale.
  const covered = spec === 'unionpay' ? 11 : 0
  for (let at = covered; at < body.length; at++) {
    const flipped = body.slice()
    flipped[at]! ^= 0x11
    street.push(toFrame(street.spec, flipped), 500)
    if (at > 0) street.push(toFrame(street.spec, body.slice(0, at)), 500)
  }
  expect(street.store.books()).toEqual(before)
})

test('random fields under a right MAC are answered or refused, never a crash', () => {
  const street = new Street()
  street.signOn()
  const digits = (size: number) => fc.stringMatching(new RegExp(`^[0-9]{${size}}$`))
  const property = fc.property(
    fc.record(
      {
        2: digits(16),
        3: fc.oneof(digits(6), fc.constantFrom('000000', '310000', '200000')),
        4: digits(12),
        11: digits(6),
        35: fc.stringMatching(/^[0-9]{0,18}D[0-9]{1,12}$/),
        52: fc.stringMatching(/^[0-9A-F]{16}$/),
        60: fc.stringMatching(/^[0-9]{1,17}$/),
        61: fc.stringMatching(/^[0-9]{1,29}$/),
      },
      { requiredKeys: ['11'] },
    ),
    fc.constantFrom('0100', '0200', '0220', '0320', '0400', '0500', '0600', '0800', '0820'),
    (fields, mti) => {
      const message = { mti, fields: { ...street.sender('000001'), ...fields } as Record<number, string> }
      const body = mti.startsWith('08')
        ? encode(street.spec, message)
        : encodeSealed(street.spec, message, street.keys!.macKey)
      street.push(toFrame(street.spec, body), 500)
      const { accounts } = street.store.books()
      expect(Object.values(accounts).reduce((sum, minor) => sum + minor, 0)).toBe(0)
    },
  )
  fc.assert(property, { numRuns: 400 })
})
