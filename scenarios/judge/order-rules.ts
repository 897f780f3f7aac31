import type { Bilingual } from '../../protocol/index.ts'
import type { Court } from './court.ts'
import type { Matter } from './matter.ts'
import { isChipSale } from './matter.ts'
import type { Rules, Ruling } from './rules.ts'
import { about } from './words.ts'

/** S5: the journal first, then the line. */
export const s5: Rules = {
  requestLeft(court, frame, matter) {
    if (matter === undefined) return undefined
    if (frame.movesMoney) {
      court.check('S5')
      if (!matter.journal.intent)
        return court.accuse(
          'S5',
          about(matter, `a ${frame.mti} left before its intent was synced`, `交易意向尚未落盘，${frame.mti} 就已发出`),
        )
    } else if (frame.kind === 'reversal') {
      court.check('S5')
      if (!matter.journal.owed)
        return court.accuse(
          'S5',
          about(
            matter,
            `a ${frame.mti} left before the undo was synced as owed`,
            `待冲正尚未落盘，${frame.mti} 就已发出`,
          ),
        )
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
    if (isChipAhead(matter))
      court.accuse(
        'S6',
        about(matter, 'the approval was synced before the chip had approved', '芯片尚未批准，批准结果就已落盘'),
      )
  },
  linePrinted(court, slip, matter) {
    if (slip.type !== 'approval' || isUndone(matter)) return
    court.check('S6')
    const { journal } = matter
    if (journal.outcome !== 'approved') {
      court.accuse(
        'S6',
        about(matter, 'an approval is being printed before it was synced', '批准结果尚未落盘，就已打印成功签购单'),
      )
      return
    }
    if (isChipAhead(matter)) {
      court.accuse(
        'S6',
        about(matter, 'an approval is being printed before the chip had approved', '芯片尚未批准，就已打印成功签购单'),
      )
      return
    }
    const isReceipt = court.config.profile.terminal.completion === 'receipt'
    if (isReceipt && slip.complete && slip.copy === 'M' && !journal.receiptCommitted) {
      court.accuse(
        'S6',
        about(
          matter,
          'the merchant copy was completed before the journal said so',
          '签购单尚未在流水中记为已定，商户存根就已打印完整',
        ),
      )
    }
  },
  shown(court, prompt, matter) {
    if (prompt.name !== 'approved' || (matter !== undefined && isUndone(matter))) return
    court.check('S6')
    if (matter === undefined) {
      court.accuse('S6', {
        en: 'success was shown for a sale that is not in the journal',
        zh: '流水中没有该笔交易，屏幕却显示成功',
      })
    } else if (matter.journal.outcome !== 'approved') {
      court.accuse(
        'S6',
        about(matter, 'success was shown before the approval was synced', '批准结果尚未落盘，屏幕就已显示成功'),
      )
    } else if (isChipAhead(matter)) {
      court.accuse(
        'S6',
        about(matter, 'success was shown before the chip had approved', '芯片尚未批准，屏幕就已显示成功'),
      )
    }
  },
}

/** S7: what is to be undone is never called approved again. */
export const s7: Rules = {
  linePrinted(court, slip, matter) {
    if (slip.type !== 'approval' || !isUndone(matter)) return undefined
    return undone(court, matter, { en: 'an approval line was printed', zh: '打印成功签购单' })
  },
  shown(court, prompt, matter) {
    if (prompt.name !== 'approved' || matter === undefined || !isUndone(matter)) return undefined
    return undone(court, matter, { en: 'success was shown', zh: '显示成功' })
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
      return court.accuse(
        'S13',
        about(
          matter,
          `its reversal left before the older one of ${first.key}`,
          `其冲正先于更早的 ${first.key} 的冲正发出`,
        ),
      )
    }
    if (frame.kind === 'management' || frame.kind === 'query') return undefined
    court.check('S13')
    const [debt] = debts
    if (debt === undefined) return undefined
    return court.accuse('S13', {
      en: `a ${frame.mti} left while the undo of ${debt.key} was still owed`,
      zh: `${debt.key} 仍待冲正，却发出了 ${frame.mti}`,
    })
  },
}

/** The chip still has to say its last word, or has said no. */
function isChipAhead(matter: Matter): boolean {
  return isChipSale(matter) && matter.chip !== 'TC'
}

function undone(court: Court, matter: Matter, what: Bilingual): Ruling {
  court.check('S7')
  return court.accuse(
    'S7',
    about(matter, `${what.en} although its undo was owed or had left`, `已记待冲正或冲正已发出，却仍${what.zh}`),
  )
}

function isUndone(matter: Matter): boolean {
  return matter.journal.owed || matter.wire.reversalsLeft > 0
}
