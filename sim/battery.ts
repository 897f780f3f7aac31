import type { Node } from './node.ts'
import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'
import type { World } from './world.ts'

/**
 * The battery of the terminal, as far as it says how it is.
 *
 * Fault model. It may be found low, and then stays so until somebody charges it. Never: it says that it is charged when
 * it is not. A battery that gives out is a power cut, which is the node's affair.
 */
export class SimulatedBattery {
  private readonly world: World
  private readonly node: Node
  private low = false

  constructor(world: World, node: Node) {
    this.world = world
    this.node = node
    world.join(this)
  }

  status(done: (charge: Charge) => void): void {
    if (this.world.choose('battery.status', FAULTS) !== 'pass') this.low = true
    this.node.later(STATUS_MS, 'battery status', () => done(this.low ? 'low' : 'charged'))
  }

  /** The clerk puts the terminal into its cradle. */
  charge(): void {
    this.low = false
    this.world.record('operator', 'battery.charged', {})
  }

  heal(): void {
    this.low = false
  }

  save(): Restore {
    return saveFields(this)
  }

  state(): string {
    return `battery ${this.low ? 'low' : 'charged'}`
  }
}

export type Charge = 'charged' | 'low'

const STATUS_MS = 1
const FAULTS = ['low'] as const
