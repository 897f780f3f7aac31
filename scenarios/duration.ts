/** A duration as people write it, "70s" or "250ms", in milliseconds; undefined when it is none or longer than a week. */
export function parseDuration(text: string): number | undefined {
  const found = DURATION.exec(text)
  if (found === null) return undefined
  const durationMs = Number(found[1]) * UNIT_MS[found[2] as keyof typeof UNIT_MS]
  return durationMs <= LONGEST_MS ? durationMs : undefined
}

/** An instant with its offset from UTC, "2026-01-05T09:00:00+08:00", in milliseconds since 1970; undefined otherwise. */
export function parseInstant(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined
  const atMs = Date.parse(text)
  const day = text.slice(0, 'yyyy-mm-dd'.length)
  const dayMs = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(atMs) || Number.isNaN(dayMs)) return undefined
  // A 30th of February would be taken for a day in March.
  return new Date(dayMs).toISOString().startsWith(day) ? atMs : undefined
}

export const DURATION = /^(0|[1-9][0-9]{0,8})(ms|s|m|h)$/
export const INSTANT = /^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$/
const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const
/** A week. */
export const LONGEST_MS = 7 * 24 * 3_600_000
