import type { PrinterStatus } from '../terminal/index.ts'

/** DLE EOT n for n = 1 to 4: printer, cause of being offline, error, paper. One byte each comes back. */
export const STATUS_QUERIES = Uint8Array.of(0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 3, 0x10, 0x04, 4)
export const STATUS_BYTES = 4

/** GS r 1: unlike DLE EOT, a printer answers it only when everything before it is on paper. */
export const END_QUERY = Uint8Array.of(0x1d, 0x72, 1)

/** Answers to DLE EOT carry these two bits, answers to GS r do not. */
export function isStatusByte(byte: number): boolean {
  return (byte & 0x93) === 0x12
}

/**
 * What the four answers to `STATUS_QUERIES` mean; where several things are wrong, what must be put right first. A printer
 * that is busy answers like any other: no bit tells.
 */
export function statusOf(bytes: Uint8Array): Exclude<PrinterStatus, 'busy'> {
  const [printer = 0, cause = 0, error = 0, paper = 0] = bytes
  if (cause & 0x04) return 'coverOpen'
  if (error & 0x04) return 'jammed'
  if (error & 0x08) return 'cutterFailed'
  if (error & 0x20) return 'lowVoltage'
  if (error & 0x40) return 'overheated'
  if (cause & 0x20 || paper & 0x60) return 'paperOut'
  if (printer & 0x08) return 'offline'
  return paper & 0x0c ? 'nearEnd' : 'ready'
}

/** Whether the answer to `END_QUERY` says that the paper has ended. */
export function saysPaperOut(byte: number): boolean {
  return (byte & 0x0c) === 0x0c
}
