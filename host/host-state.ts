import { businessDay } from './business-day.ts'
import type { HostConfig } from './profile.ts'
import type { Books } from './store.ts'

/** Books and work in hand as text without instants: two hosts that say the same will do the same. */
export function hostState(books: Books, desk: object, nowMs: number, config: HostConfig): string {
  const { cutOverMinutes } = config.profile
  const today = businessDay(nowMs, config.utcOffsetMinutes, cutOverMinutes, books.dayShift)
  const txns = books.txns.map(({ key, atMs: _atMs, day, ...rest }) => [key.text, day === today, Object.values(rest)])
  return JSON.stringify([txns, books.accounts, books.exceptions, books.sessions, desk])
}
