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

/** Both copies of an approval are whole among these slips. */
export function hasAllCopies(slips: readonly Slip[]): boolean {
  const whole = slips.filter(({ complete, condemned, type }) => complete && !condemned && type === 'approval')
  return whole.some(({ copy }) => copy === 'M') && whole.some(({ copy }) => copy === 'C')
}

/** A slip of an approval broke off, nothing whole came after it, and it was no spare copy. */
export function isDangling({ slips }: Matter): boolean {
  return slips.some((slip, index) => {
    if (slip.complete || slip.condemned || slip.type !== 'approval') return false
    const isFollowed = slips.slice(index + 1).some((later) => later.complete && !later.condemned)
    // Whoever asks for a copy of a slip that is whole already may ask again.
    return !isFollowed && !hasAllCopies(slips.slice(0, index))
  })
}

const decides: ReadonlySet<SlipType> = new Set(['approval', 'void', 'cancelled', 'reversed'])
