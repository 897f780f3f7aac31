import { describe, expect, it } from 'vitest'
import { bytesToHex, decode, EncodeError, encode, encodeSealed, hexToBytes, specs } from '../../protocol/index.ts'
import { MAC_KEY, SALE } from './samples.ts'

const spec = specs.unionpay
const HEAD = '6000010000603100311108'

/** A 0200 whose bitmap and fields are given as hex. */
function errorOf(bitmap: string, fields: string, head = `${HEAD}0200`) {
  const decoded = decode(spec, hexToBytes(head + bitmap + fields))
  return decoded.ok ? decoded : decoded.error
}

describe('decode refuses', () => {
  it.each(Object.entries(specs))(
    'a message cut at every byte, with place and what was understood (%s)',
    (_name, each) => {
      const body = encodeSealed(each, SALE, MAC_KEY)
      for (let size = 0; size < body.length; size++) {
        const decoded = decode(each, body.subarray(0, size))
        if (decoded.ok) throw new Error(`accepted at ${size}`)
        expect(decoded.error).toMatchObject({ code: 'TRUNCATED', offset: size })
        const understood = Object.keys(decoded.partial.fields).map(Number)
        expect(SALE.fields).toMatchObject(decoded.partial.fields)
        // Everything before the place named is there, and nothing after it.
        const place = decoded.error.field
        const before = Object.keys(SALE.fields)
          .map(Number)
          .filter((number) => typeof place === 'number' && number < place)
        expect(understood).toEqual(before)
      }
    },
  )

  it.each([
    ['a nibble that is no digit', '2000000000000000', '00A000', { code: 'NOT_DIGITS', field: 3, offset: 22 }],
    [
      'a stray nibble after an odd number of digits',
      '4000000000000000',
      '03123F',
      { code: 'NOT_DIGITS', field: 2, offset: 23 },
    ],
    [
      'a digit where the padding should be',
      '4000000000000000',
      '031234',
      { code: 'PAD_NOT_ZERO', field: 2, offset: 23 },
    ],
    [
      'a digit behind the left-aligned field 22',
      '0000040000000000',
      '0211',
      { code: 'PAD_NOT_ZERO', field: 22, offset: 22 },
    ],
    [
      'a digit before the right-aligned field 23',
      '0000020000000000',
      '1001',
      { code: 'PAD_NOT_ZERO', field: 23, offset: 21 },
    ],
    ['a nibble that no track has', '0000000020000000', '021E', { code: 'NOT_TRACK', field: 35, offset: 22 }],
    ['a length over the bound', '4000000000000000', '20', { code: 'LENGTH_OVER', field: 2, offset: 21 }],
    ['a length that is no number', '4000000000000000', 'FF', { code: 'NOT_DIGITS', field: 2, offset: 21 }],
    ['a field that is announced and empty', '4000000000000000', '00', { code: 'LENGTH_UNDER', field: 2, offset: 21 }],
    [
      'bytes behind the last field',
      '2000000000000000',
      '00000099',
      { code: 'TRAILING_BYTES', field: 'end', offset: 24 },
    ],
    ['a field that the spec does not have', '0200000000000000', '', { code: 'FIELD_UNKNOWN', field: 7, offset: 13 }],
    [
      'a second bitmap that the spec does not have',
      '8000000000000000',
      '',
      { code: 'FIELD_UNKNOWN', field: 1, offset: 13 },
    ],
    [
      'a sign where a letter or digit should be',
      '0000000002000000',
      '302D',
      { code: 'NOT_ALPHANUMERIC', field: 39, offset: 22 },
    ],
    ['a control character', '0000000000800000', '30303030301B4030', { code: 'NOT_TEXT', field: 41, offset: 21 }],
    ['half a wide character', '0000000000100000', '0241D3', { code: 'NOT_TEXT', field: 44, offset: 22 }],
  ])('%s', (_what, bitmap, fields, error) => {
    expect(errorOf(bitmap, fields)).toEqual(error)
  })

  it('a type that the spec does not have or that is not digits', () => {
    expect(errorOf('0000000000000000', '', `${HEAD}0299`)).toEqual({ code: 'MTI_UNKNOWN', field: 'mti', offset: 11 })
    expect(errorOf('0000000000000000', '', `${HEAD}02A0`)).toEqual({ code: 'MTI_UNKNOWN', field: 'mti', offset: 11 })
  })

  it('a TPDU of another kind', () => {
    expect(errorOf('', '', '7000010000603100311108')).toEqual({ code: 'TPDU_UNKNOWN', field: 'tpdu', offset: 0 })
  })

  it('a body over the bound', () => {
    const decoded = decode(spec, new Uint8Array(5000))
    expect(decoded).toMatchObject({ ok: false, error: { code: 'BODY_TOO_LONG', field: 'length', offset: 4096 } })
  })

  it('in iso87, a second bitmap without a field and a MAC in the wrong one of two places', () => {
    const iso = (hex: string) => decode(specs.iso87, hexToBytes(`30323030${hex}`))
    expect(iso('80000000000000000000000000000000')).toMatchObject({
      error: { code: 'BITMAP_NOT_CANONICAL', field: 'bitmap', offset: 12 },
    })
    expect(iso('80000000000000010400000000000000')).toMatchObject({
      error: { code: 'MAC_MISPLACED', field: 64, offset: 11 },
    })
  })
})

