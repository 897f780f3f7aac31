import type { Court } from './court.ts'
import type { Matter } from './matter.ts'

/** Whether the exhibits show why this money must be taken back. Rule: domain, doubt and reversal at the terminal. */
export function hasUndoCause(court: Court, matter: Matter): boolean {
  const { trouble, wire } = matter
  const { terminal } = court.config.profile
  if (trouble.cuts > 0 || trouble.linkLost || trouble.flashFull) return true
  if (trouble.refusedSignature || trouble.cancelled) return true
  if (terminal.completion === 'receipt' && trouble.printer) return true
  const answered = wire.answers.at(-1)
  if (answered !== undefined) return answered.sort !== 'approved' && answered.sort !== 'declined'
  return wire.requestsLeft > 0 && court.event.atMs >= wire.requestLeftAtMs + terminal.answerTimerMs
}
