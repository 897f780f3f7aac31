import { expect, it } from 'vitest'
import type { PrintStep } from '../../sim/index.ts'
import { EscPosReader } from '../../sim/index.ts'
import * as fc from '../fast-check.ts'

const gb18030 = new TextDecoder('gb18030')
const decodeText = (bytes: Uint8Array) => gb18030.decode(bytes)

/** Bytes from text: Latin characters stand for themselves, so `\x1bE\x01` reads as in a printer's manual. */
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const read = (text: string) => new EscPosReader(decodeText).push(bytesOf(text))
const line = (text: string, style: Partial<PrintStep> = {}) => {
  return { kind: 'line', text, bold: false, big: false, align: 'left', ...style }
}

it('prints a line at its line feed, not before', () => {
  const reader = new EscPosReader(decodeText)
  expect(reader.push(bytesOf('AMOUNT'))).toEqual([])
  expect(reader.push(bytesOf(': CNY 1.00\r\n\nEND'))).toEqual([line('AMOUNT: CNY 1.00'), line('')])
  expect(reader.push(bytesOf('\n'))).toEqual([line('END')])
})

it('reads Chinese text as GB18030', () => {
  expect(read('\xcf\xfb\xb7\xd1 SALE\n')).toEqual([line('消费 SALE')])
})

it('says so where bytes are no text', () => {
  expect(new EscPosReader(() => undefined).push(bytesOf('\xff\n'))).toEqual([line('\ufffd')])
})

it.each([
  ['\x1bE\x01bold\n\x1bE\x00plain\n', [line('bold', { bold: true }), line('plain')]],
  [
    '\x1b!\x08bold\n\x1b!\x10tall\n\x1b!\x20wide\n',
    [line('bold', { bold: true }), line('tall', { big: true }), line('wide', { big: true })],
  ],
  ['\x1d!\x11big\n\x1d!\x00small\n', [line('big', { big: true }), line('small')]],
  [
    '\x1ba\x01centre\n\x1ba2right\n\x1ba\x00left\n',
    [line('centre', { align: 'centre' }), line('right', { align: 'right' }), line('left')],
  ],
  ['plain \x1bE\x01bold\x1bE\x00 plain\n', [line('plain bold plain', { bold: true })]],
  ['\x1bE\x01\x1ba\x01lost\x1b@kept\n', [line('kept')]],
])('knows the modes: %j', (text, steps) => {
  expect(read(text)).toEqual(steps)
})

it('feeds, cuts and answers', () => {
  expect(read('sum\x1bd\x03\x1dV\x00\x1dVA\x05\x10\x04\x02\x1bd\x00')).toEqual([
    line('sum'),
    { kind: 'feed', lines: 3 },
    { kind: 'cut' },
    { kind: 'cut' },
    { kind: 'query', n: 2 },
  ])
})

it('passes over what changes nothing, and shows what it does not know', () => {
  expect(read('\x1c&\x1bt\x0f\x1b3\x20a\n')).toEqual([line('a')])
  expect(read('\x1bZ\x07b\x10\x04\x09\n')).toEqual([
    { kind: 'ignored', bytes: Uint8Array.of(0x1b, 0x5a) },
    { kind: 'ignored', bytes: Uint8Array.of(7) },
    { kind: 'ignored', bytes: Uint8Array.of(0x10, 4, 9) },
    line('b'),
  ])
})

it('forgets a half line and half a command when it is reset', () => {
  const reader = new EscPosReader(decodeText)
  const fresh = reader.state()
  reader.push(bytesOf('\x1bE\x01half\x1b'))
  expect(reader.state()).not.toBe(fresh)
  reader.reset()
  expect(reader.state()).toBe(fresh)
  expect(reader.push(bytesOf('E\n'))).toEqual([line('E')])
})

it('reads the same whichever way the bytes come in pieces', () => {
  const piece = fc.constantFrom(
    'a',
    '\xd6\xd0',
    '\n',
    '\x1bE\x01',
    '\x1b!\x38',
    '\x1ba\x01',
    '\x1dV\x00',
    '\x1dVB\x02',
    '\x10\x04\x01',
    '\x1bd\x02',
    '\x1b@',
    '\x1bZ',
    '\x07',
  )
  fc.assert(
    fc.property(fc.array(piece), fc.array(fc.nat(8)), (pieces, sizes) => {
      const bytes = bytesOf(pieces.join(''))
      const reader = new EscPosReader(decodeText)
      const steps: PrintStep[] = []
      let at = 0
      for (const size of sizes) {
        steps.push(...reader.push(bytes.subarray(at, at + size)))
        at = Math.min(bytes.length, at + size)
      }
      steps.push(...reader.push(bytes.subarray(at)))
      expect(steps).toEqual(new EscPosReader(decodeText).push(bytes))
    }),
  )
})
