import { expect, test } from 'vitest'
import { unpackWorkingKeys } from '../../protocol/index.ts'
import { configOf, MASTER_KEY, Street } from './street.ts'

test.each([
  ['001', 48],
  ['003', 80],
  ['004', 120],
] as const)('network code %s brings batch and keys of its length, with right check values', (network, digits) => {
  const street = new Street()
  const { fields } = street.signOnMessage('000001')
  const [answer] = street.send({ mti: '0800', fields: { ...fields, 60: `00000000${network}` } })
  expect(answer?.fields).toMatchObject({ 39: '00', 60: `00000001${network}` })
  expect(answer?.fields[62]).toHaveLength(digits)
  expect(unpackWorkingKeys(answer?.fields[62] ?? '', network, MASTER_KEY).ok).toBe(true)
})

test('a repeat on the line brings the same keys, the next sign-on brings others', () => {
  const street = new Street()
  const keys = ['000001', '000001', '000002'].map((stan) => street.signOn(stan).fields[62])
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('the same stan that asks for keys of another length gets new ones, and neither spoils the next sign-on', () => {
  const street = new Street()
  const { fields } = street.signOnMessage('000001')
  const keysFor = (network: '001' | '003') => {
    const [answer] = street.send({ mti: '0800', fields: { ...fields, 60: `00000000${network}` } })
    return unpackWorkingKeys(answer?.fields[62] ?? '', network, MASTER_KEY).ok
  }
  expect([keysFor('003'), keysFor('001'), keysFor('001'), keysFor('003')]).toEqual([true, true, true, true])
  street.signOn('000002')
  expect(street.send(street.sale('000003', 100))[0]?.fields[39]).toBe('00')
})

test('another device under the same terminal number begins another batch, and its first sale is no repeat of the old one', () => {
  const street = new Street()
  const signOnAs = (serialNo: string, stan: string) => {
    const { fields } = street.signOnMessage(stan)
    const [answer] = street.send({ mti: '0800', fields: { ...fields, 62: `Sequence No120001${serialNo}` } })
    const unpacked = unpackWorkingKeys(answer?.fields[62] ?? '', '003', MASTER_KEY)
    if (unpacked.ok) street.keys = unpacked.keys
    return answer?.fields[60]?.slice(2, 8) ?? ''
  }
  expect(['000001', '000001', '000005'].map((stan) => signOnAs('00000001', stan))).toEqual([
    '000001',
    '000001',
    '000001',
  ])
  street.send(street.sale('000006', 100))
  const batch = signOnAs('00000002', '000005')
  expect(batch).toBe('000002')
  const card = configOf().cards[0]!
  expect(street.send(street.sale('000006', 100, card, batch))[0]?.fields[39]).toBe('00')
  expect(street.store.books().txns.filter(({ flags }) => flags.captured)).toHaveLength(2)
  // Whoever comes back goes on with its own batch, and what it owes is taken back.
  expect(signOnAs('00000001', '000007')).toBe('000001')
  expect(street.send(street.reversalOf(street.sale('000006', 100)))[0]?.fields[39]).toBe('00')
  expect(street.store.books().exceptions).toEqual([])
  expect(signOnAs('00000002', '000008')).toBe('000002')
  // A sign-on that does not say which device it is changes nothing.
  street.signOn('000009')
  expect(street.store.books().sessions[0]?.batch).toBe('000002')
})

test('a number of devices that never stood at one counter is refused', () => {
  const street = new Street()
  const codeFor = (serialNo: number) => {
    const { fields } = street.signOnMessage(String(serialNo).padStart(6, '0'))
    const [answer] = street.send({ mti: '0800', fields: { ...fields, 62: `Sequence No120001${serialNo}` } })
    return answer?.fields[39]
  }
  const codes = Array.from({ length: 102 }, (_, index) => codeFor(index + 1))
  expect(codes.indexOf('58')).toBe(100)
  expect(codeFor(7)).toBe('00')
})

test('a network code that names no keys is answered 30, and the keys stay', () => {
  const street = new Street()
  street.signOn('000001')
  const { fields } = street.signOnMessage('000002')
  const [answer] = street.send({ mti: '0800', fields: { ...fields, 60: '00000000999' } })
  expect(answer?.fields).toMatchObject({ 39: '30' })
  expect(street.send(street.sale('000003', 100))[0]?.fields[39]).toBe('00')
})

test('a wrong key at sign-on is a check value that does not hold', () => {
  const street = new Street().strike('host.authorize.0800', 'wrongKey')
  const [answer] = street.send(street.signOnMessage('000001'))
  expect(unpackWorkingKeys(answer?.fields[62] ?? '', '003', MASTER_KEY)).toMatchObject({
    ok: false,
    code: 'KEY_CHECK_WRONG',
  })
})

test('a host that crashes after it stored new keys refuses the old ones and heals with the next sign-on', () => {
  const street = new Street()
  street.signOn()
  street.strike('host.commit.0800', 'crashAfter')
  expect(street.send(street.signOnMessage('000002'))).toEqual([])
  expect(street.send(street.sale('000003', 100))[0]?.fields[39]).toBe('A0')
  street.signOn('000004')
  expect(street.send(street.sale('000005', 100))[0]?.fields[39]).toBe('00')
})

test('an international sign-on works the same', () => {
  const street = new Street(configOf({ spec: 'iso87' }))
  const message = street.signOnMessage('000001')
  const [answer] = street.send({ ...message, fields: { ...message.fields, 70: '001' } })
  expect(answer?.fields).toMatchObject({ 39: '00', 60: '00000001003', 70: '001' })
})

test.each([
  ['0820', '00000001002', '0830'],
  ['0800', '00000001301', '0810'],
])('sign-off and echo (%s, %s) are answered and change nothing', (mti, data, answered) => {
  const street = new Street()
  street.signOn()
  const before = street.store.books()
  const [answer] = street.send({ mti, fields: { ...street.sender('000002'), 60: data } })
  expect(answer).toMatchObject({ mti: answered, fields: { 39: '00' } })
  expect(street.store.books()).toEqual(before)
})
