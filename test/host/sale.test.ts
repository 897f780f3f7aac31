import { expect, test } from 'vitest'
import { checkMac } from '../../protocol/index.ts'
import { cardOf, MERCHANT, Street } from './street.ts'

test('an approved sale is booked once, through issuer and clearing, and answered under a MAC', () => {
  const street = new Street()
  expect(street.signOn().fields[39]).toBe('00')
  const [answer] = street.send(street.sale('000007', 12_800))
  expect(answer?.fields).toMatchObject({
    4: '000000012800',
    11: '000007',
    39: '00',
    38: expect.stringMatching(/^\d{6}$/),
  })
  expect(checkMac(street.spec, street.bodies.at(-1)!, street.keys!.macKey)).toBe('right')
  expect(street.balanceOf(`merchant:${MERCHANT}`)).toBe(12_800)
})

test('a reversal takes an approved sale back, and says the same when it is repeated', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000007', 12_800)
  street.send(sale)
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('00')
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('00')
  expect(street.balanceOf(`merchant:${MERCHANT}`)).toBe(0)
})

test('each test card does what its name says', () => {
  const street = new Street()
  street.signOn()
  const codes = [
    'credit-ok',
    'debit-ok',
    'insufficient-funds',
    'wrong-pin',
    'lost-card',
    'expired-card',
    'unlisted-code',
  ].map(
    (alias, index) => street.send(street.sale(String(index + 1).padStart(6, '0'), 100, cardOf(alias)))[0]?.fields[39],
  )
  expect(codes).toEqual(['00', '00', '51', '55', '41', '54', 'ZZ'])
})
