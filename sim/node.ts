import { assert } from './assert.ts'
import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'
import type { World } from './world.ts'

/**
 * A computer that can lose its power: a terminal whose plug is pulled and a host process that crashes are the same thing.
 *
 * Each start is a new incarnation. Whatever calls into the node (a timer, a device's answer, bytes from the line, a key)
 * goes through `enter`, so calls meant for a dead incarnation vanish. A device cuts its node in the middle of a call by
 * throwing one sentinel that only `enter` catches; the code inside the node never knows.
 *
 * Fault model: loss is total and at once; volatile memory and timers are gone; nothing inside runs until the restart;
 * a loss while booting is just another loss. A node that asks may find its clock reset at a start; its timers still run
 * true. Never: a node that is half alive.
 */
export class Node {
  readonly name: 'terminal' | 'host'
  private readonly world: World
  private readonly bootMs: number
  private readonly starts: (() => void)[] = []
  private readonly losses: (() => void)[] = []
  private readonly clockPoint: string | undefined
  private on = false
  private life = 0
  /** The start that the last loss has planned. */
  private boot = { timer: 0, atMs: 0 }
  /** What the node's own clock is ahead of the world's. */
  private skewMs = 0

  constructor(world: World, name: 'terminal' | 'host', options: NodeOptions) {
    this.world = world
    this.name = name
    this.bootMs = options.bootMs
    this.clockPoint = options.clockPoint
    world.join(this)
  }

  get powered(): boolean {
    return this.on
  }

  /** 0 before the first start, then one more with each. */
  get incarnation(): number {
    return this.life
  }

  /** What happens at every start, in the order of registration; runs inside the node, so it may be cut. */
  onStart(fn: () => void): void {
    this.starts.push(fn)
  }

  /** What happens at every loss, in the order of registration; runs outside the node, which is dark already. */
  onLose(fn: () => void): void {
    this.losses.push(fn)
  }

  /** Begins a new incarnation. Records `restored`, except the first time. */
  start(): void {
    assert(!this.on, `the ${this.name} is started only while it is off`)
    this.on = true
    this.life += 1
    if (this.life > 1) this.world.record('power', 'restored', { node: this.name })
    if (this.clockPoint !== undefined && this.world.choose(this.clockPoint, CLOCK_FAULTS) === 'reset') {
      this.skewMs = RESET_AT_MS - this.world.clock.now()
    }
    this.enter(() => {
      for (const start of this.starts) start()
    })()
  }

  /**
   * Wraps a call into the node: it belongs to the present incarnation, vanishes with it, and ends where the power is cut.
   * A cut unwinds this node's frames only: a node that called into another one goes on.
   */
  enter<A extends unknown[]>(fn: (...args: A) => void): (...args: A) => void {
    const life = this.life
    return (...args) => {
      if (life !== this.life || !this.on) return
      const outer = running
      running = this
      try {
        fn(...args)
      } catch (thrown) {
        if (thrown !== POWER_LOST || outer === this) throw thrown
      } finally {
        running = outer
      }
    }
  }

  /** Calls into the node in `ms` unless this incarnation dies before; nothing is planned for a node that is off. */
  later(ms: number, label: string, fn: () => void): number {
    return this.on ? this.world.clock.later(ms, label, this.enter(fn), this) : 0
  }

  /** Power goes away now and comes back in `restartAfterMs`. For whoever stands outside the node; a node that is off stays so. */
  lose(restartAfterMs: number = this.bootMs): void {
    if (!this.on) return
    this.on = false
    this.world.record('power', 'lost', { node: this.name })
    for (const loss of this.losses) loss()
    this.world.clock.forget(this)
    this.startIn(restartAfterMs)
  }

  /** `lose` from inside the node: never returns to the code that called the device. */
  cut(restartAfterMs?: number): never {
    assert(running === this, `only what runs inside the ${this.name} is cut; from outside it loses its power`)
    this.lose(restartAfterMs)
    throw POWER_LOST
  }

  /** The clock that the code inside sees; its timers die with the incarnation. */
  clock(): NodeClock {
    const clock = this.world.clock
    const label = `${this.name} timer`
    return {
      now: () => clock.now() + this.skewMs,
      setTimeout: (fn, ms) => this.later(ms, label, fn),
      clearTimeout: (id) => clock.clearTimeout(id),
    }
  }

  /** Somebody sets the clock; power that would stay away for long comes back, and the node starts as after any other loss. */
  heal(): void {
    this.skewMs = 0
    const { clock } = this.world
    if (this.on || this.life === 0 || this.boot.atMs <= clock.now() + this.bootMs) return
    clock.clearTimeout(this.boot.timer)
    this.startIn(this.bootMs)
  }

  private startIn(ms: number): void {
    const { clock } = this.world
    this.boot = { timer: clock.later(ms, `boot ${this.name}`, () => this.start()), atMs: clock.now() + ms }
  }

  save(): Restore {
    return saveFields(this)
  }

  state(): string {
    return `${this.name} ${this.on ? 'on' : 'off'}${this.skewMs === 0 ? '' : ' clock wrong'}`
  }
}

export interface NodeOptions {
  /** How long the node is dark after a loss when the loss does not say otherwise. */
  readonly bootMs: number
  /** The point that is asked at every start about the node's own clock; absent, it is always right. */
  readonly clockPoint?: string
}

export interface NodeClock {
  now(): number
  setTimeout(fn: () => void, ms: number): number
  clearTimeout(id: number): void
}

const CLOCK_FAULTS = ['reset'] as const
/** 2000-01-01T00:00:00Z: where a clock without a battery begins. */
const RESET_AT_MS = 946_684_800_000

/** Thrown by `cut`, caught by `enter` alone. One object: it carries nothing. */
const POWER_LOST = new Error('power lost: only Node.enter may catch this')

/** The node whose code runs at this moment; the world is synchronous, so there is at most one. */
let running: Node | undefined
