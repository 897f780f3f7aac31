import type { FrameLayout } from '../protocol/index.ts'

// The one table of the classes into which arguments fall. Within a class a firmware can do no other thing, so one argument
// stands for all of it; which one follows from the timers of the profile, the layout of the frame and the length of what is
// written, and is nowhere fixed.

/** Timers that tell one delay from another, in ms. */
export interface Timers {
  readonly answerTimerMs: number
  readonly connectTimerMs: number
  readonly dialAttempts: number
  readonly reversalAttempts: number
}

/** How late a frame may come: in time, after the timer, after the answer to the reversal, after the next sale. */
export function delays({ answerTimerMs }: Timers): readonly number[] {
  return [Math.min(2000, answerTimerMs / 2), answerTimerMs + 5000, answerTimerMs + 20_000, 2 * answerTimerMs + 60_000]
}

/** How long a line may be out: shorter than all dials for one message, longer than every attempt of a reversal. */
export function outages({ answerTimerMs, connectTimerMs, dialAttempts, reversalAttempts }: Timers): readonly number[] {
  return [Math.ceil((connectTimerMs * dialAttempts * 2) / 3), reversalAttempts * (answerTimerMs + connectTimerMs)]
}

/** Where a frame may be cut: within length header, TPDU, message type and bitmap, in the middle of the body, before the last byte. */
export function cuts(layout: FrameLayout, frameBytes: number): readonly number[] {
  const { tpduAt, mtiAt, bitmapAt } = layout
  const places = [1, tpduAt + 2, mtiAt + 1, bitmapAt + 3, middle(layout, frameBytes), frameBytes - 1]
  return distinct(places.filter((at) => at > 0 && at < frameBytes))
}

/** Where writing so many bytes may break off: before the first, behind it, in the middle, before the last. */
export function tears(bytes: number): readonly number[] {
  return distinct([0, 1, bytes >> 1, bytes - 1].filter((at) => at >= 0))
}

/** The middle of what is cut: where it makes a difference how the line ends, it does so there. */
export function middle({ bodyAt }: FrameLayout, frameBytes: number): number {
  return frameBytes > bodyAt ? (bodyAt + frameBytes) >> 1 : frameBytes >> 1
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}
