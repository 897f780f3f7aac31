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
  readonly tpdu: EnvelopePart | undefined
  readonly header: EnvelopePart | undefined
  /** Offset of the message type: where the MAC begins. */
  readonly mtiAt: number
  readonly bitmapAt: number
  /** The highest field number that the bitmaps can announce. */
  readonly lastField: 64 | 128
  /** Messages are built here and copied out; nothing in it outlives a call. */
  readonly scratch: Uint8Array
}

/** One message type with its fields; `fields[n]` is empty where the spec has none. */
export type Plan = { readonly mti: string; readonly fields: readonly (FieldCodec | undefined)[] }
export type EnvelopePart = { readonly bytes: number; readonly usual: string; readonly starts: Uint8Array }

/** Checks a spec and makes it ready, once for each spec object. Throws SPEC_INVALID. */
export function compile(spec: Spec): Codec {
  const known = codecs.get(spec)
  if (known !== undefined) return known
  assertSpec(spec)
  const tpdu = spec.envelope.tpdu && { ...spec.envelope.tpdu, starts: hexToBytes(spec.envelope.tpdu.starts) }
  const header = spec.envelope.header && { ...spec.envelope.header, starts: new Uint8Array(0) }
  const mtiAt = (tpdu?.bytes ?? 0) + (header?.bytes ?? 0)
  const codec: Codec = {
    spec,
    plans: compilePlans(spec),
    tpdu,
    header,
    mtiAt,
    bitmapAt: mtiAt + (spec.encoding.mti === 'bcd' ? 2 : 4),
    lastField: spec.bitmap.secondary ? 128 : 64,
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
