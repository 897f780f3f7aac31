import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bytesToHex, checkMac, decode, ecbMac, encode, encodeSealed, hexToBytes, specs } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { keyOf, messageOf } from './arbitrary.ts'
import { MAC_KEY, SALE } from './samples.ts'

/** Single DES is triple DES with one key three times, which OpenSSL still offers. */
function encipher(keyHex: string, block: Buffer): Buffer {
  const full = keyHex.length === 16 ? keyHex.repeat(3) : keyHex + keyHex.slice(0, 16)
  return createCipheriv('des-ede3-ecb', Buffer.from(full, 'hex'), null).setAutoPadding(false).update(block)
}

function macByOpenssl(data: Uint8Array, keyHex: string): string {
  const fold = Buffer.alloc(8)
  data.forEach((byte, at) => {
    fold[at % 8]! ^= byte
  })
  const digits = Buffer.from(fold.toString('hex').toUpperCase(), 'ascii')
  const once = encipher(keyHex, digits.subarray(0, 8))
  return encipher(keyHex, Buffer.from(once.map((byte, at) => byte ^ digits[8 + at]!)))
    .toString('hex')
    .toUpperCase()
}

describe('the MAC', () => {
  it('has the published steps', () => {
    expect(ecbMac(hexToBytes('8DBA2933C4B6C379'), MAC_KEY)).toEqual({
      xor: '8DBA2933C4B6C379',
      second: '287A384239CC735B',
      result: 'B7133B57B67CF51A',
      field64: 'B7133B57',
    })
  })

  it('equals what OpenSSL computes, with keys of single and double length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.oneof(keyOf(8), keyOf(16)), (data, key) => {
        expect(ecbMac(data, key).result).toBe(macByOpenssl(data, key))
      }),
    )
  })

  it('refuses a key of another length', () => {
    expect(() => ecbMac(new Uint8Array(8), '0011')).toThrow('KEY_LENGTH')
  })

  it('travels in field 64 as eight characters over everything from the type on', () => {
    const body = encodeSealed(specs.unionpay, SALE, MAC_KEY)
    const { field64 } = ecbMac(body.subarray(11, -8), MAC_KEY)
    expect(Buffer.from(body.subarray(-8)).toString('ascii')).toBe(field64)
  })

  it('closes a message with two bitmaps in field 128 and one with a single bitmap in field 64', () => {
    const sealed = (fields: Record<number, string>) =>
      decode(specs.iso87, encodeSealed(specs.iso87, { mti: '0800', fields }, MAC_KEY))
    expect(sealed({ 11: '000001' })).toMatchObject({ ok: true, message: { fields: { 64: expect.any(String) } } })
    expect(sealed({ 11: '000001', 70: '001' })).toMatchObject({
      ok: true,
      message: { fields: { 128: expect.any(String) } },
    })
  })

  it('is missing where none is announced, and in bytes too short to hold one', () => {
    const body = encode(specs.unionpay, { mti: '0800', fields: { 11: '000001' } })
    expect(checkMac(specs.unionpay, body, MAC_KEY)).toBe('missing')
    for (let size = 0; size < 29; size++) {
      expect(checkMac(specs.unionpay, new Uint8Array(size).fill(0xff), MAC_KEY)).toBe('missing')
    }
  })

  it('replaces one that was given', () => {
    const fields = { ...SALE.fields, 64: '0000000000000000' }
    expect(encodeSealed(specs.unionpay, { ...SALE, fields }, MAC_KEY)).toEqual(
      encodeSealed(specs.unionpay, SALE, MAC_KEY),
    )
  })

  it.each(Object.entries(specs))('is right under its key and wrong under another (%s)', (_name, spec) => {
    fc.assert(
      fc.property(messageOf(spec), keyOf(16), (message, key) => {
        const body = encodeSealed(spec, message, key)
        expect(checkMac(spec, body, key)).toBe('right')
        expect(checkMac(spec, body, MAC_KEY)).toBe('wrong')
        const decoded = decode(spec, body)
        expect(decoded.ok && bytesToHex(encode(spec, decoded.message))).toBe(bytesToHex(body))
      }),
    )
  })

  it.each(Object.entries(specs))('lets no change of one byte from the type on go unnoticed (%s)', (name, spec) => {
    // The TPDU's addresses and the header stand before the MAC's data: their changes are the line's business.
    const from = name === 'unionpay' ? 11 : 0
    fc.assert(
      fc.property(messageOf(spec, [2, 11]), fc.nat(), fc.integer({ min: 1, max: 255 }), (message, place, change) => {
        const body = encodeSealed(spec, message, MAC_KEY)
        body[from + (place % (body.length - from))]! ^= change
        expect(decode(spec, body).ok && checkMac(spec, body, MAC_KEY) === 'right').toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('lets every change of one bit of a sale be noticed', () => {
    const body = encodeSealed(specs.unionpay, SALE, MAC_KEY)
    for (let bit = 11 * 8; bit < body.length * 8; bit++) {
      const changed = body.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(decode(specs.unionpay, changed).ok && checkMac(specs.unionpay, changed, MAC_KEY) === 'right').toBe(false)
    }
  })
})
