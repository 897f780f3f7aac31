import { formatMoney } from '../money.ts'
import { misdirection } from './account-rule.ts'
import type { Court } from './court.ts'
import { explain, explainUncleared } from './differences.ts'
import type { Matter } from './matter.ts'
import { effectMinor } from './matter.ts'
import { hasAllCopies, hasSlipDue, isDangling, isPaid, lastPaper } from './paper-facts.ts'
import type { Rules } from './rules.ts'
import type { Slip } from './slip.ts'

/** S8: the paper in people's hands and the ledger say the same. */
export const s8: Rules = {
  atRest(court, exhibits) {
    for (const matter of court.docket.matters.values()) {
      if (matter.ledger.account === '' && matter.slips.length === 0) continue
      court.check('S8')
      if (isPaid(matter) === effectMinor(matter) > 0 || hasSlipDue(court, matter)) continue
      const difference = explain(court, matter, exhibits)
      // Announced or not: whoever was promised that nothing was charged will not look for it.
      if (difference?.owedTo === 'cardholder' && matter.toldUncharged) court.accuse('S8', brokenPromise(matter))
      else if (difference !== undefined) court.differences.push(difference)
      else court.accuse('S8', contradiction(matter))
    }
  },
}

/** S15: the amounts are those on paper, on both sides, and on the accounts of that card and that merchant. */
export const s15: Rules = {
  committed(court, commit) {
    if (commit.account === '' && commit.merchantAccount === '') return
    court.check('S15')
    const wrong = misdirection(court.docket, commit)
    // Its money moved all the same: what follows from it is judged as it stands.
    if (wrong !== undefined) court.accuse('S15', `${commit.matter.key}: ${wrong}`)
  },
  atRest(court, exhibits) {
    for (const matter of court.docket.matters.values()) {
      if (!isPaid(matter) || effectMinor(matter) === 0) continue
      court.check('S15')
      const uncleared = explainUncleared(court, matter, exhibits)
      if (uncleared !== undefined) court.differences.push(uncleared)
      for (const slip of matter.slips) {
        const isWhole = slip.complete && slip.type === 'approval' && !slip.condemned
        const wrong = isWhole ? amiss(slip, matter, uncleared !== undefined) : undefined
        if (wrong !== undefined) court.accuse('S15', `${matter.key}: ${wrong}`)
      }
    }
  },
}

/** S9: one original of each copy, and nothing half done is left lying about. */
export const s9: Rules = {
  linePrinted(court, slip, matter) {
    if (slip.type !== 'approval' || !slip.complete || slip.marked) return undefined
    court.check('S9')
    const twin = matter.slips.find((other) => other !== slip && isOriginal(other) && other.copy === slip.copy)
    if (twin === undefined) return undefined
    return court.accuse('S9', `${matter.key}: a second unmarked copy ${slip.copy} was completed`)
  },
  atRest(court) {
    for (const matter of court.docket.matters.values()) {
      const brokeOff = matter.slips.some(
        ({ complete, condemned, type }) => !complete && !condemned && type === 'approval',
      )
      if (!brokeOff) continue
      court.check('S9')
      if (!isDangling(matter) || isPaperOut(court) || matter.trouble.slipPutOff || isLeftToL4(court, matter)) continue
      court.accuse('S9', `${matter.key}: a slip broke off, and neither a whole copy nor a cancellation followed`)
    }
  },
}

/** L4: who was approved gets a slip. */
export const l4: Rules = {
  atRest(court) {
    if (court.config.profile.terminal.completion !== 'approval') return
    for (const matter of court.docket.matters.values()) {
      if (matter.journal.outcome !== 'approved' || matter.journal.owed) continue
      court.check('L4')
      if (hasAllCopies(matter.slips) || isPaperOut(court) || matter.trouble.slipPutOff) continue
      court.accuse('L4', `${matter.key}: approved, and not both copies of its slip were ever whole`)
    }
  },
}

function contradiction(matter: Matter): string {
  const effect = effectMinor(matter)
  const paper = lastPaper(matter)
  const said =
    paper === undefined ? 'no slip' : paper.type === 'approval' ? 'an approved slip' : `a slip that says ${paper.type}`
  return `${matter.key}: ${said} in hand, but the card holder has paid ${formatMoney(effect)}`
}

function brokenPromise(matter: Matter): string {
  return `${matter.key}: the clerk was told "reversed, not charged", but the card holder has paid ${formatMoney(effectMinor(matter))}`
}

/** What a slip says wrongly about who paid how much to whom. */
function amiss(slip: Slip, matter: Matter, isUncleared: boolean): string | undefined {
  const { ledger } = matter
  const effect = effectMinor(matter)
  if (slip.amountMinor !== effect)
    return `the slip says ${formatMoney(slip.amountMinor ?? 0)}, the card holder paid ${formatMoney(effect)}`
  if (isUncleared) return otherCard(slip, matter)
  if (ledger.merchantMinor !== effect)
    return `the slip says ${formatMoney(effect)}, the merchant got ${formatMoney(ledger.merchantMinor)}`
  if (ledger.merchantAccount !== `merchant:${slip.merchantNo}`)
    return 'the slip names another merchant than the one that got the money'
  return otherCard(slip, matter)
}

function otherCard(slip: Slip, { wire }: Matter): string | undefined {
  const pan = (wire.arrived ?? wire.request)?.pan
  const isSameCard =
    pan === undefined || (pan.slice(0, 6) === slip.maskedPan.slice(0, 6) && pan.slice(-4) === slip.maskedPan.slice(-4))
  return isSameCard ? undefined : 'the slip names another card than the one that paid'
}

function isOriginal(slip: Slip): boolean {
  return slip.complete && !slip.marked && !slip.condemned && slip.type === 'approval'
}

function isPaperOut(court: Court): boolean {
  const { scene } = court.docket
  return scene.paperOut || paperPrompts.has(scene.prompt)
}

/** A standing approval that lacks a copy altogether: one fact, one accuser. */
function isLeftToL4(court: Court, matter: Matter): boolean {
  if (court.config.profile.terminal.completion !== 'approval') return false
  return matter.journal.outcome === 'approved' && !matter.journal.owed && !hasAllCopies(matter.slips)
}

const paperPrompts: ReadonlySet<string> = new Set(['paperOut', 'printerFault', 'slipIncomplete'])