describe('encode throws for', () => {
  const refusal = (fields: Record<number, string>, mti = '0200', each: typeof spec = spec) => {
    try {
      return bytesToHex(encode(each, { mti, fields }))
    } catch (error) {
      if (!(error instanceof EncodeError)) throw error
      return { code: error.code, field: error.field, message: error.message }
    }
  }

  it.each([
    ['a PAN too long', { 2: '12345678901234567890' }, 'VALUE_LENGTH', 2],
    ['a fixed number too short', { 3: '12345' }, 'VALUE_LENGTH', 3],
    ['a signed number', { 4: '-00000012800' }, 'NOT_DIGITS', 4],
    ['a separator that BCD does not have', { 35: '123=4' }, 'NOT_TRACK', 35],
    ['a sign in a code', { 39: '0-' }, 'NOT_ALPHANUMERIC', 39],
    ['text too short', { 41: '1234567' }, 'VALUE_LENGTH', 41],
    ['text whose bytes are too many', { 42: '九九九九九九九九' }, 'VALUE_LENGTH', 42],
    ['a control character', { 44: '\u001b@' }, 'NOT_TEXT', 44],
    ['half a surrogate pair', { 44: '\ud800' }, 'NOT_TEXT', 44],
    ['hex in lower case', { 52: '0123456789abcdef' }, 'NOT_HEX', 52],
    ['text longer than any field', { 62: 'x'.repeat(100_000) }, 'VALUE_LENGTH', 62],
    ['a field that the spec does not have', { 70: 'abc' }, 'FIELD_UNKNOWN', 70],
    ['the bit of the second bitmap', { 1: 'abc' }, 'FIELD_UNKNOWN', 1],
  ])('%s, naming the field and never the value', (_what, fields, code, field) => {
    const thrown = refusal(fields)
    expect(thrown).toMatchObject({ code, field })
    expect(JSON.stringify(thrown)).not.toContain(Object.values(fields)[0])
  })

  it('a type that the spec does not have', () => {
    expect(refusal({}, '0299')).toMatchObject({ code: 'MTI_UNKNOWN', field: 'mti' })
    expect(refusal({}, '02O0')).toMatchObject({ code: 'MTI_UNKNOWN', field: 'mti' })
  })

  it('a MAC in field 64 beside a field above 64', () => {
    expect(refusal({ 64: '0000000000000000', 70: '001' }, '0800', specs.iso87)).toMatchObject({ code: 'MAC_MISPLACED' })
  })
})
