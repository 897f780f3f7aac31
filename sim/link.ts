import { assert } from './assert.ts'
import { Line } from './line.ts'
import type { Restore } from './restore.ts'
import { saveData } from './restore.ts'
import type { Hop, Medium, Pipe, WireOptions } from './wire.ts'

/**
 * The simulated wire: the line of `line.ts`, with its fault model, and a medium of memory. Bytes that were put are there
 * at once, in order and unaltered; every trouble comes from the line.
 */
export class SimulatedWire extends Line {
  constructor(options: WireOptions) {
    super({ ...options, medium: memory })
  }
}

const memory: Medium = { open: () => new MemoryPipe() }

class MemoryPipe implements Pipe {
  private readonly hops: Record<Hop, Uint8Array[]> = {
    'terminal>line': [],
    'line>host': [],
    'host>line': [],
    'line>terminal': [],
  }

  put(hop: Hop, bytes: Uint8Array): void {
    this.hops[hop].push(bytes)
  }

  take(hop: Hop, length: number): Uint8Array {
    const bytes = this.hops[hop].shift()
    assert(bytes?.length === length, `what comes out of ${hop} went in, piece by piece`)
    return bytes
  }

  close(): void {}

  save(): Restore {
    return saveData(this.hops)
  }
}
