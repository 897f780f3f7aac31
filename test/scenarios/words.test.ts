import { describe, expect, test } from 'vitest'
import { parseDuration, parseInstant } from '../../scenarios/duration.ts'
import { formatMoney, parseMoney } from '../../scenarios/money.ts'
import { nearest, quote, scrub, suggest } from '../../scenarios/nearest.ts'
import * as fc from '../fast-check.ts'

describe('money', () => {
  test('is read as it was written, for every amount that a message can carry', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (amountMinor) => {
        expect(parseMoney(formatMoney(amountMinor))).toBe(amountMinor)
      }),
    )
  })

  test.each([
    '',
    '1',
    '1.0',
    '1.000',
    '-1.00',
    '+1.00',
    '1,00',
    '1e2',
    ' 1.00',
    '01.00',
    '.50',
    '1.00 ',
    '12345678901.00',
    'x',
  ])('is not %j', (text) => {
    expect(parseMoney(text)).toBeUndefined()
  })

  test('that is owed has a minus', () => {
    expect(formatMoney(-5)).toBe('-0.05')
  })
})

describe('a duration', () => {
  test('has a unit', () => {
    expect(['250ms', '70s', '2m', '1h', '0s'].map(parseDuration)).toEqual([250, 70_000, 120_000, 3_600_000, 0])
  })

  test.each(['', '5', '5 s', '1.5s', '-1s', '169h', '1d'])('is not %j', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})

describe('an instant', () => {
  test('says its offset from UTC', () => {
    expect(parseInstant('2026-01-05T09:00:00+08:00')).toBe(1_767_574_800_000)
  })

  test.each(['2026-01-05', '2026-01-05T09:00:00', '2026-13-05T09:00:00Z', 'now'])('is not %j', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })
})

describe('a name that is repeated to the person', () => {
  test('keeps short numbers and hides what could be part of a card number', () => {
    expect(quote('link.response.0210')).toBe('"link.response.0210"')
    expect(quote('6225 8812-3456_7890')).not.toMatch(/[0-9]/)
    expect(quote('６２２５８８１２３４５６７８９０')).not.toMatch(/\p{Nd}/u)
  })

  test('cannot move the cursor or grow without end', () => {
    expect(scrub('a\u001b[2J\u202eb')).toBe('a·[2J·b')
    expect(quote('x'.repeat(10_000)).length).toBeLessThan(80)
  })

  test('gets the nearest one that is near enough', () => {
    expect(nearest('resposne-lost', ['response-lost', 'request-lost'])).toBe('response-lost')
    expect(nearest('zzzzzzzz', ['response-lost', 'drop'])).toBeUndefined()
    expect(nearest('x', [])).toBeUndefined()
    expect(suggest('dorp', ['drop', 'delay'])).toBe('did you mean drop? allowed: drop, delay')
  })
})
