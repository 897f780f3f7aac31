import { describe, expect, it } from 'vitest'
import { cryptogramOf, issuerProof, pickChipData, readChipData, writeChipData } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'

const PAN = '6212340000021932'
const hex = (bytes: fc.Arbitrary<Uint8Array>) =>
  bytes.map((one) => Array.from(one, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(''))
const elements = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom('95', '82', '9F26', '9F36', '5F2A', 'DF31', '9F8101'),
    hex(fc.uint8Array({ maxLength: 200 })),
  ),
  { selector: ([tag]) => tag },
)

describe('chip data', () => {
  it('reads back as it was written, in its order', () => {
    fc.assert(
      fc.property(elements, (all) => {
        expect([...readChipData(writeChipData(all))!]).toEqual(all)
      }),
    )
  })

  it('is not read when it ends in the middle of an element', () => {
    fc.assert(
      fc.property(hex(fc.uint8Array({ minLength: 1, maxLength: 200 })), fc.nat(1000), (value, cut) => {
        const whole = writeChipData([['9F10', value]])
        const end = 2 + 2 * (cut % (whole.length / 2 - 1))
        expect(readChipData(whole.slice(0, end))).toBeUndefined()
      }),
    )
  })

  it('gives the elements that are asked for, and nothing for what is no chip data', () => {
    const all = writeChipData([
      ['9F36', '0001'],
      ['84', 'A0'],
      ['95', '0000000000'],
    ])
    expect(pickChipData(all, ['95', '9F36', '9F10'])).toBe('950500000000009F36020001')
    expect(pickChipData('9F', ['95'])).toBe('')
  })
})

describe('a cryptogram', () => {
  const said = new Map([
    ['9F02', '000000012800'],
    ['9F36', '0001'],
    ['9F37', '12345678'],
    ['9F27', '80'],
  ])

  it('is another for another card, amount, counter or kind', () => {
    const others = [
      cryptogramOf(PAN, said),
      cryptogramOf('6212340000023300', said),
      ...['9F02', '9F36', '9F37', '9F27'].map((tag) => cryptogramOf(PAN, new Map(said).set(tag, '40'))),
    ]
    expect(new Set(others).size).toBe(others.length)
    for (const one of others) expect(one).toMatch(/^[0-9A-F]{16}$/)
  })

  it('is proved by its issuer for one response code', () => {
    const cryptogram = cryptogramOf(PAN, said)
    expect(issuerProof(PAN, cryptogram, '00')).toMatch(/^[0-9A-F]{16}3030$/)
    expect(issuerProof(PAN, cryptogram, '00').slice(0, 16)).not.toBe(issuerProof(PAN, cryptogram, '10').slice(0, 16))
  })
})
