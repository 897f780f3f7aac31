/**
 * A mistake of the person who called us: no stack is shown and the command line ends with exit code 2. The message says
 * what was expected, what came and where, and never a card number.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: UsageCode
  /** What to do about it: what is allowed, or the nearest name. May be empty. */
  readonly hint: string
  /** Where it is, when it stands in a file or a schedule. */
  readonly place: Place | undefined

  constructor(code: UsageCode, message: string, hint = '', place?: Place) {
    super(place === undefined ? message : `${place.file}:${place.line}:${place.column}: ${message}`)
    this.code = code
    this.hint = hint
    this.place = place
  }
}

/** A position in a text, both counted from 1; `file` is what the caller called it. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Every code that a `UsageError` of this folder can carry, with its meaning. */
export const usageCodes = {
  // The file as a text.
  FILE_TOO_LARGE: 'a scenario or profile file is larger than 64 KiB or holds more than 5,000 values',
  NESTED_TOO_DEEP: 'a file nests its values deeper than 16 levels',
  YAML_BROKEN: 'the text is not YAML',
  KEY_TWICE: 'a key stands twice in the same place',
  // What the file says.
  KEY_UNKNOWN: 'a key that this place does not have',
  KEY_MISSING: 'a key that this place needs is not there',
  VALUE_KIND: 'a value is of the wrong kind, for instance a list where a text must stand',
  VALUE_UNKNOWN: 'a value is none of those that are allowed here',
  STEP_UNKNOWN: 'a step has a name that no step has, or not exactly one',
  STEPS_TOO_MANY: 'a scenario has no step or more than 200',
  AMOUNT_INVALID: 'an amount is not money: a quoted number with two decimals, such as "128.00", and more than nothing',
  DURATION_INVALID: 'a duration is not a number with ms, s, m or h, such as 70s, or longer than a week',
  INSTANT_INVALID: 'an instant is not written as 2026-01-05T09:00:00+08:00',
  PAN_UNQUOTED: 'a card number stands without quotes, so that YAML reads it as a number and changes it',
  PAN_MISPLACED: 'a card number stands in a title, an id, a name or another text that is printed',
  TEXT_UNPRINTABLE: 'a control character stands in a title, a name or another text that is printed',
  PAN_INVALID: 'a card number does not have 13 to 19 digits',
  EXPECT_COUNT: 'expect.sales does not have exactly one entry for each sale step',
  SWITCHES_CONTRADICT: 'two switches cannot stand together, or one of them calls an approving code a doubt',
  ANSWER_UNUSED: 'an answer that a sale plans for a prompt was never given, because the prompt did not come',
  // Names.
  SCENARIO_UNKNOWN: 'no scenario has this id',
  PROFILE_UNKNOWN: 'no profile has this name',
  CARD_UNKNOWN: 'no test card and no card of the scenario or profile has this alias',
  CARD_TWICE: 'two cards have the same alias or number',
  // Schedules.
  SCHEDULE_SYNTAX: 'an entry of a schedule does not read point#occurrence=fault',
  SCHEDULE_TOO_LONG: 'a schedule has more than 200 entries',
  OCCURRENCE_INVALID: 'an occurrence is not n, n..m, n..* or *, counted from 1',
  POINT_UNKNOWN: 'no point has this name',
  FAULT_UNKNOWN: 'the point does not take this fault',
  ARGUMENT_INVALID: 'the fault does not take this argument, or not so many',
  FAULT_TWICE: 'two faults are scheduled for the same point and occurrence',
  NEVER_STRUCK: 'a scheduled fault never struck, so the run did not show what was asked for',
} as const satisfies Record<string, string>

export type UsageCode = keyof typeof usageCodes
