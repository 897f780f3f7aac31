import type { Schedule } from '../../scenarios/index.ts'
import { Scheduler } from '../../scenarios/index.ts'
import type { Choose } from '../../sim/index.ts'

/** The seam of a real process: counts how often each point was reached and answers from the schedule; `struck` hears of it. */
export function seamOf(schedule: Schedule, struck: (fault: string) => void): Choose {
  const scheduler = new Scheduler(schedule)
  const occurrences = new Map<string, number>()
  return (point, faults, takes = () => true) => {
    const occurrence = (occurrences.get(point) ?? 0) + 1
    occurrences.set(point, occurrence)
    const fault = scheduler.decide(point, occurrence, faults, takes)
    if (fault !== 'pass') struck(`${point}#${occurrence}=${fault}`)
    return fault
  }
}
