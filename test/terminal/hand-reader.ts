import type { CardData, CardReader, ChipEnd, ChipTerms } from '../../terminal/index.ts'

/** A card reader moved by hand: a card is there when it is presented, a chip answers what it is told to. */
export class HandReader implements CardReader {
  /** What the chip asks its issuer with; '' when it is gone by then. And its last word. */
  chipHex = ''
  chipEnd: ChipEnd = { how: 'removed' }
  readonly asked: ChipTerms[] = []
  readonly told: string[] = []
  readonly #queue: (() => void)[]
  #ear: Parameters<CardReader['start']>[0] = () => {}

  constructor(queue: (() => void)[]) {
    this.#queue = queue
  }

  start(done: Parameters<CardReader['start']>[0]): void {
    this.#ear = done
  }

  stop(): void {}

  present(card: CardData): void {
    const ear = this.#ear
    this.#ear = () => {}
    ear({ ok: true, card })
  }

  askChip(terms: ChipTerms, done: Parameters<CardReader['askChip']>[1]): void {
    this.asked.push(terms)
    this.#queue.push(() => done(this.chipHex === '' ? { ok: false } : { ok: true, chipHex: this.chipHex }))
  }

  completeChip(issuerHex: string, done: Parameters<CardReader['completeChip']>[1]): void {
    this.told.push(issuerHex)
    this.#queue.push(() => done(this.chipEnd))
  }
}
