import Peer from 'iso_8583'
import { describe, expect, it } from 'vitest'
import { decode, encode, specs, toFrame } from '../../protocol/index.ts'

const spec = specs.iso87

// The peer always sends both bitmaps, so the messages that both understand have a field above 64.
const reversal = {
  mti: '0420',
  fields: {
    2: '4761739001010119',
    3: '000000',
    4: '000000005000',
    7: '0911131411',
    11: '000123',
    12: '131411',
    13: '0911',
    32: '423935',
    37: '123456789012',
    39: '00',
    41: '12345678',
    42: 'MERCHANT0000001',
    49: '156',
    70: '001',
    90: `0200000123${'0911131411'}${'0'.repeat(22)}`,
  },
}

describe('the peer codec iso_8583', () => {
  const packed = new Peer({ 0: reversal.mti, ...reversal.fields }).getBufferMessage()
  if (!Buffer.isBuffer(packed)) throw new Error(packed.error)

  it('packs the same bytes for a message that both understand', () => {
    expect(Buffer.from(toFrame(spec, encode(spec, reversal))).toString('hex')).toBe(packed.toString('hex'))
  })

  it('packs what decodes to the same fields here', () => {
    expect(decode(spec, packed.subarray(2))).toEqual({ ok: true, message: reversal })
  })
})
