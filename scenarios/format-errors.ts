import type { core, ZodType } from 'zod'
import { approvingCodes } from '../terminal/index.ts'
import type { StepName } from './format-steps.ts'
import { stepNames, stepSchemas } from './format-steps.ts'
import { quote, suggest } from './nearest.ts'
import type { Place, UsageCode } from './usage-error.ts'
import { UsageError, usageCodes } from './usage-error.ts'
import type { YamlFile } from './yaml-file.ts'
import { kindOf } from './yaml-file.ts'

/** Checks a file's value against its schema; the first mistake becomes a UsageError with its place. */
export function check<T>(
  schema: ZodType<T>,
  yaml: YamlFile,
  value: unknown = yaml.value,
  path: readonly PropertyKey[] = [],
): T {
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  const { issues } = checked.error
  // A misspelt key makes two reports: the one about the key that stands there is the one that helps.
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  throw usageError(first as core.$ZodIssue, schema, yaml, value, path)
}

/** Checks each step by its one key, because only then an error can say what that step is missing. */
export function checkSteps(yaml: YamlFile): void {
  const steps = (yaml.value as { steps?: unknown } | null)?.steps
  if (!Array.isArray(steps)) return
  if (steps.length === 0 || steps.length > MOST_STEPS) {
    throw new UsageError(
      'STEPS_TOO_MANY',
      `a scenario has 1 to ${MOST_STEPS} steps, not ${steps.length}`,
      '',
      yaml.placeOf(['steps']),
    )
  }
  for (const [index, step] of steps.entries()) checkStep(yaml, step, ['steps', index])
}

const MOST_STEPS = 200

function checkStep(yaml: YamlFile, step: unknown, path: readonly PropertyKey[]): void {
  const isMap = typeof step === 'object' && step !== null && !Array.isArray(step)
  const keys = isMap ? Object.keys(step) : typeof step === 'string' ? [step] : []
  const stepName = keys[0]
  if (stepName === undefined || keys.length > 1) {
    const message = isMap
      ? `a step has one key, not ${keys.length}`
      : `a step is a map with one key, not ${kindOf(step)}`
    throw new UsageError('STEP_UNKNOWN', message, `steps: ${stepNames.join(', ')}`, yaml.placeOf(path))
  }
  if (!(stepNames as readonly string[]).includes(stepName)) {
    const place = isMap ? yaml.placeOf([...path, stepName], 'key') : yaml.placeOf(path)
    throw new UsageError(
      'STEP_UNKNOWN',
      `no step is called ${quote(stepName)}`,
      suggest(stepName, stepNames, 'steps'),
      place,
    )
  }
  const value = isMap ? (step as Record<string, unknown>)[stepName] : null
  check(stepSchemas[stepName as StepName] as ZodType, yaml, value, isMap ? [...path, stepName] : path)
}

function usageError(
  issue: core.$ZodIssue,
  schema: ZodType,
  yaml: YamlFile,
  value: unknown,
  base: readonly PropertyKey[],
): UsageError {
  const path = [...base, ...issue.path]
  const found = at(value, issue.path)
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string
    const message = `no key ${quote(key)}${inside(path)}`
    return new UsageError(
      'KEY_UNKNOWN',
      message,
      suggest(key, keysOf(schema, issue.path)),
      yaml.placeOf([...path, key], 'key'),
    )
  }
  const place = yaml.placeOf(path)
  const last = path.at(-1)
  if (value === null && path.length === 0) return new UsageError('KEY_MISSING', 'the file says nothing', ABOUT, place)
  if (issue.message in usageCodes) return special(issue.message as UsageCode, found, path, place)
  if (found === undefined && last !== undefined && issue.code !== 'invalid_union') {
    return new UsageError('KEY_MISSING', `the key ${String(last)}${inside(path.slice(0, -1))} is missing`, '', place)
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    if (typeof found !== 'string')
      return new UsageError('VALUE_KIND', wrongKind(found, path), `allowed: ${allowed.join(', ')}`, place)
    return new UsageError('VALUE_UNKNOWN', `${quote(found)} is not allowed here`, suggest(found, allowed), place)
  }
  return new UsageError('VALUE_KIND', wrongKind(found, path), expected(issue), place)
}

