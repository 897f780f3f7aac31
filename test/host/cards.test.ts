import { expect, test } from 'vitest'
import { cardErrors, cardFrom, panHashOf, testCards } from '../../host/index.ts'

function hasCheckDigit(pan: string): boolean {
  const sum = [...pan].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

test('test cards have different aliases and PANs of one invented range, with a check digit', () => {
  expect(new Set(testCards.map(({ alias }) => alias)).size).toBe(testCards.length)
  expect(new Set(testCards.map(({ pan }) => pan)).size).toBe(testCards.length)
  for (const { pan } of testCards) {
    expect(pan).toMatch(/^621234(?:00000\d|417329)\d{4}$/)
    expect(hasCheckDigit(pan)).toBe(true)
  }
})

test('every test card would pass as an own card', () => {
  for (const card of testCards) expect(cardFrom(card)).toEqual({ ok: true, card })
})

test('an own card needs no check digit, and is completed', () => {
  const made = cardFrom({ alias: 'mine', pan: '999900001111' })
  expect(made).toMatchObject({ ok: true, card: { behaviour: 'approve', track2: '999900001111D301210100000000' } })
})

test.each([
  ['CARD_PAN', { pan: '12345678901' }],
  ['CARD_PAN', { pan: '1234 5678 9012' }],
  ['CARD_EXPIRY', { expiry: '3013' }],
  ['CARD_PIN', { pin: '123' }],
  ['CARD_PIN', { pan: '123456789012', pin: '1234' }],
  ['CARD_BALANCE', { balanceMinor: 0.5 }],
  ['CARD_DECLINE', { behaviour: { decline: '5' } }],
  ['CARD_TRACK', { track2: '1D2' }],
] as const)('an own card is refused with %s, and the message repeats nothing of it', (code, wrong) => {
  const made = cardFrom({ alias: 'mine', pan: '6212340000000001', ...wrong })
  expect(made).toEqual({ ok: false, code, message: cardErrors[code] })
})

test('a PAN digest depends on every digit, on the length and on the key', () => {
  const digests = ['6212340000000017', '6212340000000018', '621234000000001', '62123400000000170'].map((pan) =>
    panHashOf(pan),
  )
  digests.push(panHashOf('6212340000000017', '00'.repeat(15).concat('10')))
  expect(new Set(digests).size).toBe(5)
  for (const digest of digests) expect(digest).toMatch(/^[0-9A-F]{16}$/)
})
