import type { Court } from './court.ts'
import type { Matter } from './matter.ts'

/** Whether the exhibits show why this money must be taken back. Rule: docs/rules.md 1. */
export function hasUndoCause(court: Court, matter: Matter, reason: string): boolean {
  const { trouble, wire, journal } = matter
  const { terminal } = court.config.profile
  if (trouble.refusedSignature || trouble.cancelled) return true
  // What went wrong on the way to a slip that is printed and noted is no cause any more.
  if (journal.printed) return false
  if (trouble.wasCut || trouble.linkLost || trouble.flashFull) return true
  if (matter.chip === 'AAC' || matter.chip === 'removed') return CHIP_REASONS.has(reason)
  if (terminal.completion === 'receipt' && trouble.printer) return true
  const answered = takenAnswer(matter)
  if (answered !== undefined) return answered.sort !== 'approved' && answered.sort !== 'declined'
  return wire.requestsLeft > 0 && court.event.atMs >= wire.requestLeftAtMs + terminal.answerTimerMs
}

/** An answer at the deadline itself counts once the journal has taken it: until then the timer may have been first. */
export function takenAnswer({ wire, journal }: Matter): Matter['wire']['answers'][number] | undefined {
  const last = wire.answers.at(-1)
  return last?.isAtDeadline === true && journal.outcome === 'none' ? undefined : last
}

/** Its money is not yet asked back, and something that went wrong so far may still be a cause for it. */
export function mayBecomeOwed({ journal }: Matter): boolean {
  return !journal.owed && !journal.printed
}

/** After an approval by the host; any other reason would say that there was none. */
const CHIP_REASONS: ReadonlySet<string> = new Set(['06', '96'])
