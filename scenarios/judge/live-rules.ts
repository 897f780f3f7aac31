import type { Bilingual } from '../../protocol/index.ts'
import type { Court } from './court.ts'
import type { Matter } from './matter.ts'
import { isOpenDebt } from './matter.ts'
import { namedBlocks } from './prompts.ts'
import type { Rules } from './rules.ts'
import { hasUndoCause } from './undo-cause.ts'
import { about, screenName, wordZh } from './words.ts'

/** L1: an undo that is owed comes to an end, and to an honest one. */
export const l1: Rules = {
  recordKept(court, record, matter) {
    const isGivenUp = record.kind === 'exhausted' || (record.kind === 'cleared' && record.how === 'dropped')
    if (!isGivenUp || matter === undefined) return
    court.check('L1')
    const { reversalAttempts } = court.config.profile.terminal
    // A cut after the counter was synced takes an attempt that never left.
    const cuts = isOpenDebt(matter) ? matter.trouble.cutsWhileOwed : 0
    const wanted = Math.max(0, reversalAttempts - cuts)
    const { attemptsEnded, attemptOpen } = matter.wire
    if (attemptsEnded >= wanted && !attemptOpen) return
    court.accuse(
      'L1',
      about(
        matter,
        `given up after ${attemptsEnded} attempts that were waited for or refused, not ${wanted}`,
        `等满时限或被拒绝的冲正 ${attemptsEnded} 次后即放弃，应为 ${wanted} 次`,
      ),
    )
  },
  atRest(court) {
    for (const matter of court.docket.matters.values()) {
      if (!matter.journal.owed) continue
      court.check('L1')
      if (!isOpenDebt(matter) || matter.journal.exhausted || isNamedBlock(court)) continue
      court.accuse('L1', about(matter, 'its undo is still owed, and nobody is told why', '仍待冲正，且无人被告知原因'))
    }
  },
}

/** L2: at rest one can work, or reads why not. */
export const l2: Rules = {
  atRest(court, { probeKey }) {
    const { scene } = court.docket
    court.check('L2')
    if (isNamedBlock(court)) return
    if (!scene.terminalOn || scene.prompt === '' || scene.promptAsks === 'nothing') {
      court.accuse('L2', {
        en: `at rest the screen shows "${scene.prompt}", which asks nobody for anything`,
        zh: `静止时屏幕显示“${screenName(scene.prompt)}”，不等待任何人操作`,
      })
      return
    }
    if (!scene.probeWanted || scene.probeBlocked) return
    const probe = probeKey === undefined ? undefined : court.docket.matters.get(probeKey)
    if (probe?.journal.outcome === 'approved') return
    court.accuse('L2', {
      en: `the probe sale was not approved; the screen shows "${scene.prompt}"`,
      zh: `试刷未获批准，屏幕显示“${screenName(scene.prompt)}”`,
    })
  },
}

/** L3: one sale, one story. */
export const l3: Rules = {
  atRest(court) {
    for (const matter of court.docket.matters.values()) {
      if (!isSale(matter) || isStillOpen(court, matter)) continue
      court.check('L3')
      if (matter.told.length === 0)
        court.accuse('L3', about(matter, 'the clerk was never told how it ended', '店员始终未被告知交易结果'))
      else if (!isOneStory(court, matter)) court.accuse('L3', contradictory(matter))
    }
  },
}

/** L8: no undo and no duplicate without a cause. */
export const l8: Rules = {
  recordKept(court, record, matter) {
    if (record.kind !== 'owed' || matter === undefined || matter.journal.owed) return
    court.check('L8')
    if (!hasUndoCause(court, matter, record.reason))
      court.accuse('L8', about(matter, 'an undo is owed, and nothing gave cause for it', '已记待冲正，却没有任何原因'))
  },
  linePrinted(court, slip, matter) {
    if (!slip.complete || !slip.marked || slip.type !== 'approval') return
    court.check('L8')
    if (!court.docket.scene.copyDue)
      court.accuse(
        'L8',
        about(matter, 'marked as a duplicate, and nothing gave cause for it', '签购单标为“重打印”，却没有任何原因'),
      )
  },
}

function contradictory(matter: Matter): Bilingual {
  const { told } = matter
  return about(matter, `the clerk was told ${told.join(', ')}`, `店员先后被告知：${told.map(wordZh).join('、')}`)
}

/** The screen says that nothing goes until somebody has come. */
function isNamedBlock(court: Court): boolean {
  return namedBlocks.has(court.docket.scene.prompt)
}

function isSale(matter: Matter): boolean {
  const kind = matter.wire.request?.kind
  return matter.journal.intent && (kind === undefined || kind === 'sale')
}

/** What has not ended cannot have been told; its block is on the screen, or was before. */
function isStillOpen(court: Court, matter: Matter): boolean {
  if (isOpenDebt(matter) || (matter.journal.outcome === 'conflict' && matter.journal.cleared === 'no')) return true
  return isNamedBlock(court) && matter.journal.outcome !== 'approved' && matter.told.length === 0
}

/** An approval may be taken back for a signature, a cancel or, where the receipt decides, a slip: then both are told. */
function isOneStory(court: Court, matter: Matter): boolean {
  const { trouble, told } = matter
  if (told.length === 1) return true
  const mayTakeBack =
    trouble.refusedSignature || trouble.cancelled || court.config.profile.terminal.completion === 'receipt'
  return ONE_ENDING.test(told.join(' ')) || (mayTakeBack && TAKEN_BACK.test(told.join(' ')))
}

const ONE_ENDING = /^(cancelled )?(reversed )?cleared$|^cancelled reversed$/
const TAKEN_BACK = /^approved( cancelled)?( reversed)?( cleared)?$/
