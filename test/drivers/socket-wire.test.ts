import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SocketWires, WireKind } from '../../drivers/index.ts'
import { openSocketWires, tcpLink } from '../../drivers/index.ts'
import { Line } from '../../sim/index.ts'
import { stageEcho } from '../sim/echo.ts'
import { playOverSockets, playSimulated } from './play-sockets.ts'
import { SITUATIONS } from './situations.ts'

describe.each<WireKind>(['tcp', 'ws'])('a wire of real sockets (%s)', (kind) => {
  let wires: SocketWires
  beforeAll(async () => {
    wires = await openSocketWires(kind)
  })
  afterAll(() => wires.close())

  it.each(SITUATIONS)('gives the same events at the same virtual times as the simulated wire: %s', async (schedule) => {
    const planned = schedule === '' ? 0 : schedule.split('; ').length
    const simulated = playSimulated(schedule)
    expect(simulated.filter((line) => line.includes(' fault struck '))).toHaveLength(planned)
    expect(await playOverSockets(wires, schedule)).toEqual(simulated)
  })

  it('moves every byte through both of its ports, and counts them', async () => {
    const run = wires.forRun()
    const echo = stageEcho('', (options) => new Line({ ...options, medium: run.medium }))
    await run.drive(echo.world.clock)
    run.end()
    expect(run.bytes).toEqual({ 'terminal>line': 9, 'line>host': 9, 'host>line': 9, 'line>terminal': 9 })
    expect(wires.ports.host).not.toBe(wires.ports.relay)
  })

  it('lets runs go side by side over the same ports', async () => {
    const schedules = SITUATIONS.slice(0, 12)
    const runs = await Promise.all(schedules.map((schedule) => playOverSockets(wires, schedule)))
    expect(runs).toEqual(schedules.map(playSimulated))
  })

  it('is not disturbed by a stranger who knocks at its ports', async () => {
    const knock = tcpLink({ host: '127.0.0.1', port: wires.ports.relay })
    const stranger = await new Promise<ReturnType<typeof knock.connect>>((resolve) => {
      const socket = knock.connect({
        opened: () => resolve(socket),
        refused: () => {},
        received: () => {},
        closed: () => {},
      })
    })
    stranger.send(Uint8Array.of(1, 2, 3))
    expect(await playOverSockets(wires, '')).toEqual(playSimulated(''))
    stranger.reset()
  })

  it('only waits when it is paced: the events stay the same', async () => {
    const schedule = 'link.response.answer#1=drop'
    const began = performance.now()
    expect(await playOverSockets(wires, schedule, 50)).toEqual(playSimulated(schedule))
    expect(performance.now() - began).toBeGreaterThan(1900 / 50)
  })

  it('passes on what an event throws', async () => {
    const run = wires.forRun()
    const echo = stageEcho('', (options) => new Line({ ...options, medium: run.medium }))
    echo.world.clock.later(300, 'bug', () => {
      throw new Error('a bug of ours')
    })
    await expect(run.drive(echo.world.clock)).rejects.toThrow('a bug of ours')
    run.end()
  })

  it('stops where it is told to, and goes on from there', async () => {
    const run = wires.forRun()
    const echo = stageEcho('', (options) => new Line({ ...options, medium: run.medium }))
    await run.drive(echo.world.clock, { until: () => echo.lines.length >= 5 })
    expect(echo.lines).toHaveLength(5)
    await run.drive(echo.world.clock)
    expect(echo.lines).toEqual(playSimulated(''))
    run.end()
  })
})
