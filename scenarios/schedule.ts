import { mayBeCardData } from './card-data.ts'
import type { Argument, ArgumentKind, Fault, FaultCall } from './fault.ts'
import { argumentKinds, readFault, signature } from './fault.ts'
import { quote, suggest } from './nearest.ts'
import { familyOf, pointNames } from './point.ts'
import type { Place } from './usage-error.ts'
import { UsageError } from './usage-error.ts'

/** What goes wrong where and when: `point#occurrence=fault; …`, in the order in which it was written. */
export type Schedule = readonly Entry[]

export interface Entry {
  readonly point: string
  /** First and last occurrence that it strikes, counted from 1 over the whole run; `*` is 1 to EVERY, `n..*` from n on. */
  readonly first: number
  readonly last: number
  /** The fault as it is written, without spaces. */
  readonly fault: string
}

/** The last occurrence of `*`. */
export const EVERY = Number.MAX_SAFE_INTEGER

/**
 * Reads a schedule; an empty text is the empty schedule. `origin` is where the text begins, for the place in an error.
 * Throws SCHEDULE_SYNTAX, SCHEDULE_TOO_LONG, OCCURRENCE_INVALID, POINT_UNKNOWN, FAULT_UNKNOWN, ARGUMENT_INVALID, FAULT_TWICE.
 */
export function parseSchedule(text: string, origin: Place = { file: 'faults', line: 1, column: 1 }): Schedule {
  const entries: Entry[] = []
  for (const piece of pieces(text)) {
    const place = { ...origin, column: origin.column + piece.at }
    if (entries.length >= MOST_ENTRIES) {
      throw new UsageError('SCHEDULE_TOO_LONG', `the schedule has more than ${MOST_ENTRIES} entries`, '', place)
    }
    const entry = parseEntry(piece.text, place)
    refuseTwice(entries, entry, place)
    places.set(entry, place)
    entries.push(entry)
  }
  return entries
}

/** Where an entry was written; undefined when it was not read from a text. */
export function placeOf(entry: Entry): Place | undefined {
  return places.get(entry)
}

/** Beside the entries: where one was written makes it no other one. */
const places = new WeakMap<Entry, Place>()

/** Joins schedules that were written apart; throws FAULT_TWICE where two of them meet. */
export function joinSchedules(parts: readonly { readonly schedule: Schedule; readonly place: Place }[]): Schedule {
  const entries: Entry[] = []
  for (const { schedule, place } of parts) {
    for (const entry of schedule) {
      refuseTwice(entries, entry, place)
      entries.push(entry)
    }
  }
  return entries
}

/** A schedule as one line that `parseSchedule` reads back to the same entries. */
export function printSchedule(schedule: Schedule): string {
  return schedule.map(printEntry).join('; ')
}

export function printEntry({ point, first, last, fault }: Entry): string {
  return `${point}#${printRange(first, last)}=${fault}`
}

function printRange(first: number, last: number): string {
  if (last === EVERY) return first === 1 ? '*' : `${first}..*`
  return first === last ? `${first}` : `${first}..${last}`
}

/** Writes a fault with its values the way a schedule keeps it. */
function printFault({ name, values }: FaultCall): string {
  return values.length === 0 ? name : `${name}(${values.join(',')})`
}

const MOST_ENTRIES = 200

/** The entries between semicolons with their distance from the start; empty ones are not entries. */
function pieces(text: string): { text: string; at: number }[] {
  const found: { text: string; at: number }[] = []
  let at = 0
  for (const raw of text.split(';')) {
    const entry = raw.trim()
    if (entry !== '') found.push({ text: entry, at: at + raw.indexOf(entry) })
    at += raw.length + 1
  }
  return found
}

function parseEntry(text: string, place: Place): Entry {
  const equals = text.indexOf('=')
  if (equals < 0) throw syntax('an entry without =', place)
  const left = text.slice(0, equals).trimEnd()
  const hash = left.indexOf('#')
  if (hash < 0) throw syntax('an entry without #', place)
  const point = left.slice(0, hash).trim()
  const family = familyOf(point)
  if (family === undefined) {
    throw new UsageError(
      'POINT_UNKNOWN',
      `no point is called ${quote(point)}`,
      suggest(point, pointNames, 'points'),
      place,
    )
  }
  const range = parseRange(left.slice(hash + 1).trim(), moved(place, hash + 1))
  const right = text.slice(equals + 1)
  const faultPlace = moved(place, equals + 1 + (right.length - right.trimStart().length))
  return { point, ...range, fault: parseFault(right.trim(), point, family.faults, faultPlace) }
}

