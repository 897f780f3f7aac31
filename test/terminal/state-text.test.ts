import { describe, expect, it } from 'vitest'
import { profileOf } from '../../terminal/index.ts'
import { CARD, Hand, reversalAnswer } from './hand.ts'
import { terminalConfig } from './street.ts'

/** A terminal with one sale that nobody answered, right before its reversal. */
function reversed(): Hand {
  const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), reversalWhen: 'atOnce' }))
  hand.sell(12800, '123456')
  hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request, '00') : undefined)
  hand.passMs(60_000)
  return hand
}

describe('a doubt that was settled', () => {
  it('is told with its age for as long as somebody may come with its amount', () => {
    const hand = reversed()
    hand.passMs(10_000)
    expect(hand.prompt.name).toBe('idle')
    const told = (mayCome: boolean) => hand.terminal.state((amountMinor) => mayCome && amountMinor === 12800)
    const [asked, unasked] = [told(true), told(false)]
    hand.passMs(10_000)
    expect(told(true)).not.toBe(asked)
    expect(told(false)).toBe(unasked)
    // Nobody can tell what a hand in front of it will type next.
    expect(hand.terminal.state()).toBe(told(true))
  })

  it('is told without its age once the card of the sale under way was read, unless another sale may follow', () => {
    const hand = reversed()
    hand.passMs(10_000)
    hand.choose('sale')
    hand.enter({ kind: 'amount', amountMinor: 12800 })
    const told = (...from: ('now' | 'idle')[]) => hand.terminal.state((_, asked) => from.includes(asked))
    const ages = (...from: ('now' | 'idle')[]) => {
      const before = told(...from)
      hand.passMs(1000)
      return told(...from) !== before
    }
    // Its own amount counts, whatever else may come.
    expect([ages(), ages('idle'), ages('now')]).toEqual([true, true, true])
    hand.present(CARD)
    expect([ages(), ages('now'), ages('idle')]).toEqual([false, false, true])
  })
})
