/** Civil time of the host, from milliseconds since 1970-01-01 UTC. */
export interface CivilTime {
  /** hhmmss, as in field 12. */
  readonly time: string
  /** MMDD, as in field 13. */
  readonly date: string
  /** yymm, as a card's expiry. */
  readonly month: string
}

export function civilTime(atMs: number, utcOffsetMinutes: number): CivilTime {
  const at = new Date(atMs + utcOffsetMinutes * MINUTE_MS)
  const month = two(at.getUTCMonth() + 1)
  return {
    time: two(at.getUTCHours()) + two(at.getUTCMinutes()) + two(at.getUTCSeconds()),
    date: month + two(at.getUTCDate()),
    month: two(at.getUTCFullYear() % 100) + month,
  }
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

/**
 * The business day of an instant as yyyy-mm-dd: after the cut-over the next day has begun, and each day that was ended
 * early shifts all later ones.
 */
export function businessDay(atMs: number, utcOffsetMinutes: number, cutOverMinutes: number, dayShift: number): string {
  const afterCutOver = (24 * 60 - cutOverMinutes) * MINUTE_MS
  const day = Math.floor((atMs + utcOffsetMinutes * MINUTE_MS + afterCutOver) / DAY_MS) + dayShift
  // Asked several times a request, and nearly always about the same day.
  if (day !== latest.day) latest = { day, text: new Date(day * DAY_MS).toISOString().slice(0, 10) }
  return latest.text
}

let latest = { day: -1, text: '1969-12-31' }

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
