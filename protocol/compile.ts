import type { FieldCodec } from './field.ts'
import { compileField } from './field.ts'
import { hexToBytes } from './hex.ts'
import type { FieldSpec, Spec } from './spec.ts'
import { assertSpec } from './spec-check.ts'

/** A spec made ready to run. */
export type Codec = {
  readonly spec: Spec
  /** By the message type as sixteen bits of BCD, whatever its coding on the wire. */
  readonly plans: ReadonlyMap<number, Plan>
  /** TPDU and header, those that the spec has. */
  readonly envelope: readonly EnvelopePart[]
  /** Offset of the message type: where the MAC begins. */
  readonly mtiAt: number
  readonly bitmapAt: number
  /** The highest field number that the bitmaps can announce. */
  readonly lastField: 64 | 128
  /** The fields that are sensitive in any message. */
  readonly secrets: readonly number[]
  /** Messages are built here and copied out; nothing in it outlives a call. */
  readonly scratch: Uint8Array
}

/** One message type with its fields; `fields[n]` is empty where the spec has none. */
export type Plan = { readonly mti: string; readonly fields: readonly (FieldCodec | undefined)[] }
export type EnvelopePart = {
  readonly place: 'tpdu' | 'header'
  readonly bytes: number
  readonly usual: string
  readonly starts: Uint8Array
}

/** Checks a spec and makes it ready, once for each spec object. Throws SPEC_INVALID. */
export function compile(spec: Spec): Codec {
  const known = codecs.get(spec)
  if (known !== undefined) return known
  assertSpec(spec)
  const envelope = compileEnvelope(spec)
  const mtiAt = envelope.reduce((bytes, part) => bytes + part.bytes, 0)
  const codec: Codec = {
    spec,
    plans: compilePlans(spec),
    envelope,
    mtiAt,
    bitmapAt: mtiAt + (spec.encoding.mti === 'bcd' ? 2 : 4),
    lastField: spec.bitmap.secondary ? 128 : 64,
    secrets: Object.keys(spec.fields)
      .map(Number)
      .filter((number) => Object.keys(spec.messages).some((mti) => fieldSpec(spec, number, mti)?.sensitive)),
    scratch: new Uint8Array(spec.frame.maxBody + LONGEST_FIELD),
  }
  codecs.set(spec, codec)
  return codec
}

/** The line of the table that holds for a field in a message of this type. */
export function fieldSpec(spec: Spec, number: number, mti?: string): FieldSpec | undefined {
  const field = spec.fields[number]
  const change = mti === undefined ? undefined : field?.byMti?.[mti]
  return field && change ? { ...field, ...change } : field
}

/** Room behind the bound, so that the field that breaks it can still be written before the bound is tested. */
const LONGEST_FIELD = 8192
const codecs = new WeakMap<Spec, Codec>()

function compileEnvelope({ envelope }: Spec): EnvelopePart[] {
  const parts: EnvelopePart[] = []
  if (envelope.tpdu) parts.push({ place: 'tpdu', ...envelope.tpdu, starts: hexToBytes(envelope.tpdu.starts) })
  if (envelope.header) parts.push({ place: 'header', ...envelope.header, starts: new Uint8Array(0) })
  return parts
}

function compilePlans(spec: Spec): Map<number, Plan> {
  const usual: (FieldCodec | undefined)[] = new Array(129).fill(undefined)
  for (const [key, field] of Object.entries(spec.fields)) usual[Number(key)] = compileField(spec, Number(key), field)
  const plans = new Map<number, Plan>()
  for (const mti of Object.keys(spec.messages)) {
    const fields = usual.slice()
    for (const [key, field] of Object.entries(spec.fields)) {
      const changed = field.byMti?.[mti] && fieldSpec(spec, Number(key), mti)
      if (changed) fields[Number(key)] = compileField(spec, Number(key), changed)
    }
    plans.set(Number.parseInt(mti, 16), { mti, fields })
  }
  return plans
}
