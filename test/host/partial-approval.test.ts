import { expect, test } from 'vitest'
import { panHashOf } from '../../host/index.ts'
import { cardOf, MERCHANT, Street } from './street.ts'

const CARD = cardOf('partial-approval')
const MERCHANT_ACCOUNT = `merchant:${MERCHANT}`

test('a card that may pay in part pays what it holds: 10, and that amount in field 4', () => {
  const { street, answer } = sold(12_800)
  expect(answer?.fields).toMatchObject({ 39: '10', 4: '000000010000' })
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(10_000)
  expect(street.balanceOf(`cardholder:${panHashOf(CARD.pan)}`)).toBe(-10_000)
})

test('what it holds is approved in full, and once it is empty it is declined', () => {
  const { street, answer } = sold(10_000)
  expect(answer?.fields).toMatchObject({ 39: '00', 4: '000000010000' })
  expect(street.send(street.sale('000002', 100, CARD))[0]?.fields[39]).toBe('51')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(10_000)
})

test('a repeat of it is told the same, and books nothing', () => {
  const { street, sale, answer } = sold(12_800)
  expect({ ...street.send(sale)[0]?.fields, 64: '' }).toEqual({ ...answer?.fields, 64: '' })
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(10_000)
})

test('its reversal names the amount that was asked for, and takes back the approved one', () => {
  const { street, sale } = sold(12_800)
  expect(street.send(street.reversalOf(sale, { 54: '0057156D000000010000' }))[0]?.fields[39]).toBe('00')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(0)
})

test('a reversal of the approved amount is one of another amount: 64, and nothing is taken back', () => {
  const { street, sale } = sold(12_800)
  expect(street.send(street.reversalOf(sale, { 4: '000000010000' }))[0]?.fields[39]).toBe('64')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(10_000)
})

test('what a reversal says in field 54 changes nothing: the key decides what is taken back', () => {
  const { street, sale } = sold(12_800)
  expect(street.send(street.reversalOf(sale, { 54: '0057156D000000000001' }))[0]?.fields[39]).toBe('00')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(0)
})

test('a query tells the approved amount', () => {
  const { street, sale } = sold(12_800)
  expect(street.send(street.queryOf(sale))[0]?.fields).toMatchObject({ 39: '00', 4: '000000010000' })
})

test('a host that is made to answer 10 approves the half, and a cent as a cent', () => {
  for (const [amountMinor, approvedMinor] of [
    [12_800, 6400],
    [101, 51],
    [1, 1],
  ] as const) {
    const street = new Street().strike('host.authorize.0200', 'code(10)')
    street.signOn()
    const [answer] = street.send(street.sale('000001', amountMinor))
    expect(answer?.fields).toMatchObject({ 39: '10', 4: String(approvedMinor).padStart(12, '0') })
    expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(approvedMinor)
  }
})

function sold(amountMinor: number) {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', amountMinor, CARD)
  const [answer] = street.send(sale)
  return { street, sale, answer }
}
