import type { Traffic } from './traffic.ts'

/** The virtual queue, as far as a driver needs it. */
export interface DrivenClock {
  now(): number
  nextAt(): number | undefined
  step(): boolean
}

export interface Pace {
  /** Virtual ms per real ms; as fast as possible when absent. It only delays events, it never moves virtual time. */
  readonly speed?: number
  /** Asked before each event; the drive ends when it answers true. */
  readonly until?: () => boolean
  /** Real ms without any progress on our own sockets after which the drive gives up. */
  readonly watchdogMs?: number
}

/** The run over sockets hangs: bytes, a dial or an end never came through. `message` says which. */
export class LockstepError extends Error {
  override readonly name = 'LockstepError'
  readonly code = 'LOCKSTEP_STUCK'
}

/**
 * Fires the events of a virtual queue while real bytes travel between our own sockets. The queue is the only clock: it
 * advances only when nothing is under way, so neither the machine's speed nor its load shows in the run. Ends when the
 * queue is empty and nothing travels; rejects with what an event threw, or with LOCKSTEP_STUCK.
 */
export function drive(clock: DrivenClock, traffic: Traffic, pace: Pace = {}): Promise<void> {
  const { speed, until, watchdogMs = 10_000 } = pace
  const start = { realMs: performance.now(), virtualMs: clock.now() }
  let pumping = false
  let pacer: NodeJS.Timeout | undefined
  let seen = traffic.progress

  return new Promise((resolve, reject) => {
    const finish = (end: () => void) => {
      clearInterval(watchdog)
      clearTimeout(pacer)
      traffic.onQuiet(undefined)
      end()
    }
    const watchdog = setInterval(() => {
      const stuck = !traffic.quiet && seen === traffic.progress
      seen = traffic.progress
      const message = `no progress for ${watchdogMs} ms of real time, waiting for ${traffic.waitsFor()}`
      if (stuck) finish(() => reject(new LockstepError(message)))
    }, watchdogMs)

    /** Real ms until the event that is due at `atMs` may fire. */
    const earlyMs = (atMs: number) => {
      return speed === undefined ? 0 : start.realMs + (atMs - start.virtualMs) / speed - performance.now()
    }
    const advance = () => {
      while (traffic.quiet) {
        const nextMs = clock.nextAt()
        if (nextMs === undefined || until?.()) return finish(resolve)
        const waitMs = earlyMs(nextMs)
        if (waitMs > 0) {
          clearTimeout(pacer)
          pacer = setTimeout(pump, Math.ceil(waitMs))
          return
        }
        clock.step()
      }
    }
    const pump = () => {
      if (pumping) return
      pumping = true
      try {
        if (traffic.failure) throw traffic.failure
        advance()
      } catch (thrown) {
        finish(() => reject(thrown))
      } finally {
        pumping = false
      }
    }
    traffic.onQuiet(pump)
    pump()
  })
}
