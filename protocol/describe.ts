import { fieldSpec } from './compile.ts'
import { maskPan } from './mask.ts'
import { splitParts } from './parts.ts'
import type { Bilingual, FieldSpec, Message, Spec } from './spec.ts'

export type Described = { readonly mti: string; readonly title: Bilingual; readonly rows: readonly DescribedField[] }
export type DescribedField = {
  readonly field: number
  readonly name: Bilingual
  readonly text: string
  readonly parts?: readonly DescribedPart[]
}
export type DescribedPart = { readonly id: string; readonly name: Bilingual; readonly text: string }

/**
 * A message in words, one row a field. PAN (first six, last four), expiry, tracks, PIN block, chip data and keys are
 * masked unless `unmask`. Fields and messages that the spec does not know are named as unknown.
 */
export function describe(spec: Spec, message: Message, options: { readonly unmask?: boolean } = {}): Described {
  const rows = Object.entries(message.fields).map(([key, value]) =>
    describeField(spec, message.mti, Number(key), value, options.unmask === true),
  )
  const { en, zh } = spec.messages[message.mti] ?? unknown
  return { mti: message.mti, title: { en, zh }, rows }
}

const unknown: Bilingual = { en: 'Unknown', zh: '未知' }

function describeField(spec: Spec, mti: string, number: number, value: string, unmask: boolean): DescribedField {
  const field = fieldSpec(spec, number, mti)
  // What the spec does not know might be anything, so it is hidden like what it knows to be secret.
  const text = unmask ? value : mask(field, value)
  const row = { field: number, name: field?.name ?? unknown, text }
  if (!field?.parts || (field.sensitive && !unmask)) return row
  return { ...row, parts: describeParts(spec, mti, number, value, field) }
}

function describeParts(spec: Spec, mti: string, number: number, value: string, field: FieldSpec): DescribedPart[] {
  return Object.entries(splitParts(spec, number, value, mti)).map(([id, text]) => ({
    id,
    name: field.parts?.find((part) => part.id === id)?.name ?? { en: 'Rest', zh: '其余' },
    text,
  }))
}

function mask(field: FieldSpec | undefined, value: string): string {
  if (field?.sensitive === 'pan') return maskPan(value)
  return field && !field.sensitive ? value : '*'.repeat(value.length)
}
