/** A point in local time, by arithmetic: a `Date` a field would be slow, and its zone would be the machine's. */
export interface LocalTime {
  readonly year: number
  /** MMDD */
  readonly date: string
  /** hhmmss */
  readonly time: string
}

const DAY_MS = 86_400_000

/** The local time of an instant (ms since 1970-01-01 UTC) in a zone so many minutes east of Greenwich. */
export function localTime(atMs: number, utcOffsetMinutes: number): LocalTime {
  const localMs = atMs + utcOffsetMinutes * 60_000
  const day = Math.floor(localMs / DAY_MS)
  const second = Math.floor((localMs - day * DAY_MS) / 1000)
  // Days since 0000-03-01, in eras of 400 years: a year that starts in March keeps its leap day at the end.
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    date: two(month) + two(dayOfMonth),
    time: two(Math.floor(second / 3600)) + two(Math.floor(second / 60) % 60) + two(second % 60),
  }
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}
