import { expect, it, describe as suite } from 'vitest'
import type { Message, Spec } from '../../protocol/index.ts'
import {
  bytesToHex,
  decode,
  describe,
  encodeSealed,
  hexToBytes,
  maskFrame,
  maskMessage,
  maskPan,
  specs,
  toFrame,
} from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { hexOf, messageOf, panOf, track2Of } from './arbitrary.ts'
import { MAC_KEY, SALE, SIGN_ON_ANSWER } from './samples.ts'

/** A message that carries every secret, with the secrets as they must not appear. */
function secretsOf(spec: Spec) {
  return fc
    .record({ message: messageOf(spec, [2, 35, 52, 55]), pan: panOf, track: track2Of, pin: hexOf(8), chip: hexOf(40) })
    .filter(({ pin, chip }) => !/^0+$/.test(pin) && !/^0+$/.test(chip))
    .map(({ message, pan, track, pin, chip }) => {
      const fields = { ...message.fields, 2: pan, 35: track, 52: pin, 55: chip }
      const frame = toFrame(spec, encodeSealed(spec, { ...message, fields }, MAC_KEY))
      return { frame, secrets: [pan, track, pin, chip] }
    })
}

/** Both nibble alignments of BCD are one search in hex; text is searched as the hex of its characters. */
function expectHidden(frame: Uint8Array, secrets: readonly string[]) {
  const hex = bytesToHex(frame)
  for (const secret of secrets) {
    expect(hex).not.toContain(secret)
    expect(hex).not.toContain(Buffer.from(secret, 'ascii').toString('hex').toUpperCase())
  }
}

suite.each(Object.entries(specs))('a masked frame of %s', (_name, spec) => {
  it('has the same length, still decodes, and holds no PAN, track, PIN block or chip data', () => {
    fc.assert(
      fc.property(secretsOf(spec), ({ frame, secrets }) => {
        const masked = maskFrame(spec, frame)
        expect(masked.length).toBe(frame.length)
        expect(decode(spec, masked.subarray(2)).ok).toBe(true)
        expectHidden(masked, secrets)
      }),
    )
  })

  it('holds none when it is cut or a byte is changed: what does not decode keeps only its head', () => {
    fc.assert(
      fc.property(secretsOf(spec), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (made, cut, place, change) => {
        const short = made.frame.slice(0, cut % made.frame.length)
        expect(maskFrame(spec, short).length).toBe(short.length)
        expectHidden(maskFrame(spec, short), made.secrets)
        const changed = made.frame.slice()
        changed[place % changed.length]! ^= change
        expectHidden(maskFrame(spec, changed), made.secrets)
      }),
      { numRuns: 500 },
    )
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
        expect(maskFrame(spec, frame).length).toBe(frame.length)
      }),
    )
  })
})

suite('a masked frame', () => {
  it('holds no working keys', () => {
    const masked = bytesToHex(maskFrame(specs.unionpay, hexToBytes(SIGN_ON_ANSWER)))
    expect(masked).toBe(SIGN_ON_ANSWER.slice(0, -80) + '0'.repeat(80))
  })

  it('that does not decode keeps length, envelope, type and bitmap, and only the length when the type is not known', () => {
    const cut = hexToBytes(SIGN_ON_ANSWER).slice(0, 100)
    expect(bytesToHex(maskFrame(specs.unionpay, cut))).toBe(SIGN_ON_ANSWER.slice(0, 2 * 23) + '0'.repeat(2 * 77))
    expect(bytesToHex(maskFrame(specs.unionpay, new Uint8Array(40).fill(0x99)))).toBe(`9999${'0'.repeat(76)}`)
  })
})

suite('a masked message', () => {
  it('keeps every length and whatever is no secret', () => {
    const { fields } = maskMessage(specs.unionpay, SALE)
    expect(fields).toEqual({
      ...SALE.fields,
      2: '6228480000000000018',
      14: '0000',
      35: '0000000000000000000D00000000000000000',
      52: '0'.repeat(16),
      55: '0'.repeat(22),
    })
  })

  it('overwrites a wide first track byte for byte', () => {
    const message: Message = { mti: '0200', fields: { 45: 'B622848^张三^3012' } }
    expect(maskMessage(specs.iso87, message).fields[45]).toBe('0'.repeat(17))
  })

  it('shows of a PAN six and four digits, of a short one less', () => {
    expect(maskPan('6228480402564890018')).toBe('622848*********0018')
    expect(maskPan('123456789012')).toBe('********9012')
    expect(maskPan('1234567')).toBe('*******')
  })
})

suite('a described message', () => {
  it('names every field in both languages, hides the secrets and shows the parts', () => {
    const { title, rows } = describe(specs.unionpay, SALE)
    expect(title.zh).toBe('金融交易请求：消费、撤销、余额查询')
    expect(rows.map((row) => row.field)).toEqual(Object.keys(SALE.fields).map(Number))
    const text = Object.fromEntries(rows.map((row) => [row.field, row.text]))
    expect(text).toMatchObject({
      2: '622848*********0018',
      14: '****',
      35: '*'.repeat(37),
      52: '*'.repeat(16),
      55: '*'.repeat(22),
    })
    expect(text).toMatchObject({ 4: '000000012800', 44: '余额不足' })
    expect(rows.find((row) => row.field === 60)?.parts?.map(({ id, text: part }) => [id, part])).toEqual([
      ['type', '22'],
      ['batch', '000001'],
      ['network', '003'],
    ])
  })

  it('shows everything when asked to', () => {
    const { rows } = describe(specs.unionpay, SALE, { unmask: true })
    expect(Object.fromEntries(rows.map((row) => [row.field, row.text]))).toEqual(SALE.fields)
  })

  it('hides working keys and whatever the spec does not know', () => {
    const texts = describe(specs.unionpay, { mti: '0810', fields: { 62: 'AB'.repeat(40), 99: 'secret' } }).rows.map(
      (row) => row.text,
    )
    expect(texts).toEqual(['*'.repeat(80), '*'.repeat(6)])
    expect(describe(specs.unionpay, { mti: '', fields: {} }).title.en).toBe('Unknown')
  })
})
