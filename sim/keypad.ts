import { Digest } from './digest.ts'
import { faultNumber, parseFault } from './fault.ts'
import type { Node } from './node.ts'
import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'
import type { World } from './world.ts'

/**
 * The terminal's keys, under the fingers of the clerk and the card holder.
 *
 * Fault model. A press may be lost or repeat by itself, an amount may be lost or come with one wrong digit. What is
 * pressed while the terminal is dark or does not listen is gone. Never: a key nobody pressed, a PIN in a record.
 */
export class SimulatedKeypad {
  private readonly world: World
  private readonly node: Node
  private ear: ((input: KeypadInput) => void) | undefined
  private repeatsUntilMs = 0

  constructor(world: World, node: Node) {
    this.world = world
    this.node = node
    node.onLose(() => {
      this.ear = undefined
    })
    world.join(this)
  }

  /** The one ear for whatever is entered; a second call takes the first one's place. */
  listen(ear: (input: KeypadInput) => void): void {
    this.ear = ear
  }

  /** Presses the key for this choice. */
  press(choice: string): void {
    this.world.record('operator', 'key.pressed', { choice })
    this.key({ kind: 'choice', choice }, `key ${choice}`)
  }

  /** Presses the cancel key. */
  cancel(): void {
    this.world.record('operator', 'key.pressed', { choice: 'cancel' })
    this.key({ kind: 'cancel' }, 'key cancel')
  }

  /** Types an amount and confirms it; the record says what was really typed. */
  typeAmount(amountMinor: number): void {
    const fault = this.world.choose('keypad.amount', AMOUNT_FAULTS)
    const struck = fault === 'pass' ? undefined : parseFault(fault)
    const wrong = struck?.name === 'wrongDigit'
    const typedMinor = wrong ? withWrongDigit(amountMinor, faultNumber(struck, 0, 0)) : amountMinor
    this.world.record('operator', 'amount.typed', { amountMinor: typedMinor })
    if (struck?.name === 'lost') return
    this.deliver({ kind: 'amount', amountMinor: typedMinor }, `amount ${typedMinor}`, 0)
  }

  /** Types a PIN and confirms it; an empty one is only the confirmation. */
  typePin(pin: string): void {
    // An empty PIN is a key too: who has none presses enter.
    this.world.record('cardholder', pin === '' ? 'pin.skipped' : 'pin.typed', {})
    this.deliverSecret(pin)
  }

  /** Somebody of the shop types a code where a PIN is asked for. */
  typeCode(code: string): void {
    this.world.record('operator', 'code.typed', {})
    this.deliverSecret(code)
  }

  private deliverSecret(pin: string): void {
    // Two PINs are two worlds, and no label says which.
    const digest = new Digest()
    digest.bytes(Uint8Array.from(pin, (digit) => digit.charCodeAt(0)))
    this.deliver({ kind: 'pin', pin }, `pin ${digest.value()}`, 0)
  }

  /** A key that was pressed still repeats by itself. */
  get isStuck(): boolean {
    return this.world.clock.now() <= this.repeatsUntilMs
  }

  save(): Restore {
    return saveFields(this)
  }

  state(): string {
    return `keypad ${this.ear === undefined ? 'deaf' : 'listens'}`
  }

  private key(input: KeypadInput, label: string): void {
    const fault = this.world.choose('keypad.key', KEY_FAULTS)
    if (fault === 'lost') return
    const repeats = fault === 'pass' ? 0 : faultNumber(parseFault(fault), 0, 2)
    const endMs = this.world.clock.now() + repeats * REPEAT_MS
    if (repeats > 0) this.repeatsUntilMs = Math.max(this.repeatsUntilMs, endMs)
    for (let press = 0; press <= repeats; press++) this.deliver(input, label, press * REPEAT_MS)
  }

  private deliver(input: KeypadInput, label: string, ms: number): void {
    this.node.later(ms, label, () => this.ear?.(input))
  }
}

export type KeypadInput =
  | { readonly kind: 'choice'; readonly choice: string }
  | { readonly kind: 'amount'; readonly amountMinor: number }
  | { readonly kind: 'pin'; readonly pin: string }
  | { readonly kind: 'cancel' }

const REPEAT_MS = 100
const KEY_FAULTS = ['lost', 'stuck(2)'] as const
const AMOUNT_FAULTS = ['wrongDigit', 'lost'] as const
/** As many as a message has for an amount. */
const MOST_DIGITS = 12

/** All that an amount may become when one digit of it is wrong. */
export function withOneWrongDigit(amountMinor: number): readonly number[] {
  return Array.from({ length: MOST_DIGITS }, (_, place) => withWrongDigit(amountMinor, place))
}

/** The digit at `place` (0: the last one) becomes its neighbour: 9 becomes 8, any other one more. Never zero as a whole. */
function withWrongDigit(amountMinor: number, place: number): number {
  const unit = 10 ** place
  const digit = Math.floor(amountMinor / unit) % 10
  return digit === 9 ? amountMinor - unit : amountMinor + unit
}
