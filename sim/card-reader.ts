import type { Node } from './node.ts'
import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'
import type { World } from './world.ts'

/**
 * The terminal's card reader, for stripes and chips.
 *
 * Fault model. A card may be misread or taken away too early; both reach the terminal as a misread, and the reader goes on
 * waiting. A card that nobody waits for is not read. A chip stays in the reader until the next card is waited for or the
 * power goes; before its second answer it may be taken out, or decline whatever the host has said. Never: one card read as
 * another, a read after `stop`, an answer of a chip that is out.
 */
export class SimulatedCardReader<C = unknown, T = unknown> {
  private readonly world: World
  private readonly node: Node
  private ear: ((how: CardRead<C>) => void) | undefined
  /** The chip that is in the reader. */
  private held: { readonly chip: Chip<T>; readonly alias: string } | undefined

  constructor(world: World, node: Node) {
    this.world = world
    this.node = node
    node.onLose(() => this.stop())
    world.join(this)
  }

  /** Waits for a card until one was read or `stop` is called; a second call takes the first one's place. */
  start(done: (how: CardRead<C>) => void): void {
    this.stop()
    this.ear = done
  }

  stop(): void {
    this.ear = undefined
    this.held = undefined
  }

  /** First GENERATE AC: the chip that is in the reader is asked for a request to its issuer. */
  askChip(terms: T, done: (how: ChipAnswer) => void): void {
    this.toChip('asked', (held) => {
      if (held === undefined) return done({ ok: false })
      this.world.record('cardholder', 'chip.answered', { card: held.alias, cryptogram: 'ARQC' })
      done({ ok: true, chipHex: held.chip.ask(terms) })
    })
  }

  /** Second GENERATE AC: the chip hears what its issuer said, and has the last word. */
  completeChip(issuerHex: string, done: (how: ChipEnd) => void): void {
    const fault = this.held === undefined ? 'pass' : this.world.choose('card.chip', CHIP_FAULTS)
    if (fault === 'removedEarly') this.held = undefined
    this.toChip(`completed ${fault}`, (held) => {
      if (held === undefined) return done({ how: 'removed' })
      const chipHex = fault === 'declines' ? undefined : held.chip.complete(issuerHex)
      const cryptogram = chipHex === undefined ? 'AAC' : 'TC'
      this.world.record('cardholder', 'chip.answered', { card: held.alias, cryptogram })
      done(chipHex === undefined ? { how: 'declined' } : { how: 'approved', chipHex })
    })
  }

  /** The card holder swipes a card, or inserts one that has a chip. The record names it by its alias: card data never enters an event. */
  present(card: C, alias: string, chip?: Chip<T>): void {
    this.world.record('cardholder', 'card.presented', {
      card: alias,
      ...(chip === undefined ? {} : { inserted: true }),
    })
    if (this.ear === undefined) return
    const fault = this.world.choose('card.swipe', SWIPE_FAULTS)
    this.node.later(READ_MS, `card ${alias} ${chip === undefined ? 'swiped' : 'inserted'} ${fault}`, () => {
      const ear = this.ear
      if (ear === undefined) return
      if (fault !== 'pass') return ear({ ok: false, why: 'misread' })
      this.ear = undefined
      if (chip !== undefined) this.held = { chip, alias }
      ear({ ok: true, card })
    })
  }

  save(): Restore {
    return saveFields(this)
  }

  state(): string {
    return `reader ${this.ear === undefined ? 'idle' : 'waits'}${this.held === undefined ? '' : ` holds ${this.held.alias}`}`
  }

  private toChip(what: string, then: (held: SimulatedCardReader<C, T>['held']) => void): void {
    this.node.later(CHIP_MS, `chip ${what}`, () => {
      if (this.held === undefined) this.world.record('cardholder', 'chip.silent', {})
      then(this.held)
    })
  }
}

/** What answers on a chip; how it reckons is the card's affair. */
export interface Chip<T> {
  ask(terms: T): string
  /** Undefined: it declines. */
  complete(issuerHex: string): string | undefined
}
export type ChipAnswer = { readonly ok: true; readonly chipHex: string } | { readonly ok: false }
export type ChipEnd = { readonly how: 'approved'; readonly chipHex: string } | { readonly how: 'declined' | 'removed' }

export type CardRead<C> = { readonly ok: true; readonly card: C } | { readonly ok: false; readonly why: 'misread' }

const READ_MS = 100
const CHIP_MS = 300
const CHIP_FAULTS = ['removedEarly', 'declines'] as const
const SWIPE_FAULTS = ['misread', 'removedEarly'] as const
