import type { Court } from './court.ts'
import type { Matter } from './matter.ts'
import { isOpenDebt } from './matter.ts'
import type { Slip, SlipType } from './slip.ts'

/** The last whole paper that says whether money moved; reports of what is pending or was cleared say neither. */
export function lastPaper(matter: Matter): Slip | undefined {
  return matter.slips.findLast(
    ({ complete, condemned, type }) => complete && !condemned && type !== undefined && decides.has(type),
  )
}

/** What the people with the paper believe. */
export function isPaid(matter: Matter): boolean {
  return lastPaper(matter)?.type === 'approval'
}

/** The approval stands and the printer still owes its slip: whether it gets one is another question. */
export function hasSlipDue(court: Court, matter: Matter): boolean {
  const { journal } = matter
  if (lastPaper(matter) !== undefined || journal.outcome !== 'approved' || isOpenDebt(matter) || journal.owed)
    return false
  return court.config.profile.terminal.completion === 'approval' || journal.receiptCommitted
}

const decides: ReadonlySet<SlipType> = new Set(['approval', 'void', 'cancelled', 'reversed'])
