import { offersAt } from '../offer.ts'
import { faultAt } from '../point.ts'
import type { Entry, Schedule } from '../schedule.ts'
import { EVERY } from '../schedule.ts'
import type { Visit } from './attempt.ts'

/** Where faults are tried: at points whose names begin with one of these, at all when absent. */
export interface Where {
  readonly points?: readonly string[]
  /** Faults that no firmware survives are tried as well. */
  readonly beyond?: boolean
}

/**
 * What can be made to go wrong at a choice on top of a schedule: each fault this time, and from now on where that is
 * another thing. A point that a fault strikes from now on takes no second one.
 */
export function candidates(
  { point, occurrence, offered }: Pick<Visit, 'point' | 'occurrence' | 'offered'>,
  schedule: Schedule,
  { points, beyond = false }: Where = {},
): readonly Entry[] {
  if (points !== undefined && !points.some((prefix) => point.startsWith(prefix))) return []
  if (schedule.some((entry) => entry.point === point && entry.last >= occurrence)) return []
  return offersAt(point, offered, beyond).flatMap(({ fault, isLasting }) => {
    const once: Entry = { point, first: occurrence, last: occurrence, fault }
    return isLasting ? [once, { ...once, last: EVERY }] : [once]
  })
}

/** The loss by rule that a fault may bring about by its nature. */
export function lossOf(point: string, fault: string): string | undefined {
  return faultAt(point, fault)?.loses
}
