import { describe, expect, it } from 'vitest'
import { pinBlock, readPinBlock, unwrapKey } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { keyOf, panOf } from './arbitrary.ts'

const KEY = '0123456789ABCDEFFEDCBA9876543210'

describe('a PIN block', () => {
  it('is, before enciphering, the PIN XOR the twelve digits before the check digit', () => {
    expect(unwrapKey(pinBlock('1234', '43219876543210987', KEY), KEY)).toBe('0412AC89ABCDEF67')
    expect(unwrapKey(pinBlock('92389', '4000001234562', KEY), KEY)).toBe('0592789FFFEDCBA9')
    expect(unwrapKey(pinBlock('123456', '6228480402564890018', '313215FDA2C4AB4C'), '313215FDA2C4AB4C')).toBe(
      '06123054A9B76FFE',
    )
  })

  it('gives its PIN back under its key and PAN', () => {
    const pins = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 12 })
    fc.assert(
      fc.property(pins, panOf, fc.oneof(keyOf(8), keyOf(16)), (pin, pan, key) => {
        expect(readPinBlock(pinBlock(pin, pan, key), pan, key)).toBe(pin)
      }),
    )
  })

  it('gives nothing when it is malformed or the key is another one', () => {
    const block = pinBlock('1234', '43219876543210987', KEY)
    expect(readPinBlock(block, '43219876543210987', '313215FDA2C4AB4C')).toBeUndefined()
    expect(readPinBlock('00', '43219876543210987', KEY)).toBeUndefined()
    expect(readPinBlock('Z'.repeat(16), '43219876543210987', KEY)).toBeUndefined()
    expect(readPinBlock(block, '4321', KEY)).toBeUndefined()
  })

  it('is refused for what is no PIN or no PAN', () => {
    expect(() => pinBlock('123', '43219876543210987', KEY)).toThrow('PIN_FORMAT')
    expect(() => pinBlock('1234', '432198', KEY)).toThrow('PIN_FORMAT')
  })
})
