import { describe, expect, it } from 'vitest'
import { joinParts, specs, splitParts } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'

const spec = specs.unionpay

describe('the parts of a field', () => {
  it('are those of docs/messages.md for fields 60, 61 and 63', () => {
    expect(splitParts(spec, 60, '2200000100352')).toEqual({
      type: '22',
      batch: '000001',
      network: '003',
      reader: '5',
      condition: '2',
    })
    expect(splitParts(spec, 61, '0000010001230720')).toEqual({ batch: '000001', stan: '000123', date: '0720' })
    expect(splitParts(spec, 63, 'CUP成功')).toEqual({ operator: 'CUP', text: '成功' })
  })

  it('differ by message where the spec says so: the totals of a settlement, the outcome of a re-query', () => {
    const totals = '000000012800001000000000000000'
    const value = `${totals}1${totals}0`
    expect(value.length).toBe(62)
    const parts = splitParts(spec, 48, value, '0510')
    expect(parts).toMatchObject({ debitAmount: '000000012800', debitCount: '001', flag: '1', foreignFlag: '0' })
    expect(joinParts(spec, 48, parts, '0510')).toBe(value)
    expect(splitParts(spec, 63, '00151', '0610')).toEqual({ operator: '001', originalCode: '51' })
  })

  it('join to the value they came from, ragged ends included', () => {
    const value = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 29 })
    fc.assert(
      fc.property(fc.constantFrom(54, 60, 61, 63), value, (field, digits) => {
        expect(joinParts(spec, field, splitParts(spec, field, digits))).toBe(digits)
      }),
    )
  })

  it('keep what does not fill a part as the rest', () => {
    expect(splitParts(spec, 61, '00000100')).toEqual({ batch: '000001', rest: '00' })
  })

  it('are refused with a gap, a wrong length, a strange name, or for a field that has none', () => {
    expect(() => joinParts(spec, 60, { type: '22', network: '003' })).toThrow('PART_LENGTH')
    expect(() => joinParts(spec, 60, { type: '2' })).toThrow('PART_LENGTH')
    expect(() => joinParts(spec, 60, { type: '22', colour: '1' })).toThrow('PARTS_UNKNOWN')
    expect(() => splitParts(spec, 4, '000000012800')).toThrow('PARTS_UNKNOWN')
  })
})
