import type { TestCard } from '../../host/index.ts'
import { parseMoney, quote, SUPERVISOR_CODE, suggest } from '../../scenarios/index.ts'
import type { KeypadInput, Prompt } from '../../terminal/index.ts'
import { CommandError } from './command-error.ts'

/** What somebody at the counter does when a prompt stands on the screen. */
export type Gesture =
  | { readonly kind: 'input'; readonly input: KeypadInput }
  | { readonly kind: 'card'; readonly card: TestCard }
  | { readonly kind: 'leave'; readonly why: 'done' | 'stuck' }

/** One sale that was asked for. */
export interface Errand {
  readonly card: TestCard
  readonly amountMinor: number
}

/** Reads `CARD=AMOUNT`, as in `credit-ok=128.00`. Throws SALE_INVALID. */
export function errandOf(text: string, cards: ReadonlyMap<string, TestCard>): Errand {
  const at = text.lastIndexOf('=')
  const [alias, amount] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)]
  if (at < 1)
    throw new CommandError('SALE_INVALID', `${quote(text)} does not read CARD=AMOUNT`, 'for example credit-ok=128.00')
  const card = cards.get(alias)
  if (card === undefined)
    throw new CommandError(
      'SALE_INVALID',
      `no card is called ${quote(alias)}`,
      suggest(alias, [...cards.keys()], 'cards'),
    )
  const amountMinor = parseMoney(amount)
  if (amountMinor === undefined || amountMinor <= 0)
    throw new CommandError(
      'SALE_INVALID',
      `${quote(amount)} is not money`,
      'two decimals and more than nothing: 128.00',
    )
  return { card, amountMinor }
}

/** A clerk with a list: makes its sales one after the other, answers every other prompt with its usual choice, then leaves. */
export class ListClerk {
  readonly #errands: readonly Errand[]
  #begun = 0
  #reloads = 0

  constructor(errands: readonly Errand[]) {
    this.#errands = errands
  }

  /** Sales that were never begun. */
  get left(): number {
    return Math.max(0, this.#errands.length - this.#begun)
  }

  /** Undefined: nothing is to be done but to wait. */
  answer(prompt: Prompt): Gesture | undefined {
    const errand = this.#errands[this.#begun - 1]
    if (prompt.name === 'outOfService') return { kind: 'leave', why: 'stuck' }
    if (prompt.name === 'idle') return this.#next()
    switch (prompt.asks) {
      case 'amount':
        return input(errand === undefined ? { kind: 'cancel' } : { kind: 'amount', amountMinor: errand.amountMinor })
      case 'card':
        return errand === undefined ? input({ kind: 'cancel' }) : { kind: 'card', card: errand.card }
      case 'pin':
        return input({ kind: 'pin', pin: pinFor(prompt, errand?.card) })
      case 'choice':
        return this.#choose(prompt)
      default:
        return undefined
    }
  }

  #next(): Gesture {
    this.#begun += 1
    return this.#begun > this.#errands.length
      ? { kind: 'leave', why: 'done' }
      : input({ kind: 'choice', choice: 'sale' })
  }

  /** The same trouble again and again needs a person. */
  #choose(prompt: Prompt): Gesture | undefined {
    const [first] = prompt.choices
    if (prompt.tone === 'alarm') this.#reloads += 1
    if (this.#reloads > MOST_TRIES) return { kind: 'leave', why: 'stuck' }
    return first === undefined ? undefined : input({ kind: 'choice', choice: first })
  }
}

/** What a person typed at a prompt, as a gesture; a text is why it is none. */
export function gestureOf(typed: string, prompt: Prompt, cards: ReadonlyMap<string, TestCard>): Gesture | string {
  const text = typed.trim()
  if (text === 'quit') return { kind: 'leave', why: 'done' }
  if (text === 'cancel' && !prompt.choices.includes('cancel')) return input({ kind: 'cancel' })
  switch (prompt.asks) {
    case 'amount': {
      const amountMinor = parseMoney(text)
      return amountMinor === undefined
        ? 'an amount with two decimals, such as 128.00'
        : input({ kind: 'amount', amountMinor })
    }
    case 'card': {
      const card = cards.get(text)
      return card === undefined ? suggest(text, [...cards.keys()], 'cards') : { kind: 'card', card }
    }
    case 'pin':
      return /^\d{0,12}$/.test(text) ? input({ kind: 'pin', pin: text }) : 'digits, or nothing for no PIN'
    case 'choice': {
      const choice = prompt.choices[Number(text) - 1] ?? prompt.choices.find((one) => one === text)
      return choice === undefined ? suggest(text, prompt.choices, 'choices') : input({ kind: 'choice', choice })
    }
    default:
      return 'nothing is asked'
  }
}

/** The supervisor's code at the supervisor's prompt, the card's PIN elsewhere. */
function pinFor(prompt: Prompt, card: TestCard | undefined): string {
  return prompt.name === 'supervisorCode' ? SUPERVISOR_CODE : (card?.typedPin ?? card?.pin ?? '')
}

function input(made: KeypadInput): Gesture {
  return { kind: 'input', input: made }
}

const MOST_TRIES = 8
