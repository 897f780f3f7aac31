import type { Node } from './node.ts'
import type { World } from './world.ts'

/**
 * The terminal's card reader.
 *
 * Fault model. A card may be misread or taken away too early; both reach the terminal as a misread, and the reader goes on
 * waiting. A card that nobody waits for is not read. Never: one card read as another, a read after `stop`.
 */
export class SimulatedCardReader<C = unknown> {
  private readonly world: World
  private readonly node: Node
  private ear: ((how: CardRead<C>) => void) | undefined

  constructor(world: World, node: Node) {
    this.world = world
    this.node = node
    node.onLose(() => this.stop())
    world.join(this)
  }

  /** Waits for a card until one was read or `stop` is called; a second call takes the first one's place. */
  start(done: (how: CardRead<C>) => void): void {
    this.ear = done
  }

  stop(): void {
    this.ear = undefined
  }

  /** The card holder presents a card. The record names it by its alias: card data never enters an event. */
  present(card: C, alias: string): void {
    this.world.record('cardholder', 'card.presented', { card: alias })
    if (this.ear === undefined) return
    const fault = this.world.choose('card.swipe', SWIPE_FAULTS)
    this.node.later(READ_MS, `card ${alias} ${fault}`, () => {
      const ear = this.ear
      if (ear === undefined) return
      if (fault !== 'pass') return ear({ ok: false, why: 'misread' })
      this.ear = undefined
      ear({ ok: true, card })
    })
  }

  state(): string {
    return `reader ${this.ear === undefined ? 'idle' : 'waits'}`
  }
}

export type CardRead<C> = { readonly ok: true; readonly card: C } | { readonly ok: false; readonly why: 'misread' }

const READ_MS = 100
const SWIPE_FAULTS = ['misread', 'removedEarly'] as const
