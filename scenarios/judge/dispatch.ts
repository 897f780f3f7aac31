import type { Invariant } from './invariants.ts'
import type { Rules } from './rules.ts'

/** Asks every rule that has a say, in the order of the table, until one condemns; answers whether one did. */
export type Dispatch = {
  readonly [K in keyof Rules]-?: (...args: Parameters<NonNullable<Rules[K]>>) => boolean
}

export function makeDispatch(invariants: readonly Invariant[]): Dispatch {
  const dispatch: Partial<Record<keyof Rules, (court: never, fact: never, matter: never) => boolean>> = {}
  for (const name of happenings) {
    const rules = invariants.flatMap((invariant) => invariant.rules[name] ?? []) as ((
      court: never,
      fact: never,
      matter: never,
    ) => unknown)[]
    // Three arguments by name: this runs for every printed line.
    dispatch[name] = (court, fact, matter) => {
      for (const rule of rules) if (rule(court, fact, matter) === 'condemned') return true
      return false
    }
  }
  return dispatch as Dispatch
}

const happenings: readonly (keyof Rules)[] = [
  'bytesLeft',
  'requestLeft',
  'requestArrived',
  'responseLeft',
  'recordKept',
  'bankErased',
  'bankRewritten',
  'damageRead',
  'linePrinted',
  'shown',
  'committed',
  'anything',
  'atRest',
]
