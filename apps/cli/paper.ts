import { padTo, widthOf } from './columns.ts'

/** One strip of paper as it came out of the printer: its lines, and whether it was cut off cleanly. */
export interface Slip {
  readonly lines: readonly string[]
  /** False when the job ended before its last line: the strip hangs out of the printer. */
  readonly whole: boolean
}

/** Draws slips as paper: framed, with a torn lower edge where the print stopped half-way. */
export function drawSlips(slips: readonly Slip[], indent = ''): string[] {
  return slips.flatMap((slip) => drawSlip(slip).map((line) => indent + line))
}

function drawSlip({ lines, whole }: Slip): string[] {
  const columns = Math.max(32, ...lines.map(widthOf))
  const edge = '─'.repeat(columns + 2)
  return [
    `┌${edge}┐`,
    ...lines.map((line) => `│ ${padTo(line, columns)} │`),
    whole ? `└${edge}┘` : `╲${'╱╲'.repeat(Math.ceil((columns + 2) / 2)).slice(0, columns + 2)}╱`,
  ]
}
