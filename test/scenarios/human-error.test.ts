import { describe, expect, test } from 'vitest'
import { points, run, scenario } from '../../scenarios/index.ts'

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
