import type { WorldEvent } from '../../sim/index.ts'
import type { Court } from './court.ts'
import type { Matter } from './matter.ts'

/** Reads what people do at the terminal: choices, amounts, cards, PINs. */
export function readPeople(court: Court, event: WorldEvent): void {
  const { scene } = court.docket
  if (event.kind.startsWith('chip.')) {
    readChip(court, event)
    return
  }
  // Every act of a person may start a new round of reversals.
  startRound(court)
  if (event.kind === 'probe.wanted') scene.probeWanted = true
  if (event.kind !== 'key.pressed') return
  const choice = String(event.data['choice'])
  // Only what stands on the screen is answered.
  const matter = scene.promptMatter
  if (copyChoices.has(choice)) scene.copyDue = true
  if (choice === 'clear') scene.supervisorClears = true
  if (matter === undefined) return
  matter.text = undefined
  // Somebody has read the block and wants it asked anew.
  if (choice === 'sendAgain') matter.wire.queriesLeft = 0
  if (choice === 'refused') matter.trouble.refusedSignature = true
  if (paperPrompts.has(scene.prompt)) matter.trouble.slipPutOff ||= putOffChoices.has(choice)
  else if (choice === 'cancel') matter.trouble.cancelled = true
}

/** A chip that was asked answers of itself: nobody has acted. Only its last word counts, and that is about the latest sale. */
function readChip({ docket }: Court, { kind, data }: WorldEvent): void {
  const { current } = docket
  const said = kind === 'chip.silent' ? 'removed' : data['cryptogram']
  if (current === undefined || (said !== 'TC' && said !== 'AAC' && said !== 'removed')) return
  current.chip = said
  current.text = undefined
}

/** Reads the power: who went dark, who came back. */
export function readPower(court: Court, event: WorldEvent): void {
  if (event.data['node'] !== 'terminal') return
  const { docket } = court
  docket.scene.terminalOn = event.kind === 'restored'
  if (event.kind !== 'lost') {
    startRound(court)
    return
  }
  docket.scene.prompt = ''
  docket.scene.promptMatter = undefined
  docket.scene.copyDue = true
  for (const matter of docket.matters.values()) losePower(matter)
}

/** Counts of messages and attempts begin anew with an act of a person, a return of power, the end of a sign-on. */
export function startRound(court: Court): void {
  court.docket.scene.messagesSinceAct = 0
  for (const matter of court.docket.debts) {
    if (matter.wire.attempts === 0 && matter.wire.attemptsEnded === 0) continue
    matter.wire.attempts = 0
    matter.text = undefined
  }
}

function losePower(matter: Matter): void {
  const { wire, trouble } = matter
  if (matter.journal.printed && !matter.journal.owed) return
  matter.text = undefined
  trouble.wasCut = true
  if (matter.journal.owed) trouble.cutsWhileOwed += 1
  wire.outstanding = false
  // The questions about a doubt begin anew with the next start.
  wire.queriesLeft = 0
  if (wire.attemptOpen) {
    wire.attemptOpen = false
    wire.attemptsEnded += 1
  }
}

const copyChoices: ReadonlySet<string> = new Set(['reprint', 'confirm', 'last', 'any'])
const putOffChoices: ReadonlySet<string> = new Set(['cancel', 'later'])
const paperPrompts: ReadonlySet<string> = new Set(['paperOut', 'printerFault', 'slipIncomplete'])
