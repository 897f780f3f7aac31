import type { Bilingual } from '../../protocol/index.ts'
import { formatMoney } from '../money.ts'
import { misdirection } from './account-rule.ts'
import type { Court } from './court.ts'
import { explain, explainUncleared } from './differences.ts'
import type { Matter } from './matter.ts'
import { effectMinor } from './matter.ts'
import { hasAllCopies, hasSlipDue, isDangling, isPaid, lastPaper } from './paper-facts.ts'
import type { Rules } from './rules.ts'
import type { Slip } from './slip.ts'
import { about, wordZh } from './words.ts'

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
    if (wrong !== undefined) court.accuse('S15', about(commit.matter, wrong.en, wrong.zh))
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
        if (wrong !== undefined) court.accuse('S15', about(matter, wrong.en, wrong.zh))
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
    return court.accuse(
      'S9',
      about(
        matter,
        `a second unmarked copy ${slip.copy} was completed`,
        `又打印了一张完整且无“重打印”标记的${copyZh(slip)}`,
      ),
    )
  },
  atRest(court) {
    for (const matter of court.docket.matters.values()) {
      const brokeOff = matter.slips.some(
        ({ complete, condemned, type }) => !complete && !condemned && type === 'approval',
      )
      if (!brokeOff) continue
      court.check('S9')
      if (!isDangling(matter) || isPaperOut(court) || matter.trouble.slipPutOff || isLeftToL4(court, matter)) continue
      court.accuse(
        'S9',
        about(
          matter,
          'a slip broke off, and neither a whole copy nor a cancellation followed',
          '凭条打印中断，之后既无完整凭条，也无取消凭条',
        ),
      )
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
      court.accuse(
        'L4',
        about(
          matter,
          'approved, and not both copies of its slip were ever whole',
          '已批准，但签购单两联从未都打印完整',
        ),
      )
    }
  },
}

function contradiction(matter: Matter): Bilingual {
  const paid = formatMoney(effectMinor(matter))
  const said = paperText(lastPaper(matter))
  return about(matter, `${said.en} in hand, but the card holder has paid ${paid}`, `${said.zh}，但持卡人已付 ${paid}`)
}

/** What people hold in their hands. */
function paperText(paper: Slip | undefined): Bilingual {
  if (paper?.type === undefined) return { en: 'no slip', zh: '手中没有凭条' }
  if (paper.type === 'approval') return { en: 'an approved slip', zh: '手中是成功凭条' }
  return { en: `a slip that says ${paper.type}`, zh: `手中凭条写明“${wordZh(paper.type)}”` }
}

function brokenPromise(matter: Matter): Bilingual {
  const paid = formatMoney(effectMinor(matter))
  return about(
    matter,
    `the clerk was told "reversed, not charged", but the card holder has paid ${paid}`,
    `店员被告知“已冲正，未扣款”，但持卡人已付 ${paid}`,
  )
}

/** What a slip says wrongly about who paid how much to whom. */
function amiss(slip: Slip, matter: Matter, isUncleared: boolean): Bilingual | undefined {
  const { ledger } = matter
  const effect = effectMinor(matter)
  const [said, paid, got] = [slip.amountMinor ?? 0, effect, ledger.merchantMinor].map(formatMoney)
  if (slip.amountMinor !== effect)
    return { en: `the slip says ${said}, the card holder paid ${paid}`, zh: `凭条金额为 ${said}，持卡人付款 ${paid}` }
  if (isUncleared) return otherCard(slip, matter)
  if (ledger.merchantMinor !== effect)
    return { en: `the slip says ${said}, the merchant got ${got}`, zh: `凭条金额为 ${said}，商户得 ${got}` }
  if (ledger.merchantAccount !== `merchant:${slip.merchantNo}`)
    return { en: 'the slip names another merchant than the one that got the money', zh: '凭条所载商户不是收款商户' }
  return otherCard(slip, matter)
}

function otherCard(slip: Slip, { wire }: Matter): Bilingual | undefined {
  const pan = (wire.arrived ?? wire.request)?.pan
  const isSameCard =
    pan === undefined || (pan.slice(0, 6) === slip.maskedPan.slice(0, 6) && pan.slice(-4) === slip.maskedPan.slice(-4))
  return isSameCard
    ? undefined
    : { en: 'the slip names another card than the one that paid', zh: '凭条所载的卡不是付款的卡' }
}

function copyZh({ copy }: Slip): string {
  return copy === 'M' ? '商户存根' : '持卡人存根'
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
