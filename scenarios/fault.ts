import type { Bilingual } from '../protocol/index.ts'
import type { DifferenceCause } from './judge/judgement.ts'

/** Something that goes wrong: `delay(65000)` is the fault `delay` with one argument. */
export interface Fault {
  readonly name: string
  readonly arguments: readonly Argument[]
  /** Texts that stand for the classes of its arguments, for those who try everything. */
  readonly offered: readonly string[]
  /** No firmware survives it: explored only when asked for, and published as a limit. */
  readonly beyond?: true
  /** The loss by rule that it may bring about by its nature: whoever explores expects it. */
  readonly loses?: DifferenceCause
  /** That it goes on striking is another trouble than that it strikes once. */
  readonly lasting?: true
  readonly title: Bilingual
}

export interface Argument {
  readonly kind: ArgumentKind
  readonly optional?: true
  /** With 0 it would change nothing. */
  readonly positive?: true
}
export type ArgumentKind = keyof typeof argumentKinds

/** What an argument must look like, and how it is said. */
export const argumentKinds = {
  ms: { pattern: /^(0|[1-9][0-9]{0,8})$/, says: 'a whole number of milliseconds, at most 999999999' },
  bytes: { pattern: /^(0|[1-9][0-9]{0,4})$/, says: 'a number of bytes, at most 99999' },
  address: {
    pattern: /^(copy|0|[1-9][0-9]{0,4})$/,
    says: 'a byte of the two copies, counted from 0, or copy for the length of one',
  },
  place: { pattern: /^[0-9]$/, says: 'a place, 0 for the last digit' },
  count: { pattern: /^[1-9][0-9]?$/, says: 'a number from 1 to 99' },
  field: { pattern: /^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$/, says: 'a field, 2 to 128' },
  value: { pattern: /^[A-Za-z0-9]{1,32}$/, says: 'letters and digits, or none to leave the field away' },
  code: { pattern: /^[0-9A-Z]{2}$/, says: 'a response code of two characters' },
  ending: { pattern: /^(fin|rst)$/, says: 'fin or rst' },
  matched: { pattern: /^(11|41|42)$/, says: 'one of the fields 11, 41 and 42' },
} as const satisfies Record<string, { pattern: RegExp; says: string }>

/** A fault text in its parts: `truncate(40,rst)` is the name `truncate` with `40` and `rst`. */
export interface FaultCall {
  readonly name: string
  readonly values: readonly string[]
}

/** Takes a fault text apart; undefined when it does not read `name` or `name(value,…)`. */
export function readFault(text: string): FaultCall | undefined {
  const found = /^([A-Za-z]+)(?:\(([^()]*)\))?$/.exec(text)
  if (found === null) return undefined
  const inside = found[2]
  return {
    name: found[1] as string,
    values: inside === undefined ? [] : inside.split(',').map((value) => value.trim()),
  }
}

/** How a fault is written: `delay(ms)`, `crashAfter(ms?)`. */
export function signature(fault: Fault): string {
  if (fault.arguments.length === 0) return fault.name
  const inside = fault.arguments.map(({ kind, optional }) => (optional ? `${kind}?` : kind)).join(',')
  return `${fault.name}(${inside})`
}
