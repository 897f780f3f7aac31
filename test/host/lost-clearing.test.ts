import { expect, test } from 'vitest'
import { MERCHANT, Street } from './street.ts'

const MERCHANT_ACCOUNT = `merchant:${MERCHANT}`

test('a sale whose clearing is lost is approved and paid, and waits with the acquirer, as the exception list says', () => {
  const { street, answer } = sold()
  expect(answer?.fields[39]).toBe('00')
  expect([street.balanceOf(MERCHANT_ACCOUNT), street.balanceOf('clearing:acquirer')]).toEqual([0, 12_800])
  expect(street.store.books().exceptions).toMatchObject([
    { amountMinor: 12_800, owedTo: 'merchant', heldBy: 'acquirer', reason: 'upstreamLost' },
  ])
})

test('its reversal gives the card holder the money back and the merchant nothing, and the list is empty again', () => {
  const { street, sale } = sold()
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('00')
  expect(Object.values(street.store.books().accounts).every((balance) => balance === 0)).toBe(true)
  expect(street.store.books().exceptions).toEqual([])
})

test('a sale that is declined has nothing to clear', () => {
  const street = new Street().strike('host.authorize.0200', 'lostClearing')
  street.signOn()
  const [answer] = street.send(street.sale('000001', 999_999_999_999))
  expect(answer?.fields[39]).toBe('51')
  expect(street.store.books().exceptions).toEqual([])
})

function sold() {
  const street = new Street().strike('host.authorize.0200', 'lostClearing')
  street.signOn()
  const sale = street.sale('000001', 12_800)
  const [answer] = street.send(sale)
  return { street, sale, answer }
}
