import type { SocketWires } from '../../drivers/index.ts'
import { Line, SimulatedWire } from '../../sim/index.ts'
import { stageEcho } from '../sim/echo.ts'

/** The events of one schedule on the simulated wire. */
export function playSimulated(schedule: string): readonly string[] {
  const echo = stageEcho(schedule, (options) => new SimulatedWire(options))
  while (echo.world.clock.step()) {}
  return echo.lines
}

/** The same over real sockets. */
export async function playOverSockets(
  wires: SocketWires,
  schedule: string,
  speed?: number,
): Promise<readonly string[]> {
  const run = wires.forRun()
  const echo = stageEcho(schedule, (options) => new Line({ ...options, medium: run.medium }))
  await run.drive(echo.world.clock, speed === undefined ? {} : { speed })
  run.end()
  return echo.lines
}
