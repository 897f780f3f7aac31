import type { Court } from './court.ts'
import type { JudgeConfig } from './exhibits.ts'
import type { Matter } from './matter.ts'
import { isOpenDebt } from './matter.ts'
import { hasAllCopies, isDangling, lastPaper } from './paper-facts.ts'
import { mayBecomeOwed, takenAnswer } from './undo-cause.ts'

/**
 * All that a rule may still ask for, as stable lines. Instants become distances from now, and only where a rule will still
 * ask for them; trace numbers are marked with `#`.
 */
export function remember(court: Court): readonly string[] {
  const { docket, violations, event } = court
  const { scene } = docket
  const parts: string[] = []
  for (const matter of docket.matters.values()) {
    matter.text ??= textOf(matter, court.config)
    parts.push(matter.text, timesOf(matter, event.atMs, court.config))
  }
  const { prompt, promptMatter, promptAsks, promptAtMs: _, ...rest } = scene
  parts.push(JSON.stringify([prompt, markKey(promptMatter?.key), promptAsks, rest]))
  const debts = docket.debts.map(({ key }) => markKey(key)).join(' ')
  parts.push(`${markKey(docket.current?.key)} ${debts} #${docket.signOn.stan} ${docket.signOn.network}`)
  // Keys themselves stand in the world; here it counts how far behind the newest the terminal's is.
  const { terminal, host } = docket.ring
  parts.push(`${host.length - host.indexOf(terminal[0] ?? '')}`)
  for (const [account, minor] of docket.accounts) parts.push(`${account}=${minor}`)
  for (const { invariant } of violations) parts.push(invariant)
  return parts
}

/** A key with its trace number marked. */
export function markKey(key: string | undefined): string {
  return key === undefined ? '-' : key.replace('/', '/#')
}

function textOf(matter: Matter, config: JudgeConfig): string {
  const { key, wire, journal, ledger, told, toldUncharged, chip } = matter
  const frames = [wire.request?.digest, wire.arrived?.digest, wire.reversal?.digest, wire.reversal?.fields[39]]
  // How often is asked of few things; of the others whether.
  const often = [wire.attempts, wire.attemptsEnded, wire.queriesLeft]
  const whether = [
    wire.requestsLeft > 0,
    wire.reversalsLeft > 0,
    wire.attemptOpen,
    wire.reversalArrived,
    wire.reversalsArrived > 0,
    wire.asked,
  ]
  return JSON.stringify([
    markKey(key),
    frames,
    often,
    whether,
    wire.reversalAnswer,
    answersOf(matter, config),
    journal,
    ledger,
    papersOf(matter),
    told,
    toldUncharged,
    troublesOf(matter, config),
    chip,
  ])
}

/** Which answers there were that a record or a difference may still refer to, and what the last one is a cause for. */
function answersOf(matter: Matter, { profile: { terminal } }: JudgeConfig): readonly unknown[] {
  const { answers } = matter.wire
  const forgets = terminal.malformedAnswer === 'forget' && answers.some(({ sort }) => sort === 'malformed')
  const ignores =
    terminal.declineMac === 'ignore' && answers.some(({ sort, isMacRight }) => sort === 'declined' && !isMacRight)
  const said = [
    answers.some(({ sort }) => sort === 'approved'),
    answers.some(({ sort }) => sort === 'declined'),
    answers.some(({ code, isMacRight }) => code === '94' && isMacRight),
    answers.some(({ code }) => code === '25'),
  ]
  const last = mayBecomeOwed(matter) ? answers.at(-1) : undefined
  const isPlain = last?.sort === 'approved' || last?.sort === 'declined'
  return [said, forgets, ignores, last === undefined ? undefined : [isPlain, last.isAtDeadline]]
}

/** Of what went wrong, what may still be a cause, an excuse or a reason to count less. */
function troublesOf(matter: Matter, { profile: { terminal } }: JudgeConfig): readonly unknown[] {
  const { trouble } = matter
  const { wasCut, cutsWhileOwed, linkLost, flashFull, printer, refusedSignature, cancelled, slipPutOff } = trouble
  const isDue = mayBecomeOwed(matter)
  const isCause = wasCut || linkLost || flashFull || (terminal.completion === 'receipt' && printer)
  const wantsSlip = !hasAllCopies(matter.slips) || isDangling(matter)
  return [
    isDue && isCause,
    isOpenDebt(matter) ? Math.min(cutsWhileOwed, terminal.reversalAttempts) : 0,
    refusedSignature || cancelled,
    wantsSlip && slipPutOff,
  ]
}

/**
 * Of the approvals which copies are whole and what they say, what was announced, which paper decides, and whether one broke
 * off for good.
 */
function papersOf(matter: Matter): readonly unknown[] {
  const whole = matter.slips.filter(({ complete }) => complete)
  const approvals = whole.filter(({ type, condemned }) => type === 'approval' && !condemned)
  const copies = approvals.map(({ copy, marked }) => `${copy} ${marked}`)
  const best = copies.filter((text) => text.endsWith('false') || !copies.includes(text.replace('true', 'false')))
  const said = approvals.map(({ amountMinor, maskedPan, merchantNo }) => `${amountMinor} ${maskedPan} ${merchantNo}`)
  const announced = whole.filter(({ type }) => type === 'pending' || type === 'cleared')
  return [
    'papers',
    distinct(best),
    distinct(said),
    distinct(announced.map(({ type, amountMinor }) => `${type} ${amountMinor}`)),
    lastPaper(matter)?.type,
    isDangling(matter),
  ]
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

/** How long ago what still waits has left; when its time is over it makes no difference how long. */
function timesOf(matter: Matter, nowMs: number, { profile: { terminal } }: JudgeConfig): string {
  const { wire } = matter
  const { answerTimerMs } = terminal
  const leftMs = Math.min(nowMs - wire.requestLeftAtMs, answerTimerMs + 1)
  const isOutstanding = wire.outstanding && leftMs <= answerTimerMs
  const isTimed = isOutstanding || (wire.requestsLeft > 0 && mayBecomeOwed(matter) && takenAnswer(matter) === undefined)
  const attemptMs = wire.attemptOpen ? Math.min(nowMs - wire.attemptLeftAtMs, answerTimerMs) : -1
  return `${isOutstanding} ${isTimed ? leftMs : -1} ${attemptMs}`
}