const ABOUT = 'README shows a whole file; scenario.schema.json and profile.schema.json name every key'

function expected(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected: ${KINDS[issue.expected] ?? issue.expected}`
  if (issue.code === 'too_big') return `at most ${issue.maximum}`
  if (issue.code === 'too_small') return `at least ${issue.minimum}`
  return ''
}

/** What YAML calls the kinds that a schema expects. */
const KINDS: Readonly<Record<string, string>> = { object: 'a map', array: 'a list', string: 'a text', int: 'a number' }

/** An entry of a list is said to stand in the list. */
function wrongKind(found: unknown, path: readonly PropertyKey[]): string {
  const name = path.findLast((step) => typeof step === 'string')
  const where = name === undefined ? 'here' : `${name === path.at(-1) ? 'at' : 'in'} ${quote(String(name))}`
  return `${kindOf(found)} cannot stand ${where}`
}

/** Mistakes that have a code of their own, because people make them. */
function special(code: UsageCode, found: unknown, path: readonly PropertyKey[], place: Place): UsageError {
  const hints: Partial<Record<UsageCode, string>> = {
    AMOUNT_INVALID: 'write money in quotes with two decimals, and more than nothing: "128.00"',
    DURATION_INVALID: 'write a number with its unit, a week at most: 500ms, 70s, 2m, 1h',
    INSTANT_INVALID: 'write it in quotes with its offset from UTC: "2026-01-05T09:00:00+08:00"',
    PAN_UNQUOTED: 'put the card number in quotes',
    PAN_INVALID: '13 to 19 digits',
    SWITCHES_CONTRADICT: `a code that approves leaves no doubt: ${[...approvingCodes].join(', ')}`,
    VALUE_KIND:
      RULES.get(path.findLast((step) => typeof step === 'string')) ??
      'see scenario.schema.json for what may stand here',
  }
  const hint = BOOLEANS.has(path.at(-1)) ? 'true or false, without quotes' : (hints[code] ?? '')
  return new UsageError(code, wrongKind(found, path), hint, place)
}

const NAME_RULE = 'lower-case letters, digits and hyphens after a letter, 60 at most, such as third-lost'
const CODE_RULE = 'a response code of two digits or capital letters, in quotes: "51"'

/** What texts of their own kind look like. */
const RULES: ReadonlyMap<PropertyKey | undefined, string> = new Map([
  ['pin', '4 to 12 digits, in quotes'],
  ['id', NAME_RULE],
  ['alias', NAME_RULE],
  ['profile', NAME_RULE],
  ['tags', NAME_RULE],
  ['expiry', 'year and month as yymm, in quotes: "3012"'],
  ['decline', CODE_RULE],
  ['doubtCodes', CODE_RULE],
  ['merchantId', '15 letters and digits'],
  ['terminalId', '8 letters and digits'],
])

/** Keys that are true or false. */
const BOOLEANS: ReadonlySet<PropertyKey | undefined> = new Set(['partial', 'chip'])

function inside(path: readonly PropertyKey[]): string {
  return path.length === 0
    ? ''
    : ` in ${path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
        .join('')
        .slice(1)}`
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[step],
    value,
  )
}

/** The keys that a place of the schema has: walks down maps and lists, through what may be absent. */
function keysOf(schema: ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema
  for (const step of path) {
    const def = bare(here)
    here = def['shape'] === undefined ? def['element'] : (def['shape'] as Record<PropertyKey, unknown>)[step]
  }
  return Object.keys((bare(here)['shape'] as object | undefined) ?? {})
}

function bare(schema: unknown): Record<string, unknown> {
  const def = (schema as { def: Record<string, unknown> }).def
  return def['innerType'] === undefined ? def : bare(def['innerType'])
}
