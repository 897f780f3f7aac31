/**
 * Counts what is under way between sockets of our own: dials, bytes, ends. While it is more than nothing, virtual time
 * must stand still.
 */
export class Traffic {
  /** How often anything was read, opened or ended: tells a slow machine from one that hangs. */
  progress = 0
  #underWay = 0
  #failure: Error | undefined
  #poke: (() => void) | undefined
  readonly #travellers = new Set<Traveller>()

  get quiet(): boolean {
    return this.#underWay === 0
  }

  get failure(): Error | undefined {
    return this.#failure
  }

  begin(amount: number): void {
    this.#underWay += amount
  }

  done(amount: number): void {
    this.#underWay -= amount
    this.progress += 1
    if (this.#underWay === 0) this.#poke?.()
  }

  /** Something happened between our sockets that nobody of ours ordered. */
  fail(failure: Error): void {
    this.#failure ??= failure
    this.#poke?.()
  }

  /** Calls whenever nothing is under way any more, or something failed; one listener at a time. */
  onQuiet(poke: (() => void) | undefined): void {
    this.#poke = poke
  }

  join(traveller: Traveller): void {
    this.#travellers.add(traveller)
  }

  /** Names everything that is still under way. */
  waitsFor(): string {
    return [...this.#travellers].flatMap((traveller) => traveller.waitsFor()).join('; ') || 'nothing'
  }
}

export interface Traveller {
  waitsFor(): readonly string[]
}
