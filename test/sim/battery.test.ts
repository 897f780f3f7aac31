import { expect, it } from 'vitest'
import type { Charge } from '../../sim/index.ts'
import { SimulatedBattery } from '../../sim/index.ts'
import { smallWorld } from './small-world.ts'

it('says that it is charged, after the call has returned', () => {
  const { ask } = newBattery({})
  expect(ask()).toEqual({ atOnce: [], then: ['charged'] })
})

it('is low from the fault on until somebody charges it, or the world heals', () => {
  const { ask, battery, world } = newBattery({ 'battery.status#2': 'low' })
  expect([ask().then, ask().then, ask().then]).toEqual([['charged'], ['low'], ['low']])
  expect(battery.state()).toBe('battery low')
  battery.charge()
  expect([ask().then, battery.state()]).toEqual([['charged'], 'battery charged'])
  const other = newBattery({ 'battery.status#1': 'low' })
  other.ask()
  other.world.heal()
  expect(other.ask().then).toEqual(['charged'])
  expect(world.fired).toHaveLength(1)
})

function newBattery(faults: Record<string, string>) {
  const { world, node } = smallWorld(faults)
  const battery = new SimulatedBattery(world, node)
  const ask = () => {
    const said: Charge[] = []
    node.enter(() => battery.status((charge) => void said.push(charge)))()
    const atOnce = said.slice()
    while (world.clock.step());
    return { atOnce, then: said }
  }
  return { world, battery, ask }
}
