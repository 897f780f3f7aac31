import { describe, expect, it } from 'vitest'
import { Gate } from '../../drivers/gate.ts'
import type { Listening } from '../../drivers/index.ts'
import { LockstepError, listenTcp, tcpLink } from '../../drivers/index.ts'
import { Leg } from '../../drivers/leg.ts'
import { drive } from '../../drivers/lockstep.ts'
import { Traffic } from '../../drivers/traffic.ts'
import { VirtualClock } from '../../sim/index.ts'

async function listen(gate: Gate): Promise<Extract<Listening, { ok: true }>> {
  const listening = await listenTcp(0, gate.accept)
  if (!listening.ok) throw new Error('no port')
  return listening
}

/** A clock with something to do and a leg that was dialled to a listener. */
async function begin(meet: boolean) {
  const traffic = new Traffic()
  const gate = new Gate()
  const listening = await listen(gate)
  const leg = new Leg(traffic, 'the leg of this test')
  const clock = new VirtualClock(0)
  clock.later(1, 'something', () => {})
  leg.dial('end', tcpLink({ host: '127.0.0.1', port: listening.port }), meet ? gate : new Gate(), () => {})
  const end = async () => {
    leg.drop()
    await listening.close()
  }
  return { traffic, leg, clock, end }
}

describe('the lockstep', () => {
  it('does not move time while a dial is under way, and its watchdog names the dial', async () => {
    const { traffic, clock, end } = await begin(false)
    const stuck = drive(clock, traffic, { watchdogMs: 30 })
    await expect(stuck).rejects.toThrow('waiting for the dial of the leg of this test')
    await expect(stuck).rejects.toBeInstanceOf(LockstepError)
    expect(clock.now()).toBe(0)
    await end()
  })

  it('names the bytes and the ends that are under way', async () => {
    const { traffic, leg, clock, end } = await begin(true)
    await drive(clock, traffic)
    expect(traffic.waitsFor()).toBe('nothing')
    leg.write('end', Uint8Array.of(1, 2, 3))
    leg.write('line', Uint8Array.of(4))
    leg.close('end', 'rst')
    expect(traffic.waitsFor()).toBe(
      '1 bytes to the end of the leg of this test; 3 bytes to the line of the leg of this test; the rst of the leg of this test',
    )
    clock.later(1, 'after', () => expect(traffic.waitsFor()).toBe('nothing'))
    await drive(clock, traffic)
    expect(leg.take('line', 3)).toEqual(Uint8Array.of(1, 2, 3))
    await end()
  })

  it('fails when a socket ends that nobody of ours ended', async () => {
    const traffic = new Traffic()
    const gate = new Gate()
    const listening = await listen(gate)
    const leg = new Leg(traffic, 'the leg of this test')
    const clock = new VirtualClock(0)
    clock.later(1, 'something', () => {})
    leg.dial('end', tcpLink({ host: '127.0.0.1', port: listening.port }), gate, () => {})
    await drive(clock, traffic)
    traffic.begin(1)
    clock.later(1, 'something', () => {})
    const failed = drive(clock, traffic)
    await listening.close()
    await expect(failed).rejects.toThrow('the leg of this test: it ended although nobody of ours ended it')
  })
})
