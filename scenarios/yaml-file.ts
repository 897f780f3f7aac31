import type { Document, Node } from 'yaml'
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { quote, scrub } from './nearest.ts'
import type { Place } from './usage-error.ts'
import { UsageError } from './usage-error.ts'

/** A YAML text as plain values, and where each of them stands. */
export interface YamlFile {
  readonly value: unknown
  /**
   * Where the value at this path stands; the nearest value around it when there is none. `key` means its name, `text` what
   * stands behind its quote.
   */
  placeOf(path: readonly PropertyKey[], part?: Part): Place
}

/**
 * Reads YAML 1.2 within bounds, so that a small text cannot grow into a large one. Throws FILE_TOO_LARGE, NESTED_TOO_DEEP,
 * YAML_BROKEN or KEY_TWICE.
 */
export function readYaml(text: string, file: string): YamlFile {
  if (text.length > MOST_BYTES || new TextEncoder().encode(text).length > MOST_BYTES) {
    throw new UsageError(
      'FILE_TOO_LARGE',
      `${scrub(file)}: the file is larger than 64 KiB`,
      'leave something away: five thousand values are enough for any scenario',
    )
  }
  const lines = new LineCounter()
  const parsed = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    resolveKnownTags: false,
  })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length))
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const trouble = parsed.errors[0] ?? parsed.warnings[0]
  if (trouble !== undefined) throw broken(trouble.code, trouble.message, placeAt(trouble.pos[0]))
  const value = new Walk(parsed, placeAt).take(parsed.contents, 0, '')
  return { value, placeOf: (path, part = 'value') => placeAt(offsetOf(parsed, path, part)) }
}

type Part = 'key' | 'value' | 'text'

const MOST_BYTES = 64 * 1024
const MOST_VALUES = 5000
const MOST_LEVELS = 16

function broken(code: string, message: string, place: Place): UsageError {
  if (code === 'RESOURCE_EXHAUSTION') return tooDeep(place)
  if (code === 'DUPLICATE_KEY')
    return new UsageError('KEY_TWICE', 'this key stands here twice', 'keep one of them', place)
  if (code === 'MULTIPLE_DOCS')
    return new UsageError('YAML_BROKEN', 'a second document begins here', 'write one document a file', place)
  const hint = 'this must be YAML 1.2: indentation by spaces, one document, quotes closed'
  return new UsageError('YAML_BROKEN', `not YAML: ${scrub(message)}`, hint, place)
}

function tooDeep(place: Place): UsageError {
  return new UsageError(
    'NESTED_TOO_DEEP',
    `values are nested deeper than ${MOST_LEVELS} levels`,
    'no scenario needs that',
    place,
  )
}

/**
 * Values whose digits are a name and not a number: `mti: 0200` and `code: 00` mean what they look like. A PAN is not
 * among them, because a person who may leave the quotes away once will do it where a number loses digits.
 */
const TEXT_KEYS: ReadonlySet<string> = new Set([
  'mti',
  'code',
  'decline',
  'doubtCodes',
  'terminalId',
  'merchantId',
  'expiry',
])

/** Copies nodes to plain values; an alias costs as much as what it stands for. */
class Walk {
  #values = 0
  readonly #parsed: Document
  readonly #placeAt: (offset: number) => Place

  constructor(parsed: Document, placeAt: (offset: number) => Place) {
    this.#parsed = parsed
    this.#placeAt = placeAt
  }

  take(node: unknown, level: number, key: string): unknown {
    const offset = (node as Node | null)?.range?.[0] ?? 0
    this.#values += 1
    if (this.#values > MOST_VALUES) {
      const message = `the file holds more than ${MOST_VALUES} values`
      throw new UsageError('FILE_TOO_LARGE', message, 'aliases count as often as they are used', this.#placeAt(offset))
    }
    if (level > MOST_LEVELS) throw tooDeep(this.#placeAt(offset))
    if (isAlias(node)) return this.take(node.resolve(this.#parsed), level + 1, key)
    if (isMap(node)) {
      return Object.fromEntries(
        node.items.map((pair) => [nameOf(pair.key), this.take(pair.value, level + 1, nameOf(pair.key))]),
      )
    }
    if (isSeq(node)) return node.items.map((item) => this.take(item, level + 1, key))
    if (!isScalar(node)) return null
    const isDigits = typeof node.value === 'number' && /^[0-9]+$/.test(node.source ?? '')
    return isDigits && TEXT_KEYS.has(key) ? node.source : node.value
  }
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

function offsetOf(parsed: Document, path: readonly PropertyKey[], part: Part): number {
  let node: unknown = parsed.contents
  let offset = startOf(node) ?? 0
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(parsed)
    if (isMap(node)) {
      const pair = node.items.find((item) => nameOf(item.key) === String(step))
      if (pair === undefined) return offset
      const isKey = part === 'key' && index === path.length - 1
      offset = (isKey ? undefined : startOf(pair.value)) ?? startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      if (node === undefined) return offset
      offset = startOf(node) ?? offset
    } else return offset
  }
  return part === 'text' && isScalar(node) && node.type?.startsWith('QUOTE_') ? offset + 1 : offset
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}

/** Says that a value is of the wrong kind, without saying the value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? `the text ${quote(value)}` : `a ${typeof value}`
}