function moved(place: Place, by: number): Place {
  return { ...place, column: place.column + by }
}

function syntax(
  what: string,
  place: Place,
  hint = 'write point#occurrence=fault, such as link.response.0210#1=drop',
): UsageError {
  return new UsageError('SCHEDULE_SYNTAX', what, hint, place)
}

function parseRange(text: string, place: Place): { first: number; last: number } {
  if (text === '*') return { first: 1, last: EVERY }
  const found = /^([1-9][0-9]{0,5})(?:\.\.([1-9][0-9]{0,5}|\*))?$/.exec(text)
  const first = Number(found?.[1])
  const last = found?.[2] === '*' ? EVERY : Number(found?.[2] ?? found?.[1])
  if (found !== null && first <= last) return { first, last }
  const hint =
    'occurrences count from 1: write #1 for the first, #2..4 for a range, #2..* from the second on, #* for every one'
  throw new UsageError('OCCURRENCE_INVALID', `${quote(text)} is no occurrence`, hint, place)
}

function parseFault(text: string, point: string, faults: readonly Fault[], place: Place): string {
  const call = readFault(text)
  if (call === undefined) {
    // People who write several entries often try a comma first.
    if (/,.*#.*=/.test(text)) throw syntax('a comma after a fault', place, 'a semicolon separates entries')
    throw syntax(`${quote(text)} does not read like a fault`, place)
  }
  const known = faults.find(({ name }) => name === call.name)
  if (known === undefined) {
    const names = faults.map(({ name }) => name)
    const hint = `${suggest(call.name, names, 'faults here')}`
    throw new UsageError('FAULT_UNKNOWN', `${point} does not take the fault ${quote(call.name)}`, hint, place)
  }
  checkArguments(known, call, place)
  return printFault(call)
}

function checkArguments(fault: Fault, { values }: FaultCall, place: Place): void {
  const needed = fault.arguments.filter(({ optional }) => !optional).length
  const says = fault.arguments.map(saysOf).join('; ')
  const hint = says === '' ? `write ${fault.name} alone` : `write ${signature(fault)}; ${says}`
  if (values.length < needed || values.length > fault.arguments.length) {
    const message = `${fault.name} takes ${counted(needed, fault.arguments.length)}, not ${values.length}`
    throw new UsageError('ARGUMENT_INVALID', message, hint, place)
  }
  for (const [index, value] of values.entries()) {
    const { kind, positive } = fault.arguments[index]!
    if (!argumentKinds[kind].pattern.test(value))
      throw new UsageError('ARGUMENT_INVALID', `${quote(value)} is not ${argumentKinds[kind].says}`, hint, place)
    if (positive && value === '0')
      throw new UsageError('ARGUMENT_INVALID', `${fault.name}(${values.join(',')}) changes nothing`, hint, place)
  }
  refuseCardData(fault, values, place)
}

function saysOf({ kind, positive }: Argument): string {
  return `${kind}: ${argumentKinds[kind].says}${positive ? ', not 0' : ''}`
}

function refuseCardData(fault: Fault, values: readonly string[], place: Place): void {
  const given = (wanted: ArgumentKind) => values[fault.arguments.findIndex(({ kind }) => kind === wanted)]
  const [field, value] = [given('field'), given('value')]
  if (field === undefined || value === undefined || !mayBeCardData(Number(field), value)) return
  const message = `this value for field ${field} could be card data, and a schedule is printed`
  throw new UsageError('ARGUMENT_INVALID', message, `write ${fault.name}(${field}) to have some other value`, place)
}

function counted(least: number, most: number): string {
  if (most === 0) return 'no argument'
  const noun = most === 1 ? 'argument' : 'arguments'
  return least === most ? `${most} ${noun}` : `${least} to ${most} ${noun}`
}

function refuseTwice(entries: readonly Entry[], entry: Entry, place: Place): void {
  const other = entries.find(
    ({ point, first, last }) => point === entry.point && first <= entry.last && entry.first <= last,
  )
  if (other === undefined) return
  const message = `${entry.point} has two faults for the same occurrence`
  throw new UsageError('FAULT_TWICE', message, `the other one is ${printEntry(other)}`, place)
}
