import { expect, test } from 'vitest'
import { cardOf, configOf, Street } from './street.ts'

/** Response code, and the original's in the last two places of 63. */
function told(street: Street, ...message: Parameters<Street['queryOf']>) {
  const [answer] = street.send(street.queryOf(...message), { forMs: 0 })
  return [answer?.fields[39], answer?.fields[63]?.slice(-2)]
}

test.each(['unionpay', 'iso87'] as const)(
  'a %s query tells approved, declined, reversed, in work and unseen apart',
  (spec) => {
    const street = new Street(configOf({ spec }))
    street.signOn()
    const [approved, declined, reversed, inWork, unseen] = [1, 2, 3, 4, 5].map((stan) =>
      street.sale(`00000${stan}`, 100, cardOf(stan === 2 ? 'lost-card' : 'credit-ok')),
    )
    const [answer] = street.send(approved!)
    street.send(declined!)
    street.send(reversed!)
    street.send(street.reversalOf(reversed!))
    street.send(inWork!, { forMs: 0 })
    expect(told(street, approved!)).toEqual(['00', '00'])
    expect(street.answers.at(-1)?.fields).toMatchObject({
      4: '000000000100',
      37: answer!.fields[37],
      38: answer!.fields[38],
    })
    expect(told(street, declined!)).toEqual(['00', '41'])
    expect(told(street, reversed!)).toEqual(['00', '25'])
    expect(told(street, inWork!)).toEqual(['09', undefined])
    expect(told(street, unseen!)).toEqual(['25', undefined])
  },
)

test('not found ends no doubt: the late sale is still booked', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100)
  expect(told(street, sale)).toEqual(['25', undefined])
  expect(street.send(sale)[0]?.fields[39]).toBe('00')
})

test('a host that seals burns the key with its answer', () => {
  const street = new Street(configOf({ queryNotFound: 'seal' }))
  street.signOn()
  const sale = street.sale('000001', 100)
  expect(told(street, sale)).toEqual(['25', undefined])
  expect(street.send(sale)[0]?.fields[39]).toBe('94')
  expect(told(street, sale)).toEqual(['25', undefined])
})

test('a query with another fingerprint finds nothing, seals nothing and alarms', () => {
  const street = new Street(configOf({ queryNotFound: 'seal' }))
  street.signOn()
  street.send(street.sale('000001', 100))
  const before = street.store.books()
  expect(told(street, street.sale('000001', 999))).toEqual(['25', undefined])
  expect(told(street, street.sale('000001', 100, cardOf('credit-ok-2')))).toEqual(['25', undefined])
  expect(street.store.books()).toEqual(before)
  expect(street.noted('host', 'alarm')).toHaveLength(2)
})
