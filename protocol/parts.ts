import { fieldSpec } from './compile.ts'
import { EncodeError } from './errors.ts'
import type { PartSpec, Spec } from './spec.ts'

/** The pieces of a field by name. */
export type Parts = Readonly<Record<string, string>>

/**
 * Cuts a field's value into its parts; what the value is too short for is absent, and what does not reach the end of a
 * part stands in `rest`. `mti` chooses parts that differ by message. Throws PARTS_UNKNOWN when the spec names no parts.
 */
export function splitParts(spec: Spec, field: number, value: string, mti?: string): Parts {
  const parts: Record<string, string> = {}
  let at = 0
  for (const { id, length } of partsOf(spec, field, mti)) {
    const end = length === undefined ? value.length : at + length
    if (end > value.length || at === value.length) break
    parts[id] = value.slice(at, end)
    at = end
  }
  if (at < value.length) parts['rest'] = value.slice(at)
  return parts
}

/**
 * The value whose parts these are: the first few in order, none left out between them, then `rest`. Throws
 * PARTS_UNKNOWN for a name that the spec does not have, PART_LENGTH for a part that is too short, too long or out of row.
 */
export function joinParts(spec: Spec, field: number, parts: Parts, mti?: string): string {
  let value = ''
  let left = Object.keys(parts).length
  for (const { id, length } of partsOf(spec, field, mti)) {
    const part = parts[id]
    if (part === undefined) break
    if (length !== undefined && part.length !== length) throw new EncodeError('PART_LENGTH', field)
    value += part
    left -= 1
  }
  const { rest } = parts
  if (rest !== undefined) left -= 1
  if (left > 0) throw new EncodeError(hasStranger(spec, field, parts, mti) ? 'PARTS_UNKNOWN' : 'PART_LENGTH', field)
  return value + (rest ?? '')
}

function partsOf(spec: Spec, field: number, mti: string | undefined): readonly PartSpec[] {
  const { parts } = fieldSpec(spec, field, mti) ?? {}
  if (parts === undefined) throw new EncodeError('PARTS_UNKNOWN', field)
  return parts
}

function hasStranger(spec: Spec, field: number, parts: Parts, mti: string | undefined): boolean {
  const known = partsOf(spec, field, mti).map((part) => part.id)
  return Object.keys(parts).some((id) => id !== 'rest' && !known.includes(id))
}
