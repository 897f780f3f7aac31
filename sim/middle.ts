import type { VirtualClock } from './clock.ts'
import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'
import type { Side } from './wire.ts'

/**
 * The middle of one connection, a stream of bytes to each side: while a frame passes piece by piece, whoever comes later
 * waits in a row behind it, so that nothing breaks it and nothing overtakes what was there before.
 */
export class Middle {
  private readonly clock: VirtualClock
  private freeAtMs: Readonly<Record<Side, number>> = { terminal: 0, host: 0 }

  constructor(clock: VirtualClock) {
    this.clock = clock
  }

  /** Takes the next place for so long, and answers in how many ms its turn is. Who passes at once keeps nobody waiting. */
  queue(to: Side, forMs = 0): number {
    const inMs = this.waitMs(to)
    if (inMs + forMs > 0) this.freeAtMs = { ...this.freeAtMs, [to]: this.clock.now() + inMs + forMs + 1 }
    return inMs
  }

  /** Empty while both ways are free; times from now. */
  state(): string {
    const waits = `${this.waitMs('terminal')} ${this.waitMs('host')}`
    return waits === '0 0' ? '' : ` busy ${waits}`
  }

  save(): Restore {
    return saveFields(this)
  }

  private waitMs(to: Side): number {
    return Math.max(0, this.freeAtMs[to] - this.clock.now())
  }
}
