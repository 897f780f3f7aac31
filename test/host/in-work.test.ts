import { expect, test } from 'vitest'
import { cardOf, configOf, MERCHANT, Street } from './street.ts'

const MERCHANT_ACCOUNT = `merchant:${MERCHANT}`

test('a copy that comes while the first is being authorised gets the same answer with it, and books nothing', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100)
  expect(street.send(sale, { forMs: 50 })).toEqual([])
  const both = street.send(sale, { forMs: 1000 })
  expect(both).toHaveLength(2)
  expect(both[1]).toEqual(both[0])
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a reversal that comes while its sale is being authorised wins: nothing posted, the sale not answered, its key burnt', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100)
  street.send(sale, { forMs: 50 })
  const [answer, ...more] = street.send(street.reversalOf(sale), { forMs: 5000 })
  expect(answer).toMatchObject({ mti: '0410', fields: { 39: '00' } })
  expect(more).toEqual([])
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(0)
  expect(street.store.books().txns[0]?.flags).toMatchObject({ captured: false, reversed: true })
  expect(street.noted('issuer', 'reversed')).toHaveLength(1)
  expect(street.send(sale)[0]?.fields[39]).toBe('94')
})

test('a reversal of another card does not stop a sale in work, and is told after it that somebody else paid', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100)
  street.send(sale, { forMs: 50 })
  const answers = street.send(street.reversalOf(sale, { 2: '6212340000000000' }))
  expect(answers.map(({ fields }) => fields[39])).toEqual(['00', '12'])
  expect(street.noted('host', 'alarm').map(({ data }) => data['why'])).toEqual(['reversalOfAnother'])
  expect(street.store.books().exceptions).toMatchObject([{ reason: 'otherPurchase', amountMinor: 100 }])
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a reversal of another card hears nothing from a host that dies over the sale in work, and burns the key afterwards', () => {
  const street = new Street(configOf({ spec: 'iso87' })).strike('host.commit.0200', 'crashBefore')
  street.signOn()
  street.send(street.sale('000001', 200, cardOf('credit-ok-2')), { forMs: 50 })
  const mine = street.sale('000001', 100)
  expect(street.send(street.reversalOf(mine), { forMs: 1000 })).toEqual([])
  expect(street.crashes).toBe(1)
  expect(street.send(street.reversalOf(mine))[0]?.fields[39]).toBe('00')
  expect(street.send(mine)[0]?.fields[39]).toBe('94')
  expect(street.store.books().accounts).toEqual({})
})

test('a slow reversal that finds another card in work when it is looked at waits as well', () => {
  const street = new Street().strike('host.authorize.0400', 'slow(2000)').strike('host.authorize.0200', 'slow(4000)')
  street.signOn()
  const mine = street.sale('000001', 100)
  street.send(street.reversalOf(mine), { forMs: 1000 })
  street.send(street.sale('000001', 200, cardOf('credit-ok-2')), { forMs: 2000 })
  street.pass(10_000)
  expect(street.answers.slice(1).map(({ mti, fields }) => `${mti} ${fields[39]}`)).toEqual(['0210 00', '0410 12'])
  expect(street.crashes).toBe(0)
})

test('another sale under a key in work is told 94 at once, with an alarm', () => {
  const street = new Street()
  street.signOn()
  street.send(street.sale('000001', 100), { forMs: 50 })
  const answers = street.send(street.sale('000001', 999))
  expect(answers.map(({ fields }) => fields[39])).toEqual(['94', '00'])
  expect(street.noted('host', 'alarm').map(({ data }) => data['why'])).toEqual(['keyReused'])
})

test('two purchases in flight cannot spend the same money', () => {
  const config = configOf()
  const cards = config.cards.map((card) => (card.alias === 'credit-ok' ? { ...card, balanceMinor: 150 } : card))
  const street = new Street({ ...config, cards })
  street.signOn()
  street.send(street.sale('000001', 100), { forMs: 0 })
  const answers = street.send(street.sale('000002', 100))
  expect(answers.map(({ fields }) => fields[39])).toEqual(['00', '51'])
})

test('a slow host is overtaken by the reversal of the sale that it has not begun', () => {
  const street = new Street().strike('host.authorize.0200', 'slow(65000)')
  street.signOn()
  const sale = street.sale('000001', 100)
  street.send(sale, { forMs: 60_000 })
  expect(street.send(street.reversalOf(sale), { forMs: 60_000 }).map(({ mti }) => mti)).toEqual(['0410'])
  expect(street.noted('issuer', 'asked')).toEqual([])
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(0)
})

test('an answer whose connection has gone is not sent, and the sale stands', () => {
  const street = new Street()
  street.signOn()
  street.send(street.sale('000001', 100), { forMs: 50 })
  street.hangUp()
  street.pass(1000)
  expect(street.noted('host', 'unanswered')).toHaveLength(1)
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})
