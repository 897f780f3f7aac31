import { z } from 'zod'
import { DURATION, parseDuration } from './duration.ts'
import { coded } from './issue.ts'

/** A duration in a file: a number with its unit, a week at most. */
export const durationText = z
  .string(coded('DURATION_INVALID'))
  .regex(DURATION, coded('DURATION_INVALID'))
  .refine((text) => parseDuration(text) !== undefined, coded('DURATION_INVALID'))

/** Whether it lasts at all. */
export function isPositiveDuration(text: string): boolean {
  return parseDuration(text) !== 0
}
