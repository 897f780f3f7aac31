import type { Court } from './court.ts'
import type { Matter } from './matter.ts'
import { hasAllCopies, isDangling, lastPaper } from './paper-facts.ts'
import type { Slip } from './slip.ts'

/**
 * All that a rule may still ask for, as stable lines. Instants become distances from now, and only where a rule will still
 * ask for them; trace numbers are marked with `#`.
 */
export function remember(court: Court): readonly string[] {
  const { docket, violations, event } = court
  const { scene } = docket
  const mostCuts = court.config.profile.terminal.reversalAttempts
  const parts: string[] = []
  for (const matter of docket.matters.values()) {
    matter.text ??= textOf(matter, mostCuts)
    parts.push(matter.text, timesOf(matter, event.atMs))
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

function textOf(matter: Matter, mostCuts: number): string {
  const { key, wire, journal, ledger, told, toldUncharged, shown, trouble, chip } = matter
  const frames = [wire.request?.digest, wire.arrived?.digest, wire.reversal?.digest, wire.reversal?.fields[39]]
  // How often is asked of few things; of the others whether.
  const often = [wire.attempts, wire.attemptsEnded, wire.queriesLeft]
  const whether = [
    wire.requestsLeft > 0,
    wire.outstanding,
    wire.reversalsLeft > 0,
    wire.attemptOpen,
    wire.reversalArrived,
    wire.reversalsArrived > 0,
    wire.asked,
  ]
  const troubles = { ...trouble, cuts: Math.min(trouble.cuts, journal.cleared === 'no' ? mostCuts : 1) }
  return JSON.stringify([
    markKey(key),
    frames,
    often,
    whether,
    wire.reversalAnswer,
    answersOf(matter),
    journal,
    ledger,
    papersOf(matter),
    told,
    toldUncharged,
    shown,
    troubles,
    chip,
  ])
}

/** Which answers there were, and the last one. */
function answersOf({ wire }: Matter): readonly unknown[] {
  const said = wire.answers.map(({ sort, code, isMacRight }) => `${sort} ${code} ${isMacRight}`)
  const last = wire.answers.at(-1)
  return [[...new Set(said)].sort(), last?.sort, last?.isAtDeadline]
}

/** Which whole papers there are, which of them decides, whether all copies are there, and whether one broke off for good. */
function papersOf(matter: Matter): readonly unknown[] {
  const whole = matter.slips.filter(({ complete }) => complete).map(paperOf)
  return [[...new Set(whole)].sort(), lastPaper(matter)?.type, hasAllCopies(matter.slips), isDangling(matter)]
}

function paperOf({ type, copy, marked, condemned, amountMinor, maskedPan, merchantNo }: Slip): string {
  return `${type} ${copy} ${marked} ${condemned} ${amountMinor} ${maskedPan} ${merchantNo}`
}

/** How long ago what still waits has left. */
function timesOf({ wire }: Matter, nowMs: number): string {
  const waitsMs = wire.outstanding ? nowMs - wire.requestLeftAtMs : -1
  const attemptMs = wire.attemptOpen ? nowMs - wire.attemptLeftAtMs : -1
  return `${waitsMs} ${attemptMs}`
}
