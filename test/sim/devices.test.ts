import { expect, it } from 'vitest'
import {
  SimulatedBattery,
  SimulatedCardReader,
  SimulatedDisplay,
  SimulatedFlash,
  SimulatedKeypad,
  SimulatedPrinter,
} from '../../sim/index.ts'
import type { CardData, Devices } from '../../terminal/devices.ts'
import { smallWorld } from './small-world.ts'

it('are what the firmware asks for, without an adapter', () => {
  const { world, node } = smallWorld()
  const devices: Omit<Devices, 'link'> = {
    clock: node.clock(),
    flash: new SimulatedFlash(world, node, { bankBytes: 4096 }),
    printer: new SimulatedPrinter(world, node, { paperLines: 500, decodeText: () => '' }),
    display: new SimulatedDisplay(world, node),
    reader: new SimulatedCardReader<CardData>(world, node),
    keypad: new SimulatedKeypad(world, node),
    battery: new SimulatedBattery(world, node),
    note: (kind, data) => world.record('terminal', kind, data),
  }
  expect(Object.keys(devices)).toHaveLength(8)
  expect(world.state().slice(1)).toEqual([
    'terminal on',
    expect.stringContaining('flash '),
    expect.stringContaining('printer 500 lines'),
    'screen dark',
    'reader idle',
    'keypad deaf',
    'battery charged',
  ])
})
