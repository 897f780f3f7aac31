import type { Choose } from '../sim/index.ts'
import { withOneWrongDigit } from '../sim/index.ts'
import type { Desk } from './desk.ts'

/**
 * The same desk with people at it who err: a wrong amount, a wrong PIN, a card swiped twice or the wrong way, a change of mind, a card holder
 * who will not sign. They err where the schedule says so and nowhere else.
 */
export function withHumanError(desk: Desk, choose: Choose): Desk {
  return {
    ...desk,
    typeAmount(amountMinor) {
      const fault = choose('operator.amount', AMOUNT_FAULTS)
      if (fault === 'cancel') desk.cancel()
      else desk.typeAmount(fault === 'wrongAmount' ? mistyped(amountMinor) : amountMinor)
    },
    present(alias) {
      const fault = choose('operator.card', desk.hasChip(alias) ? CHIP_CARD_FAULTS : CARD_FAULTS)
      if (fault === 'cancel') desk.cancel()
      else desk.present(alias, fault === 'swipeChip' ? 'swiped' : undefined)
      if (fault === 'swipeTwice') desk.clock.later(SWIPE_AGAIN_MS, 'card swiped again', () => desk.present(alias))
    },
    typePin(alias, pin) {
      const fault = choose('operator.pin', PIN_FAULTS)
      if (fault === 'cancel') desk.cancel()
      else desk.typePin(alias, fault === 'wrongPin' ? NOBODYS_PIN : pin)
    },
    press(choice) {
      const fault = desk.prompt()?.name === 'signature' ? choose('operator.signature', SIGNATURE_FAULTS) : 'pass'
      desk.press(fault === 'pass' ? choice : fault)
    },
  }
}

/** What the terminal may be told where this amount is meant: people err, and so do keys. */
export function typedFor(amountMinor: number): readonly number[] {
  return [amountMinor, mistyped(amountMinor)].flatMap((typed) => [typed, ...withOneWrongDigit(typed)])
}

/** One zero too many. */
function mistyped(amountMinor: number): number {
  return amountMinor * 10
}

const AMOUNT_FAULTS = ['wrongAmount', 'cancel'] as const
const CARD_FAULTS = ['swipeTwice', 'cancel'] as const
const CHIP_CARD_FAULTS = [...CARD_FAULTS, 'swipeChip'] as const
const PIN_FAULTS = ['wrongPin', 'cancel'] as const
const SIGNATURE_FAULTS = ['refused'] as const
/** No test card has it. */
const NOBODYS_PIN = '908172'
/** Sooner than anybody reads the next prompt. */
const SWIPE_AGAIN_MS = 300
