import { expect, test } from 'vitest'
import { panHashOf } from '../../host/index.ts'
import { cardOf, configOf, MERCHANT, Street } from './street.ts'

const MERCHANT_ACCOUNT = `merchant:${MERCHANT}`
const CARD_ACCOUNT = `cardholder:${panHashOf(cardOf('credit-ok').pan)}`

function lateSale(street: Street, fault: string) {
  street.signOn()
  street.strike('issuer.response', fault)
  const sale = street.sale('000001', 100)
  const answers = street.send(sale, { forMs: 30_000 })
  return { sale, answers }
}

test.each(['late(40000)', 'drop'])(
  'an issuer whose answer is %s makes the host say 98 while the card is debited',
  (fault) => {
    const street = new Street()
    const { answers } = lateSale(street, fault)
    expect(answers.map(({ fields }) => fields[39])).toEqual(['98'])
    expect(street.balanceOf(CARD_ACCOUNT)).toBe(-100)
    expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(0)
    expect(street.balanceOf('clearing:acquirer')).toBe(100)
  },
)

test("the host's own reversal gives the money back after its time, and a late answer changes nothing", () => {
  const street = new Street()
  lateSale(street, 'late(40000)')
  street.pass(9000)
  expect(street.balanceOf(CARD_ACCOUNT)).toBe(-100)
  street.pass(60_000)
  expect(street.balanceOf(CARD_ACCOUNT)).toBe(0)
  expect(street.answers.filter(({ mti }) => mti === '0210')).toHaveLength(1)
})

test("the terminal's reversal is quicker, and nothing is given back twice", () => {
  const street = new Street()
  const { sale } = lateSale(street, 'drop')
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('00')
  expect(street.balanceOf(CARD_ACCOUNT)).toBe(0)
  street.pass(60_000)
  expect(street.balanceOf(CARD_ACCOUNT)).toBe(0)
  expect(street.noted('issuer', 'reversed')).toHaveLength(0)
})

test("the host's own reversal survives its crash, because the books owe it", () => {
  const street = new Street()
  lateSale(street, 'drop')
  street.restart()
  street.pass(60_000)
  expect(street.balanceOf(CARD_ACCOUNT)).toBe(0)
})

test.each(['crashBefore', 'crashAfter'])(
  'a host that meets %s at its own reversal gives the money back once',
  (fault) => {
    const street = new Street()
    lateSale(street, 'drop')
    street.strike('host.commit.0400', fault)
    street.pass(60_000)
    expect(street.crashes).toBe(1)
    expect(street.balanceOf(CARD_ACCOUNT)).toBe(0)
    expect(street.balanceOf('clearing:acquirer')).toBe(0)
  },
)

test('a lost reversal upstream leaves an exception item held by the acquirer, which a reversal by the terminal settles', () => {
  const street = new Street(configOf({ upstreamReversalMs: 'lost' }))
  const { sale } = lateSale(street, 'drop')
  street.pass(600_000)
  expect(street.store.books().exceptions).toMatchObject([
    { amountMinor: 100, owedTo: 'cardholder', heldBy: 'acquirer', reason: 'upstreamLost' },
  ])
  street.send(street.reversalOf(sale))
  expect(street.store.books().exceptions).toEqual([])
  expect(street.balanceOf(CARD_ACCOUNT)).toBe(0)
})

test('a question that the issuer never got debits nobody', () => {
  const street = new Street().strike('issuer.request', 'drop')
  street.signOn()
  expect(street.send(street.sale('000001', 100), { forMs: 30_000 })[0]?.fields[39]).toBe('98')
  expect(street.store.books().accounts).toEqual({})
})

test.each(['issuer.request', 'issuer.response'])('a duplicate at %s is booked and answered once', (point) => {
  const street = new Street().strike(point, 'duplicate')
  street.signOn()
  expect(street.send(street.sale('000001', 100), { forMs: 60_000 })).toHaveLength(1)
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a debit card wants its PIN, and the right one', () => {
  const street = new Street()
  street.signOn()
  const { 52: _block, ...fields } = street.sale('000001', 100, cardOf('debit-ok')).fields
  const codes = [
    street.send({ mti: '0200', fields }),
    street.send({ mti: '0200', fields: { ...fields, 11: '000002', 52: '0123456789ABCDEF' } }),
    street.send(street.sale('000003', 100, cardOf('wrong-pin'))),
    street.send(street.sale('000004', 100, cardOf('debit-ok'))),
  ].map(([answer]) => answer?.fields[39])
  expect(codes).toEqual(['55', '99', '55', '00'])
})

test('a balance enquiry tells what is left, in field 54, and moves nothing', () => {
  const street = new Street()
  street.signOn()
  street.send(street.sale('000001', 12_800))
  const left = String(cardOf('credit-ok').balanceMinor - 12_800).padStart(12, '0')
  expect(street.send(street.balance('000002'))[0]?.fields).toMatchObject({ 39: '00', 54: `1002156C${left}` })
  expect(street.send(street.balance('000002'))[0]?.fields[54]).toBe(`1002156C${left}`)
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(12_800)
})
