import type { Court } from './court.ts'
import type { Matter } from './matter.ts'
import { isChipSale } from './matter.ts'
import type { Rules, Ruling } from './rules.ts'

/** S5: the journal first, then the line. */
export const s5: Rules = {
  requestLeft(court, frame, matter) {
    if (matter === undefined) return undefined
    if (frame.movesMoney) {
      court.check('S5')
      if (!matter.journal.intent)
        return court.accuse('S5', `${matter.key}: a ${frame.mti} left before its intent was synced`)
    } else if (frame.kind === 'reversal') {
      court.check('S5')
      if (!matter.journal.owed)
        return court.accuse('S5', `${matter.key}: a ${frame.mti} left before the undo was synced as owed`)
    }
    return undefined
  },
}

/**
 * S6: the approval is in the journal before anybody hears of it, and where a chip has the last word not before that. What
 * was heard too early still counts as heard.
 */
export const s6: Rules = {
  recordKept(court, record, matter) {
    if (record.how !== 'approved' || matter === undefined || !isChipSale(matter)) return
    court.check('S6')
    if (isChipAhead(matter)) court.accuse('S6', `${matter.key}: the approval was synced before the chip had approved`)
  },
  linePrinted(court, slip, matter) {
    if (slip.type !== 'approval' || isUndone(matter)) return
    court.check('S6')
    const { journal } = matter
    if (journal.outcome !== 'approved') {
      court.accuse('S6', `${matter.key}: an approval is being printed before it was synced`)
      return
    }
    if (isChipAhead(matter)) {
      court.accuse('S6', `${matter.key}: an approval is being printed before the chip had approved`)
      return
    }
    const isReceipt = court.config.profile.terminal.completion === 'receipt'
    if (isReceipt && slip.complete && slip.copy === 'M' && !journal.receiptCommitted) {
      court.accuse('S6', `${matter.key}: the merchant copy was completed before the journal said so`)
    }
  },
  shown(court, prompt, matter) {
    if (prompt.name !== 'approved' || (matter !== undefined && isUndone(matter))) return
    court.check('S6')
    if (matter === undefined) court.accuse('S6', 'success was shown for a sale that is not in the journal')
    else if (matter.journal.outcome !== 'approved') {
      court.accuse('S6', `${matter.key}: success was shown before the approval was synced`)
    } else if (isChipAhead(matter)) {
      court.accuse('S6', `${matter.key}: success was shown before the chip had approved`)
    }
  },
}

/** S7: what is to be undone is never called approved again. */
export const s7: Rules = {
  linePrinted(court, slip, matter) {
    if (slip.type !== 'approval' || !isUndone(matter)) return undefined
    return undone(court, matter, 'an approval line was printed')
  },
  shown(court, prompt, matter) {
    if (prompt.name !== 'approved' || matter === undefined || !isUndone(matter)) return undefined
    return undone(court, matter, 'success was shown')
  },
  recordKept(court, record, matter) {
    if (record.kind === 'owed' && matter !== undefined) court.check('S7')
  },
}

/** S13: nothing new while something is owed. */
export const s13: Rules = {
  requestLeft(court, frame, matter) {
    const { debts } = court.docket
    if (frame.kind === 'reversal') {
      const [first] = debts
      if (court.config.profile.terminal.spec !== 'iso87' || first === undefined || matter === undefined)
        return undefined
      court.check('S13')
      if (first === matter || !debts.includes(matter)) return undefined
      return court.accuse('S13', `${matter.key}: its reversal left before the older one of ${first.key}`)
    }
    if (frame.kind === 'management' || frame.kind === 'query') return undefined
    court.check('S13')
    const [debt] = debts
    if (debt === undefined) return undefined
    return court.accuse('S13', `a ${frame.mti} left while the undo of ${debt.key} was still owed`)
  },
}

/** The chip still has to say its last word, or has said no. */
function isChipAhead(matter: Matter): boolean {
  return isChipSale(matter) && matter.chip !== 'TC'
}

function undone(court: Court, matter: Matter, what: string): Ruling {
  court.check('S7')
  return court.accuse('S7', `${matter.key}: ${what} although its undo was owed or had left`)
}

function isUndone(matter: Matter): boolean {
  return matter.journal.owed || matter.wire.reversalsLeft > 0
}
