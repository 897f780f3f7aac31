import { describe, expect, it } from 'vitest'
import { bytesToHex, decodeText, encodeText, hexToBytes } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'

describe('GB18030 text', () => {
  it('takes one, two and four bytes a character', () => {
    expect(bytesToHex(encodeText('A'))).toBe('41')
    expect(bytesToHex(encodeText('掉单'))).toBe('B5F4B5A5')
    expect(bytesToHex(encodeText('㐀'))).toBe('8139EE39')
    expect(bytesToHex(encodeText('𠮷'))).toBe('9534B235')
    expect(bytesToHex(encodeText('€'))).toBe('A2E3')
  })

  it('comes back, for every character but a few of the private area', () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 50 })
      .filter((made) => !/[\ud800-\udfff\ue000-\uf8ff]/u.test(made))
    fc.assert(
      fc.property(text, (made) => {
        expect(decodeText(encodeText(made))).toBe(made)
      }),
      { numRuns: 1000 },
    )
  })

  it('is refused when it is cut or spelled in a second way', () => {
    expect(decodeText(hexToBytes('B5'))).toBeUndefined()
    expect(decodeText(hexToBytes('80'))).toBeUndefined()
    expect(() => encodeText('\udc00')).toThrow('NOT_TEXT')
    expect(() => encodeText('\ue5e5')).toThrow('NOT_TEXT')
  })
})
