import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkValue, packWorkingKeys, unpackWorkingKeys, unwrapKey, wrapKey } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { keyOf } from './arbitrary.ts'

const MASTER = '0123456789ABCDEFFEDCBA9876543210'
const PIN_KEY = 'D931648F3DE313A4A22C15DCA4F4299E'
const MAC_KEY = 'AB7C577CC7A18045'

describe('a check value', () => {
  it('is the published one, for a double and a single length key', () => {
    expect(checkValue(PIN_KEY)).toBe('900ECCE3')
    expect(checkValue(MAC_KEY)).toBe('CFF1592A')
  })
})

describe('a key under the master key', () => {
  it('is what OpenSSL makes of it, and comes back', () => {
    fc.assert(
      fc.property(fc.oneof(keyOf(8), keyOf(16)), keyOf(16), (key, master) => {
        const full = Buffer.from(master + master.slice(0, 16), 'hex')
        const cipher = createCipheriv('des-ede3-ecb', full, null).setAutoPadding(false)
        const wrapped = wrapKey(key, master)
        expect(wrapped).toBe(cipher.update(Buffer.from(key, 'hex')).toString('hex').toUpperCase())
        expect(unwrapKey(wrapped, master)).toBe(key)
      }),
    )
  })
})

describe('working keys', () => {
  it.each([
    ['001', 24, { pinKey: PIN_KEY.slice(0, 16), macKey: MAC_KEY }],
    ['003', 40, { pinKey: PIN_KEY, macKey: PIN_KEY }],
    ['003', 40, { pinKey: PIN_KEY, macKey: MAC_KEY }],
    ['004', 60, { pinKey: PIN_KEY, macKey: MAC_KEY, trackKey: MASTER }],
  ] as const)('under network code %s take %i bytes and come back', (network, bytes, keys) => {
    const packed = packWorkingKeys(keys, network, MASTER)
    expect(packed.length).toBe(2 * bytes)
    expect(unpackWorkingKeys(packed, network, MASTER)).toEqual({ ok: true, keys })
  })

  it('leave zeros for the second half of a single-length MAC key, as the published 0810 does', () => {
    const packed = packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '003', MASTER)
    expect(packed.slice(32, 40)).toBe('900ECCE3')
    expect(packed.slice(56)).toBe('0000000000000000CFF1592A')
  })

  it('name the key whose check value is wrong, whichever byte was changed', () => {
    const packed = packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '003', MASTER)
    for (let at = 0; at < packed.length; at++) {
      const digit = packed[at] === '0' ? '1' : '0'
      const changed = unpackWorkingKeys(packed.slice(0, at) + digit + packed.slice(at + 1), '003', MASTER)
      expect(changed).toEqual({ ok: false, code: 'KEY_CHECK_WRONG', which: at < 40 ? 'pin' : 'mac' })
    }
  })

  it('name the key where they end too early, and the last one where they do not end', () => {
    const packed = packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '003', MASTER)
    expect(unpackWorkingKeys(packed.slice(0, 38), '003', MASTER)).toMatchObject({ code: 'KEY_LENGTH', which: 'pin' })
    expect(unpackWorkingKeys(packed.slice(0, 78), '003', MASTER)).toMatchObject({ code: 'KEY_LENGTH', which: 'mac' })
    expect(unpackWorkingKeys(`${packed}00`, '003', MASTER)).toMatchObject({ code: 'KEY_LENGTH', which: 'mac' })
    expect(unpackWorkingKeys('zz'.repeat(40), '003', MASTER)).toMatchObject({ code: 'KEY_LENGTH', which: 'pin' })
  })

  it('are refused by length when they do not fit the network code', () => {
    expect(() => packWorkingKeys({ pinKey: MAC_KEY, macKey: MAC_KEY }, '003', MASTER)).toThrow('KEY_LENGTH')
    expect(() => packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '004', MASTER)).toThrow('KEY_LENGTH')
    expect(() => packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '001', MASTER)).toThrow('KEY_LENGTH')
  })
})
