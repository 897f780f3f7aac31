import type { TestCard } from '../host/index.ts'
import { cardFrom } from '../host/index.ts'
import { assert } from './assert.ts'

/**
 * The card of the closing act and the probe sale: an account of its own, so that a scenario can neither name nor empty it
 * and whatever the probe meets is the terminal's doing.
 */
export const probeCard: TestCard = made()

/** An amount that no scenario uses, so that the probe is no second swipe of anything. */
export const PROBE_MINOR = 7

/** Whether somebody's own card would take the place of the probe's. */
export function isProbeCard(card: { readonly alias: string; readonly pan: string }): boolean {
  return card.alias === probeCard.alias || card.pan === probeCard.pan
}

function made(): TestCard {
  const one = cardFrom({
    alias: 'probe',
    pan: '6212340000020561',
    title: { en: 'The card of the probe sale', zh: '试刷用卡' },
  })
  assert(one.ok, 'the card of the probe sale is a card')
  return one.card
}
