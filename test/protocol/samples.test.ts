import { describe, expect, it } from 'vitest'
import {
  bytesToHex,
  decode,
  encode,
  FrameReader,
  hexToBytes,
  specs,
  splitParts,
  toFrame,
} from '../../protocol/index.ts'
import { SIGN_ON, SIGN_ON_ANSWER } from './samples.ts'

const spec = specs.unionpay

function read(frameHex: string) {
  const [frame] = new FrameReader(spec).push(hexToBytes(frameHex))
  if (!frame?.ok) throw new Error('the sample must be one whole frame')
  const decoded = decode(spec, frame.body)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error))
  return decoded.message
}

describe('the published samples', () => {
  it('the 0800 decodes to the values published with it', () => {
    expect(read(SIGN_ON)).toEqual({
      tpdu: '6005010000',
      header: '613100311108',
      mti: '0800',
      fields: {
        11: '000001',
        41: '99999906',
        42: '001430170119999',
        60: '00000000003',
        62: 'Sequence No12306099999906',
        63: '001',
      },
    })
  })

  it('the 0810 decodes to the values published with it, field 62 as bytes', () => {
    const { mti, fields } = read(SIGN_ON_ANSWER)
    expect(mti).toBe('0810')
    expect(fields).toMatchObject({
      11: '500211',
      12: '221301',
      13: '0720',
      32: '00085500',
      39: '00',
      60: '00000519003',
    })
    expect(fields[62]).toBe('46F161A743497B32EAC760DF5EA57DF5900ECCE3977731A7EA402DDF0000000000000000CFF1592A')
    expect(splitParts(spec, 60, fields[60]!)).toEqual({ type: '00', batch: '000519', network: '003' })
  })

  it.each([SIGN_ON, SIGN_ON_ANSWER])('encode again to the same bytes', (sample) => {
    expect(bytesToHex(toFrame(spec, encode(spec, read(sample))))).toBe(sample)
  })
})

describe('alignment', () => {
  const bodyOf = (fields: Record<number, string>) => bytesToHex(encode(spec, { mti: '0200', fields })).slice(26 + 16)

  it('puts the three digits of field 22 to the left and those of field 23 to the right', () => {
    expect(bodyOf({ 22: '021' })).toBe('0210')
    expect(bodyOf({ 23: '001' })).toBe('0001')
  })

  it('pads an odd number of digits with a zero nibble behind it and counts the digits', () => {
    expect(bodyOf({ 2: '12345' })).toBe('05123450')
    expect(bodyOf({ 35: '1234D56' })).toBe('071234D560')
    expect(bodyOf({ 60: '00000000003' })).toBe('0011000000000030')
  })
})
