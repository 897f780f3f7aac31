import type { Clock } from '../terminal/index.ts'

/** The machine's own clock and timers. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    setTimeout: (fn, ms) => Number(setTimeout(fn, Math.min(ms, MAX_TIMER_MS))),
    clearTimeout: (id) => clearTimeout(id),
  }
}

/** A longer timer would fire at once: the system keeps them in 32 bits. */
const MAX_TIMER_MS = 2 ** 31 - 1
