import { describe, expect, test } from 'vitest'
import { typedFor } from '../../scenarios/human-error.ts'
import { points, run, runFully, scenario } from '../../scenarios/index.ts'

const shop = scenario('shop').sale(12_800).sale(3_650, { card: 'debit-ok' }).build()

describe('people who err', () => {
  test.each([
    ['operator.amount#1=wrongAmount', ['approved 128000', 'approved 3650']],
    ['operator.amount#1=cancel', ['cancelled 0', 'approved 3650']],
    ['operator.card#1=swipeTwice', ['approved 12800', 'approved 3650']],
    ['operator.card#2=cancel', ['approved 12800', 'cancelled 0']],
    ['operator.pin#2=wrongPin', ['approved 12800', 'declined 0']],
    ['operator.pin#1=cancel', ['cancelled 0', 'approved 3650']],
    ['operator.signature#1=refused', ['cancelled 0', 'approved 3650']],
  ])('%s ends in %j, and the money agrees with the paper', (faults, ends) => {
    const { sales, violations, fired } = run(shop, { faults })
    expect(sales.map(({ outcome, cardholderMinor }) => `${outcome} ${cardholderMinor}`)).toEqual(ends)
    expect(violations).toEqual([])
    expect(fired.map(({ fault }) => fault)).toEqual([faults])
  })

  test('and keys that err type nothing that is not known to come of an amount', () => {
    const known = typedFor(12_800)
    for (const amount of ['pass', 'wrongAmount']) {
      for (const key of ['pass', 'wrongDigit', 'wrongDigit(1)', 'wrongDigit(2)', 'wrongDigit(6)']) {
        const faults = [`operator.amount#1=${amount}`, `keypad.amount#1=${key}`].filter(
          (text) => !text.endsWith('pass'),
        )
        const { trace } = runFully(shop, { faults: faults.join('; ') })
        const typed = trace.find(({ kind }) => kind === 'amount.typed')
        expect([faults, known.includes(Number(typed?.data['amountMinor']))]).toEqual([faults, true])
      }
    }
  })

  test('are asked once for each thing they do, and a card with a PIN is never signed for', () => {
    const asked = points(shop).filter(({ point }) => point.startsWith('operator.'))
    expect(asked.map(({ point, occurrence }) => `${point}#${occurrence}`)).toEqual([
      'operator.amount#1',
      'operator.card#1',
      'operator.pin#1',
      'operator.signature#1',
      'operator.amount#2',
      'operator.card#2',
      'operator.pin#2',
    ])
  })
})
