import { expect } from 'vitest'
import { SimulatedWire } from '../../sim/index.ts'
import type { WireOptions } from '../../sim/wire.ts'
import type { Echo } from './echo.ts'
import { stageEcho } from './echo.ts'

const simulated = (options: WireOptions) => new SimulatedWire(options)
/** A terminal and a host that answers, over a simulated wire, under these faults. */
export const stage = (schedule: string, latencyMs?: number) => stageEcho(schedule, simulated, latencyMs)

/** Plays to the end and answers the events after their numbers, `ms lane kind data`. */
export function play(schedule: string): string[] {
  const echo = stage(schedule)
  finish(echo)
  const planned = schedule === '' ? 0 : schedule.split('; ').length
  expect(echo.world.fired).toHaveLength(planned)
  return echo.lines.map((line) => line.replace(/^\d+ /, ''))
}

export function finish({ world }: Echo): void {
  while (world.clock.step()) {}
}

/** The events of one connection on the lane `link`, in short. */
export function connection(lines: readonly string[], number: number): string[] {
  const mark = `{"connection":${number}`
  return lines
    .filter((line) => line.includes(mark))
    .map((line) =>
      line
        .replace(mark, '')
        .replace(' link', '')
        .replace(/"(bytes|from|at|how|by)":|[",}]/g, ' '),
    )
    .map((line) => line.trim().replace(/ +/g, ' '))
}
