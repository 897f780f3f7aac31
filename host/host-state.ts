import { businessDay } from './business-day.ts'
import type { HostConfig } from './profile.ts'
import type { Books } from './store.ts'

/** The check value of the MAC key ends field 62 in every layout but the one with a track key, where it names that key. */
const CHECK_VALUE_DIGITS = 8

/** Books and work in hand as text without instants, trace numbers marked with `#`: two hosts that say the same will do the same. */
export function hostState(books: Books, desk: object | 'down', nowMs: number, config: HostConfig): string {
  const { cutOverMinutes } = config.profile
  const today = businessDay(nowMs, config.utcOffsetMinutes, cutOverMinutes, books.dayShift)
  // What was drawn, and when, decides nothing: approval code, rrn, instants. Of the working keys it counts which they are.
  const txns = books.txns.map(({ key, atMs, day, approvalCode: _, rrn: __, ...rest }) => [
    key.text,
    day === today,
    // What is owed upstream is owed a while after this instant, also after a restart.
    rest.flags.debitedUpstream ? nowMs - atMs : 0,
    Object.values(rest),
  ])
  const sessions = books.sessions.map(({ keysHex, stan, ...rest }) => [
    Object.values(rest),
    `#${stan}`,
    `key:${keysHex.slice(-CHECK_VALUE_DIGITS)}`,
  ])
  const text = JSON.stringify([txns, books.accounts, books.exceptions, sessions, desk])
  return text.replace(/\/(\d{6})(?![\d/])/g, '/#$1')
}
