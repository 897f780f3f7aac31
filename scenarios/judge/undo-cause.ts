import type { Court } from './court.ts'
import type { Matter } from './matter.ts'

/** Whether the exhibits show why this money must be taken back. Rule: docs/rules.md 1. */
export function hasUndoCause(court: Court, matter: Matter, reason: string): boolean {
  const { trouble, wire, journal } = matter
  const { terminal } = court.config.profile
  if (trouble.cuts > 0 || trouble.linkLost || trouble.flashFull) return true
  if (trouble.refusedSignature || trouble.cancelled) return true
  if (matter.chip === 'AAC' || matter.chip === 'removed') return CHIP_REASONS.has(reason)
  if (terminal.completion === 'receipt' && trouble.printer) return true
  const answered = wire.answers.at(-1)
  // An answer at the deadline itself counts once the journal has taken it: until then the timer may have been first.
  const isTaken = answered !== undefined && !(answered.isAtDeadline && journal.outcome === 'none')
  if (isTaken) return answered.sort !== 'approved' && answered.sort !== 'declined'
  return wire.requestsLeft > 0 && court.event.atMs >= wire.requestLeftAtMs + terminal.answerTimerMs
}

/** After an approval by the host; any other reason would say that there was none. */
const CHIP_REASONS: ReadonlySet<string> = new Set(['06', '96'])
