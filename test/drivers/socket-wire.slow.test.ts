import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireKind } from '../../drivers/index.ts'
import { openSocketWires } from '../../drivers/index.ts'
import { playOverSockets, playSimulated } from './play-sockets.ts'
import { SITUATIONS } from './situations.ts'

describe('while both cores are busy', () => {
  const burners: Worker[] = []
  beforeAll(() => {
    for (let count = 0; count < 2; count++) burners.push(new Worker('for (;;) {}', { eval: true }))
  })
  afterAll(() => Promise.all(burners.map((burner) => burner.terminate())))

  it.each<WireKind>(['tcp', 'ws'])(
    'five rounds of all situations over %s end like the simulated wire',
    async (kind) => {
      const wires = await openSocketWires(kind)
      const wanted = SITUATIONS.map(playSimulated)
      for (let round = 0; round < 5; round++) {
        for (const [index, schedule] of SITUATIONS.entries()) {
          expect(await playOverSockets(wires, schedule)).toEqual(wanted[index])
        }
      }
      await wires.close()
    },
  )
})
