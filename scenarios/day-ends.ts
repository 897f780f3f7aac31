import type { Lab } from './lab.ts'

/**
 * How many milliseconds are left until the host's day and the calendar's end, each only when that is soon: what happens
 * behind such an end is not what happens before it, and far from both it is the same at any hour.
 */
export function dayEndsText(nowMs: number, { host, terminal }: Lab): string {
  const ends = [host.profile.cutOverMinutes, DAY_MINUTES].map((minutes) => {
    const sinceMidnightMs = (nowMs + terminal.profile.utcOffsetMinutes * MINUTE_MS) % DAY_MS
    const leftMs = (minutes * MINUTE_MS - sinceMidnightMs + DAY_MS) % DAY_MS
    return leftMs < SOON_MS ? leftMs : '-'
  })
  return `day ends ${ends.join(' ')}`
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
const DAY_MS = DAY_MINUTES * MINUTE_MS
/** Runs with every kind of trouble are over by then; a clerk gives a step up after three quarters of an hour. */
const SOON_MS = 2 * 60 * MINUTE_MS
