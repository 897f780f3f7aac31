import type { FullRun } from '../../scenarios/index.ts'
import type { JournalReading } from '../../terminal/index.ts'
import { readJournal } from '../../terminal/index.ts'

/** What became of one damage. `silent`: something is gone and nobody is told. */
export type Effect = 'detected' | 'recovered' | 'silent'

/** The two banks as the terminal reads them from a file that may be too short. */
export function banksOf(file: Uint8Array, bankBytes: number): [Uint8Array, Uint8Array] {
  return [file.subarray(0, bankBytes), file.subarray(Math.min(bankBytes, file.length))]
}

/** Compares what a boot would make of a damaged file with what stood there before. */
export function readingOf(good: JournalReading, damaged: Uint8Array, bankBytes: number): Effect {
  const { standing, entries } = readJournal(banksOf(damaged, bankBytes), bankBytes)
  if (standing === 'damaged' || standing === 'unreadable') return 'detected'
  const isSame =
    entries.length === good.entries.length &&
    entries.every((entry, at) => Buffer.compare(entry.bytes, good.entries[at]!.bytes) === 0)
  // A file of which a bit is wrong is not whole, whatever it still says.
  return isSame && standing === 'recovered' ? 'recovered' : 'silent'
}

/** What the terminal must not forget: the sale in doubt whose reversal must go, or the one whose slip must come. */
export interface Duty {
  readonly kind: 'reversal' | 'slip' | 'nothing'
  readonly stan: string
  /** The last trace number used. */
  readonly lastStan: string
}

/** What a terminal that was started over a damaged file did before it took the next money. */
export function conductOf({ trace, paper }: FullRun, { kind, stan, lastStan }: Duty): Effect {
  const shown = trace.filter((event) => event.lane === 'screen').map((event) => String(event.data['name']))
  if (shown.includes('outOfService') || shown.includes('blocked')) return 'detected'
  const left = trace
    .filter((event) => event.lane === 'link' && event.kind === 'frame.left' && event.data['from'] === 'terminal')
    .map((event) => event.data['frame'] as { readonly mti: string; readonly fields: Readonly<Record<string, string>> })
  const money = left.findIndex(({ mti, fields }) => mti === '0200' && fields[4] !== undefined)
  const reversal = left.findIndex(({ mti, fields }) => mti === '0400' && fields[11] === stan)
  const isFresh = left.every(({ mti, fields }) => mti === '0400' || (fields[11] ?? '') > lastStan)
  const isDone =
    kind === 'nothing' ||
    (kind === 'slip'
      ? paper.some((line) => line.includes(`END ${stan} C`))
      : reversal >= 0 && (money < 0 || reversal < money))
  return money >= 0 && isFresh && isDone ? 'recovered' : 'silent'
}
