import { describe, expect, it } from 'vitest'
import {
  bytesToHex,
  encode,
  encodeSealed,
  FrameReader,
  hexToBytes,
  labelFrame,
  specs,
  toFrame,
} from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { MAC_KEY, SALE, SIGN_ON } from './samples.ts'

const spec = specs.unionpay

describe('a frame reader', () => {
  it('finds the same frames however the stream is cut', () => {
    const bodies = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 5 })
    fc.assert(
      fc.property(bodies, fc.array(fc.nat(1500), { maxLength: 30 }), (made, cuts) => {
        const stream = Buffer.concat(made.map((body) => toFrame(spec, body)))
        const reader = new FrameReader(spec)
        const places = [...new Set([0, ...cuts.filter((cut) => cut < stream.length), stream.length])].sort(
          (a, b) => a - b,
        )
        const reads = places.slice(1).flatMap((end, index) => reader.push(stream.subarray(places[index], end)))
        expect(reads.map((read) => read.ok && bytesToHex(read.body))).toEqual(made.map((body) => bytesToHex(body)))
        expect(reader.pending).toBe(0)
        expect(reader.end()).toBeUndefined()
      }),
    )
  })

  it('reads byte by byte and says how many bytes it holds', () => {
    const frame = hexToBytes(SIGN_ON)
    const reader = new FrameReader(spec)
    for (let at = 0; at < frame.length - 1; at++) {
      expect(reader.push(frame.subarray(at, at + 1))).toEqual([])
      expect(reader.pending).toBe(at + 1)
    }
    expect(reader.push(frame.subarray(-1))).toEqual([{ ok: true, body: frame.slice(2) }])
  })

  it('keeps copies, so that a buffer used again changes nothing', () => {
    const chunk = hexToBytes(SIGN_ON)
    const [read] = new FrameReader(spec).push(chunk)
    chunk.fill(0)
    expect(read?.ok && bytesToHex(read.body)).toBe(SIGN_ON.slice(4))
  })

  it('refuses the published negative: 170 bytes announced, 142 there', () => {
    const reader = new FrameReader(spec)
    expect(reader.push(new Uint8Array([0x00, 0xaa, ...new Uint8Array(142).fill(0x30)]))).toEqual([])
    expect(reader.pending).toBe(144)
    expect(reader.end()).toEqual({ code: 'FRAME_CUT', field: 'length', offset: 144 })
  })

  it('refuses a stream that ends inside a length header, and nothing of one that ends between frames', () => {
    const reader = new FrameReader(spec)
    expect(reader.push(hexToBytes(SIGN_ON))).toHaveLength(1)
    reader.push(new Uint8Array([0x00]))
    expect(reader.end()).toEqual({ code: 'FRAME_CUT', field: 'length', offset: SIGN_ON.length / 2 + 1 })
    expect(new FrameReader(spec).end()).toBeUndefined()
  })

  it.each([
    ['zero', [0, 0], 'FRAME_LENGTH_ZERO'],
    ['over the bound', [0x10, 0x01], 'FRAME_LENGTH_OVER'],
  ])('is dead after a length of %s, since the stream cannot be trusted', (_what, header, code) => {
    const reader = new FrameReader(spec)
    const good = hexToBytes(SIGN_ON)
    const reads = reader.push(new Uint8Array([...good, ...header, ...good]))
    expect(reads).toEqual([
      { ok: true, body: good.slice(2) },
      { ok: false, error: { code, field: 'length', offset: good.length } },
    ])
    expect(reader.push(good)).toEqual([])
    expect(reader.pending).toBe(0)
    expect(reader.end()).toBeUndefined()
  })
})

describe('toFrame', () => {
  it('refuses a body of no bytes and one over the bound', () => {
    expect(() => toFrame(spec, new Uint8Array(0))).toThrow('VALUE_LENGTH')
    expect(() => toFrame(spec, new Uint8Array(4097))).toThrow('BODY_TOO_LONG')
  })

  it('is never asked for more than it takes: encode keeps the bound', () => {
    const small = { ...spec, frame: { lengthBytes: 2, maxBody: 64 } } as const
    expect(() => encode(small, SALE)).toThrow('BODY_TOO_LONG')
    expect(() => encodeSealed(small, { mti: '0800', fields: { 62: 'x'.repeat(38) } }, MAC_KEY)).toThrow('BODY_TOO_LONG')
  })
})

describe('labelFrame', () => {
  it('reads the type, and says unreadable of what has none', () => {
    expect(labelFrame(spec, hexToBytes(SIGN_ON))).toBe('0800')
    expect(labelFrame(specs.iso87, toFrame(specs.iso87, encode(specs.iso87, { mti: '0421', fields: {} })))).toBe('0421')
    expect(labelFrame(spec, new Uint8Array(0))).toBe('unreadable')
    expect(labelFrame(spec, new Uint8Array(200).fill(0xff))).toBe('unreadable')
    expect(labelFrame(specs.iso87, hexToBytes(SIGN_ON))).toBe('unreadable')
  })
})
