import { describe, expect, it } from 'vitest'
import type { Spec } from '../../protocol/index.ts'
import { assertSpec, decode, encode, SpecError, specs } from '../../protocol/index.ts'

const name = { en: 'A', zh: '甲' }
const good = {
  name: 'small',
  title: name,
  frame: { lengthBytes: 4, maxBody: 100 },
  envelope: {},
  encoding: { mti: 'ascii', digits: 'bcd', lengths: 'ascii', text: 'ascii' },
  bitmap: { secondary: false },
  fields: {
    3: { kind: 'n', length: { fixed: 3 }, align: 'right', name },
    44: { kind: 'ans', length: { prefix: 2, max: 9, min: 0 }, name },
    64: { kind: 'b', length: { fixed: 8 }, name },
  },
  mac: { kind: 'ecb', field: 64 },
  messages: { '1200': { ...name, class: 'request' } },
} satisfies Spec

/** What is wrong after one change, without the first line. */
function problems(change: object): string[] {
  try {
    assertSpec({ ...good, ...change })
    return []
  } catch (error) {
    if (!(error instanceof SpecError)) throw error
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
}

describe('a spec', () => {
  it.each(Object.entries(specs))('that ships is consistent, and is plain data (%s)', (_name, spec) => {
    assertSpec(spec)
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
  })

  it('is all that a new format takes, even from a file', () => {
    const spec: unknown = JSON.parse(JSON.stringify(good))
    assertSpec(spec)
    const message = { mti: '1200', fields: { 3: '123', 44: '' } }
    const body = encode(spec, message)
    expect(Buffer.from(body).toString('latin1')).toBe('1200\x20\0\0\0\0\x10\0\0\x01\x2300')
    expect(decode(spec, body)).toEqual({ ok: true, message })
    expect(() => encode(spec, { mti: '1200', fields: { 44: '元' } })).toThrow('NOT_TEXT')
    expect(decode(spec, Buffer.from('1200\0\0\0\0\0\x10\0\x0002\xD4\xAA', 'latin1'))).toMatchObject({
      error: { code: 'NOT_TEXT' },
    })
  })

  it.each([
    ['no name', { name: '' }, 'name: expected a name'],
    [
      'a frame without bound',
      { frame: { lengthBytes: 2 } },
      'frame.maxBody: expected a number of bytes from 32 to 65535',
    ],
    ['an odd length header', { frame: { lengthBytes: 3, maxBody: 99 } }, 'frame.lengthBytes: expected 2 or 4'],
    [
      'a TPDU shorter than it says',
      { envelope: { tpdu: { bytes: 5, usual: '60', starts: '60' } } },
      'envelope.tpdu.usual: expected 10 upper-case hex digits',
    ],
    [
      'a TPDU that starts otherwise',
      { envelope: { tpdu: { bytes: 1, usual: '60', starts: '70' } } },
      'envelope.tpdu.starts: expected the first hex digits of usual',
    ],
    [
      'a header of no bytes',
      { envelope: { header: { bytes: 0, usual: '' } } },
      'envelope.header.bytes: expected a number from 1 to 32',
    ],
    ['an unknown coding', { encoding: { ...good.encoding, mti: 'ebcdic' } }, 'encoding.mti: expected bcd or ascii'],
    ['an unknown text', { encoding: { ...good.encoding, text: 'utf-8' } }, 'encoding.text: expected gb18030 or ascii'],
    ['no bitmap', { bitmap: {} }, 'bitmap.secondary: expected true or false'],
    ['no message', { messages: {} }, 'messages: expected at least one message'],
    [
      'a type of three digits',
      { messages: { 200: { ...name, class: 'request' } } },
      'messages.200: expected a type of four digits',
    ],
    [
      'a message of no class',
      { messages: { '1200': name } },
      'messages.1200.class: expected request, response or advice',
    ],
    [
      'a field out of range',
      { fields: { ...good.fields, 65: good.fields[3] } },
      'fields.65: expected a field number from 2 to 64',
    ],
    [
      'a field of no kind',
      { fields: { ...good.fields, 4: { length: { fixed: 2 }, name } } },
      'fields.4.kind: expected n, z, an, ans, b',
    ],
    [
      'a bound over its prefix',
      { fields: { ...good.fields, 4: { kind: 'n', length: { prefix: 2, max: 100 }, name } } },
      'fields.4.length.max: expected a number from 1 to 99',
    ],
    [
      'no length',
      { fields: { ...good.fields, 4: { kind: 'n', name } } },
      'fields.4.length.prefix: expected 2 or 3, or a fixed length',
    ],
    [
      'a bound under its minimum',
      { fields: { ...good.fields, 4: { kind: 'n', length: { prefix: 2, max: 9, min: 10 }, name } } },
      'fields.4.length.min: expected a number from 0 to 9',
    ],
    [
      'a fixed length of nothing',
      { fields: { ...good.fields, 4: { kind: 'n', length: { fixed: 0 }, name } } },
      'fields.4.length.fixed: expected a number from 1 to 999',
    ],
    [
      'an odd BCD field that stands nowhere',
      { fields: { ...good.fields, 4: { kind: 'n', length: { fixed: 3 }, name } } },
      'fields.4.align: expected left or right, since the BCD length is fixed and odd',
    ],
    [
      'an even one that is aligned',
      { fields: { ...good.fields, 4: { kind: 'n', length: { fixed: 4 }, align: 'left', name } } },
      'fields.4.align: expected nothing: no nibble is left over',
    ],
    [
      'an unknown secret',
      { fields: { ...good.fields, 4: { kind: 'b', length: { fixed: 4 }, sensitive: 'very', name } } },
      'fields.4.sensitive: expected pan, expiry, track, pin, chip, keys',
    ],
    [
      'a change for a message it does not have',
      { fields: { ...good.fields, 4: { kind: 'b', length: { fixed: 4 }, name, byMti: { '0200': {} } } } },
      'fields.4.byMti.0200: expected a type that messages lists',
    ],
    [
      'parts that are no list',
      { fields: { ...good.fields, 4: { kind: 'b', length: { fixed: 4 }, name, parts: {} } } },
      'fields.4.parts: expected a list',
    ],
    [
      'parts of one name',
      {
        fields: {
          ...good.fields,
          4: {
            kind: 'an',
            length: { fixed: 4 },
            name,
            parts: [
              { id: 'a', length: 1, name },
              { id: 'a', length: 1, name },
            ],
          },
        },
      },
      'fields.4.parts.1.id: expected a word of its own, other than rest',
    ],
    [
      'an open part that is not the last',
      {
        fields: {
          ...good.fields,
          4: {
            kind: 'an',
            length: { fixed: 4 },
            name,
            parts: [
              { id: 'a', name },
              { id: 'b', length: 1, name },
            ],
          },
        },
      },
      'fields.4.parts.0.length: expected a number from 1; only the last part may leave it open',
    ],
    [
      'parts longer than the field',
      {
        fields: {
          ...good.fields,
          4: { kind: 'an', length: { fixed: 4 }, name, parts: [{ id: 'a', length: 5, name }] },
        },
      },
      'fields.4.parts: expected at most 4 in all',
    ],
    ['an unknown MAC', { mac: { kind: 'cbc', field: 64 } }, 'mac.kind: expected ecb'],
    ['a MAC elsewhere', { mac: { kind: 'ecb', field: 63 } }, 'mac.field: expected 64'],
    [
      'a MAC field without its bitmap',
      { mac: { kind: 'ecb', field: 64, secondaryField: 128 } },
      'mac.secondaryField: expected nothing without a second bitmap',
    ],
    [
      'no room for the MAC',
      { fields: { 3: good.fields[3] } },
      'fields.64: expected kind b with the fixed length 8, for the MAC',
    ],
  ])('with %s is refused with its path and what was expected', (_what, change, problem) => {
    expect(problems(change)).toContain(problem)
  })

  it('that is none at all is refused, and so is one that encode is given', () => {
    expect(() => assertSpec(undefined)).toThrow('SPEC_INVALID: spec ?')
    expect(() => encode({ ...good, name: '' }, { mti: '1200', fields: {} })).toThrow(SpecError)
  })
})
