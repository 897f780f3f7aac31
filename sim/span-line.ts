import type { Accept, Medium, Side, WireOptions } from './wire.ts'

/** What a connection needs of the line that it runs on. */
export interface SpanLine {
  readonly options: WireOptions
  readonly medium: Medium
  /** From each end to the middle of the line, ms. */
  readonly legMs: Readonly<Record<Side, number>>
  /** Undefined while nobody listens at the host. */
  readonly accept: Accept | undefined
  isDown(): boolean
  wasDownAt(atMs: number): boolean
  goDown(ms: number): void
}
