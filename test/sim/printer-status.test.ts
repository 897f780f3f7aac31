import { expect, it } from 'vitest'
import type { Sensors } from '../../sim/index.ts'
import { statusByte } from '../../sim/index.ts'
import { conditionOf } from '../../sim/printer-status.ts'

const QUIET: Sensors = {
  offline: false,
  coverOpen: false,
  jam: false,
  cutter: false,
  overheat: false,
  lowVoltage: false,
  paperEnd: false,
  nearEnd: false,
}

it.each([
  ['nothing', {}, [0x12, 0x12, 0x12, 0x12], 'ready'],
  ['offline', { offline: true }, [0x1a, 0x12, 0x12, 0x12], 'offline'],
  ['cover open', { coverOpen: true }, [0x1a, 0x16, 0x12, 0x12], 'coverOpen'],
  ['a jam', { jam: true }, [0x3a, 0x52, 0x16, 0x12], 'jammed'],
  ['a stuck knife', { cutter: true }, [0x3a, 0x52, 0x1a, 0x12], 'cutterFailed'],
  ['a hot head', { overheat: true }, [0x1a, 0x52, 0x52, 0x12], 'overheated'],
  ['low voltage', { lowVoltage: true }, [0x1a, 0x52, 0x32, 0x12], 'lowVoltage'],
  ['paper near its end', { nearEnd: true }, [0x12, 0x12, 0x12, 0x1e], 'nearEnd'],
  ['paper at its end', { nearEnd: true, paperEnd: true }, [0x1a, 0x32, 0x12, 0x7e], 'paperOut'],
] as const)('with %s the four status bytes and the word for it are these', (_, sensors, bytes, word) => {
  const all = { ...QUIET, ...sensors }
  expect(([1, 2, 3, 4] as const).map((n) => statusByte(n, all))).toEqual(bytes)
  expect(conditionOf(all)).toBe(word)
})

it('names what must be put right first', () => {
  expect(conditionOf({ ...QUIET, coverOpen: true, paperEnd: true, nearEnd: true })).toBe('coverOpen')
})

it('keeps bits 0 and 7 at 0 and bits 1 and 4 at 1, whatever is wrong', () => {
  for (let set = 0; set < 256; set++) {
    const flags = Object.keys(QUIET).map((name, bit) => [name, (set & (1 << bit)) !== 0])
    for (const n of [1, 2, 3, 4] as const) {
      expect(statusByte(n, Object.fromEntries(flags) as Sensors) & 0x93).toBe(0x12)
    }
  }
})
