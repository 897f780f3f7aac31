import { expect, test } from 'vitest'
import type { Message } from '../../protocol/index.ts'
import { cryptogramOf, issuerProof, readChipData, writeChipData } from '../../protocol/index.ts'
import { cardOf, MERCHANT, Street } from './street.ts'

const CARD = cardOf('chip-ok')

/** A sale by chip; `changes` are made to its data after the card has signed them. */
function chipSale(street: Street, stan: string, amountMinor: number, changes: Record<string, string> = {}): Message {
  const said = new Map([
    ['9F02', String(amountMinor).padStart(12, '0')],
    ['9F36', '0001'],
    ['9F37', '12345678'],
    ['9F27', '80'],
  ])
  said.set('9F26', cryptogramOf(CARD.pan, said))
  for (const [tag, value] of Object.entries(changes)) said.set(tag, value)
  const { mti, fields } = street.sale(stan, amountMinor, CARD)
  return { mti, fields: { ...fields, 22: '052', 55: writeChipData(said) } }
}

function signedOn(): Street {
  const street = new Street()
  street.signOn()
  return street
}

test('a chip whose cryptogram is right is approved, and gets the proof of its issuer, the same when it asks again', () => {
  const street = signedOn()
  const sale = chipSale(street, '000007', 12_800)
  const [answer] = street.send(sale)
  expect(answer?.fields[39]).toBe('00')
  const cryptogram = readChipData(sale.fields[55]!)!.get('9F26')!
  expect([...readChipData(answer!.fields[55]!)!]).toEqual([['91', issuerProof(CARD.pan, cryptogram, '00')]])
  expect(street.send(sale)[0]?.fields[55]).toBe(answer!.fields[55])
})

test.each([
  ['the cryptogram of another purchase', { '9F26': '0123456789ABCDEF' }],
  ['another amount than the message', { '9F02': '000000000001' }],
  ['what it did not sign', { '9F37': '87654321' }],
  ['no request', { '9F27': '40' }],
])('a chip that says %s is declined with 05, and nothing is booked', (_, changes) => {
  const street = signedOn()
  const [answer] = street.send(chipSale(street, '000007', 12_800, changes))
  expect([answer?.fields[39], answer?.fields[55]]).toEqual(['05', undefined])
  expect(street.balanceOf(`merchant:${MERCHANT}`)).toBe(0)
})

test('a sale that says it was made by a chip and has none of its data is declined with 05', () => {
  const street = signedOn()
  const { mti, fields } = chipSale(street, '000007', 12_800)
  const { 55: _, ...rest } = fields
  expect(street.send({ mti, fields: rest })[0]?.fields[39]).toBe('05')
})

test('a decline carries no proof', () => {
  const street = signedOn()
  const [answer] = street.send(chipSale(street, '000007', 999_999_999_999))
  expect([answer?.fields[39], answer?.fields[55]]).toEqual(['51', undefined])
})

test('a reversal with chip data takes the sale back', () => {
  const street = signedOn()
  const sale = chipSale(street, '000007', 12_800)
  street.send(sale)
  expect(street.send(street.reversalOf(sale, { 55: '95050000000000' }))[0]?.fields[39]).toBe('00')
  expect(street.balanceOf(`merchant:${MERCHANT}`)).toBe(0)
})
