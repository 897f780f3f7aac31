import type { FieldSpec, Message, Spec } from '../../protocol/index.ts'
import { encodeText } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'

/** Messages with any type, any fields of the spec and any values that fit them; the MAC field is left to sealing. */
export function messageOf(spec: Spec, always: readonly number[] = []): fc.Arbitrary<Message> {
  const numbers = Object.keys(spec.fields).map(Number)
  const optional = numbers.filter((number) => number !== 64 && number !== 128 && !always.includes(number))
  return fc.constantFrom(...Object.keys(spec.messages)).chain((mti) =>
    fc.subarray(optional).chain((some) =>
      fc
        .record({
          values: fc.tuple(
            ...[...always, ...some].map((number) =>
              fittingValue(spec, { ...spec.fields[number]!, ...spec.fields[number]!.byMti?.[mti] }).map(
                (value) => [number, value] as const,
              ),
            ),
          ),
          envelope: envelopeOf(spec),
        })
        .map(({ values, envelope }) => ({ ...envelope, mti, fields: Object.fromEntries(values) })),
    ),
  )
}

export const keyOf = (bytes: number) => hexOf(bytes)
export const panOf = digitsOf('123456789', 13, 19)
export const track2Of = fc.tuple(panOf, digitsOf('0123456789', 7, 17)).map(([pan, rest]) => `${pan}D${rest}`)

export function hexOf(bytes: number): fc.Arbitrary<string> {
  return fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((made) => Buffer.from(made).toString('hex').toUpperCase())
}

function envelopeOf(spec: Spec): fc.Arbitrary<Pick<Message, 'tpdu' | 'header'>> {
  const { tpdu, header } = spec.envelope
  if (!tpdu || !header) return fc.constant({})
  return fc.record({ tpdu: hexOf(tpdu.bytes - 1).map((rest) => tpdu.starts + rest), header: hexOf(header.bytes) })
}

function fittingValue(spec: Spec, { kind, length }: FieldSpec): fc.Arbitrary<string> {
  const sizes = 'fixed' in length ? fc.constant(length.fixed) : fc.integer({ min: length.min ?? 1, max: length.max })
  const track = spec.encoding.digits === 'bcd' ? '0123456789D' : '0123456789D='
  return sizes.chain((size) => {
    if (kind === 'b') return hexOf(size)
    if (kind === 'ans') return textOf(size)
    return digitsOf(kind === 'n' ? '0123456789' : kind === 'z' ? track : 'ABCxyz 0189', size, size)
  })
}

function digitsOf(alphabet: string, min: number, max: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max })
}

/** One, two and four bytes a character, filled up with spaces to exactly `size` bytes. */
function textOf(size: number): fc.Arbitrary<string> {
  const unit = fc.constantFrom('A', '~', ' ', '元', '额', '€', '㐀', '𠮷', 'é')
  return fc.array(unit, { maxLength: size }).map((units) => {
    let text = ''
    let bytes = 0
    for (const next of units) {
      const room = encodeText(next).length
      if (bytes + room > size) break
      text += next
      bytes += room
    }
    return text + ' '.repeat(size - bytes)
  })
}
