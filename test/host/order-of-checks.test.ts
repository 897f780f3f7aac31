import { expect, test } from 'vitest'
import { encode, toFrame } from '../../protocol/index.ts'
import { cardOf, configOf, Street } from './street.ts'

/** A street whose sale breaks everything from a given check on. */
const NOBODYS_KEY = 'FEDCBA9876543210'

test('a frame that lies about its length ends the connection before anything is read', () => {
  const street = new Street()
  street.push(Uint8Array.of(0xff, 0xff, 1, 2, 3))
  expect(street.closed).toBe(true)
  expect(street.noted('host', 'refused').map(({ data }) => data['code'])).toEqual(['FRAME_LENGTH_OVER'])
})

test('a message that does not decode is noted and left to the timer of its sender', () => {
  const street = new Street()
  street.push(toFrame(street.spec, encode(street.spec, street.signOnMessage('000001')).slice(0, -1)))
  expect(street.answers).toEqual([])
  expect(street.noted('host', 'refused').map(({ data }) => data['code'])).toEqual(['TRUNCATED'])
})

test('a sale without a field that it needs is answered 30', () => {
  const street = new Street()
  street.signOn()
  const { 4: _amount, ...fields } = street.sale('000001', 100).fields
  expect(street.send({ mti: '0200', fields })[0]?.fields[39]).toBe('30')
})

test('a stranger is told 97 before his MAC is looked at', () => {
  const street = new Street()
  street.signOn()
  const { fields } = street.sale('000001', 100)
  const [answer] = street.send({ mti: '0200', fields: { ...fields, 41: '99999999' } }, { macKey: NOBODYS_KEY })
  expect(answer?.fields).toMatchObject({ 39: '97', 41: '99999999' })
  expect(answer?.fields[64]).toBeUndefined()
})

test('a merchant that the terminal does not belong to is told 03', () => {
  const street = new Street()
  street.signOn()
  const { fields } = street.sale('000001', 100)
  expect(street.send({ mti: '0200', fields: { ...fields, 42: '898100000000002' } })[0]?.fields[39]).toBe('03')
})

test.each([
  ['terminal', '58'],
  ['merchant', '03'],
])('an inactive %s is told %s before its MAC is looked at', (what, code) => {
  const config = configOf()
  const off = {
    ...config,
    terminals: config.terminals.map((one) => ({ ...one, active: what !== 'terminal' })),
    merchants: config.merchants.map((one) => ({ ...one, active: what !== 'merchant' })),
  }
  const street = new Street(off)
  const { fields } = street.sale('000001', 100)
  expect(street.send({ mti: '0200', fields }, { macKey: NOBODYS_KEY })[0]?.fields[39]).toBe(code)
})

test('before the first sign-on no MAC can be right', () => {
  const street = new Street()
  expect(street.send(street.sale('000001', 100), { macKey: NOBODYS_KEY })[0]?.fields[39]).toBe('A0')
})

test.each(['0200', '0400'])('a %s with a wrong MAC is told A0 and leaves no trace, whatever is on file', (mti) => {
  const street = new Street()
  street.signOn()
  const used = street.sale('000001', 100)
  street.send(used)
  const before = street.store.books()
  const again = mti === '0200' ? street.sale('000001', 999, cardOf('lost-card')) : street.reversalOf(used)
  expect(street.send(again, { macKey: NOBODYS_KEY })[0]?.fields[39]).toBe('A0')
  expect(street.send(street.reversalOf(street.sale('000009', 100)), { macKey: NOBODYS_KEY })[0]?.fields[39]).toBe('A0')
  expect(street.store.books()).toEqual(before)
})

test('a used key is told 94 before its batch or amount is looked at', () => {
  const street = new Street()
  street.signOn()
  street.send(street.sale('000001', 100))
  expect(street.send(street.sale('000001', 0))[0]?.fields[39]).toBe('94')
  expect(street.noted('host', 'alarm')).toHaveLength(1)
})

test('a sale of another batch is told 77, one over nothing 13, a type that is not served 40, a contradiction 12', () => {
  const street = new Street()
  street.signOn()
  const { fields } = street.sale('000004', 100)
  const codes = [
    street.send(street.sale('000001', 100, cardOf('credit-ok'), '000002')),
    street.send(street.sale('000002', 0)),
    street.send({ mti: '0200', fields: { ...fields, 3: '200000', 60: '23000001' } }),
    street.send({ mti: '0200', fields: { ...fields, 60: '23000001' } }),
    street.send({ mti: '0500', fields: { ...street.sender('000005'), 60: '00000001201' } }),
  ].map((answers) => answers[0]?.fields[39])
  expect(codes).toEqual(['77', '13', '40', '12', '40'])
  expect(street.store.books().txns).toEqual([])
})

test('an answer that comes to the host is not answered', () => {
  const street = new Street()
  street.signOn()
  expect(street.send({ mti: '0210', fields: { ...street.sender('000001'), 39: '00' } })).toEqual([])
})
