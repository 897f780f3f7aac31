import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { burnCore } from '../apps/cli/process.ts'
import { droporder } from '../apps/cli/shell.ts'
import { fingerprints, runsOf } from './runs.ts'

const ROUNDS = 3

/** Bytes that Node itself read from sockets while `work` ran: nobody's word is taken for it. */
async function bytesReadDuring(work: () => Promise<void>): Promise<number> {
  const sockets = new Set<Socket>()
  const note = (message: unknown) => void sockets.add((message as { readonly socket: Socket }).socket)
  const channels = ['net.client.socket', 'net.server.socket']
  for (const channel of channels) subscribe(channel, note)
  await work()
  for (const channel of channels) unsubscribe(channel, note)
  return [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0)
}

describe.each(['tcp', 'ws'])('the whole catalogue over %s', (wire) => {
  it('is event by event the run of the simulated wire, three times in a row beside two busy loops', async () => {
    const simulated = fingerprints((await droporder(['run', '--format', 'json'])).out)
    burnCore()
    burnCore()
    for (let round = 0; round < ROUNDS; round++) {
      const { code, out, err } = await droporder(['run', '--wire', wire, '--format', 'json'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(runsOf(out).filter((one) => one.wire !== wire)).toEqual([])
      expect(fingerprints(out)).toEqual(simulated)
    }
  })

  it('really crosses sockets: a sale is more than a thousand bytes there and back, through the relay', async () => {
    const read = await bytesReadDuring(async () => {
      expect((await droporder(['run', 'sale-approved', '--wire', wire])).code).toBe(0)
    })
    expect(read).toBeGreaterThan(1000)
    const none = await bytesReadDuring(async () => {
      expect((await droporder(['run', 'sale-approved'])).code).toBe(0)
    })
    expect(none).toBe(0)
  })
})
