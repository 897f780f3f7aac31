import type { Court } from './court.ts'
import type { Matter } from './matter.ts'

/** The docket as stable text. Instants become distances from now, and only where a rule will still ask for them. */
export function remember(court: Court): string {
  const { docket, violations, event } = court
  const { scene } = docket
  const parts: string[] = []
  for (const matter of docket.matters.values()) {
    matter.text ??= textOf(matter)
    parts.push(matter.text, timesOf(matter, event.atMs))
  }
  const { prompt, promptMatter, promptAsks, promptAtMs: _, ...rest } = scene
  parts.push(JSON.stringify([prompt, promptMatter?.key, promptAsks, rest]))
  parts.push(
    `${docket.current?.key} ${docket.debts.map(({ key }) => key).join(' ')} ${docket.signOn.stan} ${docket.signOn.network}`,
  )
  // Keys themselves stand in the world; here it counts which of them each side is at.
  const { terminal, host } = docket.ring
  parts.push(`${host.length} ${host.indexOf(terminal[0] ?? '')}`)
  for (const [account, minor] of docket.accounts) parts.push(`${account}=${minor}`)
  for (const { invariant, message } of violations) parts.push(`${invariant} ${message}`)
  return parts.join('\n')
}

function textOf({ key, wire, journal, ledger, slips, told, trouble, chip }: Matter): string {
  const { request, arrived, reversal, requestLeftAtMs: _, attemptLeftAtMs: __, queriedFirstAtMs: ___, ...counts } = wire
  const frames = [request?.digest, arrived?.digest, reversal?.digest, reversal?.fields[39]]
  const paper = slips.map(({ job: _job, lines: _lines, ...slip }) => slip)
  return JSON.stringify([key, counts, frames, journal, ledger, paper, told, trouble, chip])
}

/** How long ago what still waits has left. */
function timesOf({ wire }: Matter, nowMs: number): string {
  const waitsMs = wire.outstanding ? nowMs - wire.requestLeftAtMs : -1
  const attemptMs = wire.attemptOpen ? nowMs - wire.attemptLeftAtMs : -1
  return `${waitsMs} ${attemptMs}`
}
