import { Digest } from './digest.ts'
import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'
import type { Side } from './wire.ts'
import type { World } from './world.ts'

/** What is on its way on one connection, each an event of the world's queue. */
export class InFlight {
  private readonly world: World
  private readonly describe: (frame: Uint8Array) => string
  private travels: readonly Travel[] = []

  /** `describe`: what a frame means for what comes later; its digest when absent. */
  constructor(world: World, describe: (frame: Uint8Array) => string = fingerprint) {
    this.world = world
    this.describe = describe
  }

  get isEmpty(): boolean {
    return this.travels.length === 0
  }

  /** Neither connection numbers nor frames are in the label: `state` tells the frames apart, when it is asked. */
  later(ms: number, what: string, fn: () => void, frame?: Frame): void {
    const { clock } = this.world
    const timer = clock.later(ms, what, () => {
      this.travels = this.travels.filter((other) => other !== travel)
      fn()
    })
    const travel = { what, frame, timer, dueMs: clock.now() + ms }
    this.travels = [...this.travels, travel]
  }

  /** Takes frames that will reach nobody out of the queue: a world that waits for them is no other than one that does not. */
  forget(isLost: (frame: Frame) => boolean): void {
    const lost = this.travels.filter(({ frame }) => frame !== undefined && isLost(frame))
    for (const { timer } of lost) this.world.clock.clearTimeout(timer)
    if (lost.length > 0) this.travels = this.travels.filter((travel) => !lost.includes(travel))
  }

  /** Times from now, in the order in which they set out. */
  state(): string {
    const now = this.world.clock.now()
    const words = (frame: Frame | undefined) => (frame === undefined ? '' : this.describe(frame.bytes))
    return this.travels.map(({ what, dueMs, frame }) => `${what}@${dueMs - now} ${words(frame)}`).join(', ')
  }

  save(): Restore {
    return saveFields(this)
  }
}

interface Travel {
  readonly what: string
  readonly frame: Frame | undefined
  readonly dueMs: number
  /** Its event in the queue. */
  readonly timer: number
}

/** Bytes on their way, as a whole or in part. */
export interface Frame {
  readonly bytes: Uint8Array
  readonly to: Side
  /** Whether it has yet to come to the middle of the line, is held there, or is behind it, where nothing stops it any more. */
  readonly at: 'before' | 'middle' | 'behind'
}

/** Tells frames in flight apart without showing them. */
function fingerprint(bytes: Uint8Array): string {
  const digest = new Digest()
  digest.bytes(bytes)
  return digest.value()
}
