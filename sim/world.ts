import { assert } from './assert.ts'
import { VirtualClock } from './clock.ts'
import { parseFault } from './fault.ts'
import { Random } from './random.ts'
import type { Restore } from './restore.ts'
import { allOf, saveFields, saveGrowing, saveMap } from './restore.ts'

/**
 * What all simulated things share: one clock, one seam for every choice, one record of what happened.
 *
 * Everything that can go wrong asks `choose`. The answer `pass` means that nothing goes wrong; any other answer is the
 * text of one of the offered faults, perhaps with other arguments. Occurrences of a point are counted here, over the
 * whole run: a device that was reborn with its node must not count from one again.
 */
export class World {
  readonly clock: VirtualClock
  readonly random: Random
  private readonly decide: Decide
  private readonly listeners: ((event: WorldEvent) => void)[] = []
  private readonly parts: Part[] = []
  private readonly occurrences = new Map<string, number>()
  private readonly struck: Struck[] = []
  private readonly visits: PointVisit[] | undefined
  private seq = 0
  private healed = false

  constructor(options: WorldOptions) {
    this.clock = new VirtualClock(options.startMs)
    this.random = new Random(options.seed)
    this.decide = options.decide
    this.visits = options.keepPoints === true ? [] : undefined
  }

  /** Asks what happens at this point; a property, so that it can be handed on as a function. */
  readonly choose: Choose = (point, faults, takes = always) => {
    if (this.healed) return 'pass'
    const occurrence = (this.occurrences.get(point) ?? 0) + 1
    this.occurrences.set(point, occurrence)
    this.visits?.push({ point, occurrence, faults, atSeq: this.seq })
    const fault = this.decide(point, occurrence, faults, takes)
    if (fault !== 'pass') this.strike(point, occurrence, fault, faults)
    return fault
  }

  /** Appends an event. Numbers are given out even when nobody listens, so that listening changes nothing. */
  record(lane: Lane, kind: string, data: Readonly<Record<string, unknown>>): void {
    const seq = this.seq
    this.seq += 1
    if (this.listeners.length === 0) return
    const event = { seq, atMs: this.clock.now(), lane, kind, data }
    for (const listener of this.listeners) listener(event)
  }

  listen(listener: (event: WorldEvent) => void): void {
    this.listeners.push(listener)
  }

  /** Nothing strikes any more. */
  get isHealed(): boolean {
    return this.healed
  }

  /** Every fault that struck, in order. */
  get fired(): readonly Struck[] {
    return this.struck
  }

  /** Every point that was reached before the world healed; empty unless `keepPoints` was asked for. */
  get points(): readonly PointVisit[] {
    return this.visits ?? []
  }

  /** Makes a device or node part of this world: its state belongs to the world's, and it heals with it. */
  join(part: Part): void {
    this.parts.push(part)
  }

  /** No more faults: every choice passes from here on, and lasting troubles of the devices end. */
  heal(): void {
    if (this.healed) return
    this.healed = true
    for (const part of this.parts) part.heal?.()
  }

  /**
   * All that decides how this world goes on, line by line: what is queued (times relative to now) and where the randomness
   * stands, then what each part says of itself. Occurrence counters and event numbers are left out.
   */
  state(): readonly string[] {
    const first = `${this.healed ? 'healed ' : ''}${this.clock.state()}| ${this.random.state()}`
    return [first, ...this.parts.map((part) => part.state())]
  }

  /** Remembers everything but who listens; undefined when a part cannot be put back. */
  save(): Restore | undefined {
    const { clock, random, occurrences, struck, visits = [] } = this
    const own = [saveFields(this), saveMap(occurrences), saveGrowing(struck), saveGrowing(visits)]
    return allOf([...own, clock.save(), random.save(), ...this.parts.map((part) => part.save?.())])
  }

  private strike(point: string, occurrence: number, fault: string, faults: readonly string[]): void {
    const { name } = parseFault(fault)
    const offered = faults.some((text) => parseFault(text).name === name)
    assert(offered, `a fault at ${point} is one of those it offers (${faults.join(', ')}), not "${fault}"`)
    this.struck.push({ point, occurrence, fault, atSeq: this.seq, atMs: this.clock.now() })
    this.record('fault', 'struck', { point, occurrence, fault })
  }
}

export interface WorldOptions {
  /** The instant at which the world begins, ms since 1970 UTC. */
  readonly startMs: number
  readonly seed: number
  readonly decide: Decide
  /** Keep a list of every point that was reached. */
  readonly keepPoints?: boolean
}

/** Whatever has a say in how the world goes on. */
export interface Part {
  state(): string
  heal?(): void
  /** Remembers what it is at; a part without it cannot be put back. */
  save?(): Restore | undefined
}

/** Decides what happens: `pass`, or a fault text such as `delay(65000)` whose name is among those offered. */
export type Decide = (point: string, occurrence: number, faults: readonly string[], takes: Takes) => string
/** What devices call: the occurrence is counted behind it. */
export type Choose = (point: string, faults: readonly string[], takes?: Takes) => string
/** Whether a fault would change anything here: with other arguments than those offered it may not. */
export type Takes = (fault: string) => boolean

const always = () => true

export type Lane =
  | 'operator'
  | 'screen'
  | 'terminal'
  | 'flash'
  | 'link'
  | 'host'
  | 'issuer'
  | 'ledger'
  | 'printer'
  | 'cardholder'
  | 'power'
  | 'fault'

/** Something that happened. Raw: `data` may hold bytes with secrets in them, and is masked before anybody prints it. */
export interface WorldEvent {
  readonly seq: number
  readonly atMs: number
  readonly lane: Lane
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Struck {
  readonly point: string
  readonly occurrence: number
  readonly fault: string
  /** Number of the event `struck`. */
  readonly atSeq: number
  readonly atMs: number
}

export interface PointVisit {
  readonly point: string
  readonly occurrence: number
  readonly faults: readonly string[]
  /** Number that the next event got: what happened before this is settled. */
  readonly atSeq: number
}
