import { describe, expect, it } from 'vitest'
import { bytesToHex, decode, encode, specs } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { messageOf } from './arbitrary.ts'

describe.each(Object.entries(specs))('messages of %s', (_name, spec) => {
  it('come back as they went, wide text included', () => {
    fc.assert(
      fc.property(messageOf(spec), (message) => {
        expect(decode(spec, encode(spec, message))).toEqual({ ok: true, message })
      }),
      { numRuns: 300 },
    )
  })

  it('never make decoding throw, whatever the bytes; what it accepts encodes to the same bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(messageOf(spec), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
        .map(([message, changes]) => {
          const body = encode(spec, message)
          for (const [place, value] of changes) body[place % body.length] = value
          return body
        }),
    )
    fc.assert(
      fc.property(bytes, (body) => {
        const decoded = decode(spec, body)
        if (decoded.ok) expect(bytesToHex(encode(spec, decoded.message))).toBe(bytesToHex(body))
        else expect(decoded.error.offset).toBeLessThanOrEqual(body.length)
      }),
      { numRuns: 2000 },
    )
  })

  it('are refused without a value in the error', () => {
    fc.assert(
      fc.property(messageOf(spec, [2]), fc.nat(), (message, place) => {
        const body = encode(spec, message)
        const decoded = decode(spec, body.subarray(0, place % body.length))
        expect(decoded.ok || Object.keys(decoded.error)).toEqual(['code', 'field', 'offset'])
      }),
    )
  })
})
