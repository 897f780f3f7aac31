import { expect, test } from 'vitest'
import { configOf, MERCHANT, Street } from './street.ts'

const MERCHANT_ACCOUNT = `merchant:${MERCHANT}`

test.each([
  ['host.authorize.0200', 'crashBefore', 0],
  ['host.commit.0200', 'crashBefore', 0],
  ['host.commit.0200', 'crashAfter(5000)', 100],
])(
  'a crash at %s (%s) leaves the merchant with %i; the sale then comes again and is booked once',
  (point, fault, minor) => {
    const street = new Street().strike(point, fault)
    street.signOn()
    const sale = street.sale('000001', 100)
    expect(street.send(sale)).toEqual([])
    expect(street.crashes).toBe(1)
    expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(minor)
    expect(street.send(sale)[0]?.fields[39]).toBe('00')
    expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
  },
)

test.each(['crashBefore', 'crashAfter'])('a reversal that meets %s is taken once, however often it comes', (fault) => {
  const street = new Street().strike('host.commit.0400', fault)
  street.signOn()
  const sale = street.sale('000001', 100)
  street.send(sale)
  expect(street.send(street.reversalOf(sale))).toEqual([])
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('00')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(0)
})

test('after a crash the working keys of a terminal still open, so that its reversal needs no new sign-on', () => {
  const street = new Street()
  street.signOn()
  street.restart()
  expect(street.send(street.reversalOf(street.sale('000001', 100)))[0]?.fields[39]).toBe('00')
})

test('what a crashed host had in work is forgotten: its state is that of a host that only has its books', () => {
  const street = new Street()
  street.signOn()
  const idle = street.host.state()
  street.send(street.sale('000001', 100), { forMs: 50 })
  expect(street.host.state()).not.toBe(idle)
  street.restart()
  expect(street.host.state()).toBe(idle)
})

test('the state says nothing about the hour', () => {
  const [early, late] = [new Street(configOf()), new Street(configOf())]
  late.pass(3_600_000)
  for (const street of [early, late]) {
    street.signOn()
    street.send(street.sale('000001', 100))
  }
  expect(late.host.state()).toBe(early.host.state())
})
