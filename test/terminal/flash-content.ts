import { approval, Hand, reversalAnswer } from './hand.ts'
import { terminalConfig } from './street.ts'

/** What the flash holds at moments of a terminal's life, as whole banks. */
export const moments: Readonly<Record<string, () => readonly [Uint8Array, Uint8Array]>> = {
  'fresh from the factory': () => content(() => {}),
  'an intent only': () => content((hand) => hand.sell(12800, '123456')),
  'a reversal owed': () =>
    content((hand) => {
      hand.sell(12800, '123456')
      hand.passMs(62_000)
    }),
  'in the middle of an attempt': () =>
    content((hand) => {
      hand.sell(12800, '123456')
      hand.passMs(62_000)
      hand.sell(500, '123456')
    }),
  exhausted: () =>
    content((hand) => {
      hand.sell(12800, '123456')
      hand.passMs(62_000)
      hand.sell(500, '123456')
      hand.passMs(182_000)
    }),
  'approved, the slip not signed': () =>
    content((hand) => {
      hand.answer = (request) => (request.mti === '0200' ? approval(request) : undefined)
      hand.sell()
    }),
  'idle after sales, a decline and a reversal': () =>
    content((hand) => {
      hand.sell(700, '123456')
      hand.passMs(62_000)
      hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : approval(request))
      hand.sell(12800, '123456')
      hand.passMs(2_000)
      hand.answer = (request) => approval(request, { 39: '51' })
      hand.sell(300, '123456')
      hand.passMs(2_000)
    }),
}

/** More than an act needs, so that no compaction comes between. */
export const BANK_BYTES = 4096

function content(play: (hand: Hand) => void): readonly [Uint8Array, Uint8Array] {
  const hand = new Hand(terminalConfig(), { bankBytes: BANK_BYTES })
  play(hand)
  return hand.banks
}
