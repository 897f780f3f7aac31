import type { WorldEvent } from '../../sim/index.ts'
import { Node, World } from '../../sim/index.ts'

export interface SmallWorld {
  readonly world: World
  readonly node: Node
  readonly events: WorldEvent[]
  /** Fires everything that is queued, at most so many events. */
  run(limit?: number): void
  /** `lane kind` of everything recorded so far, in order. */
  told(): string[]
}

export const START_MS = 1_000_000

/** A world with one terminal, already started. `schedule` maps `point#occurrence` to a fault. */
export function smallWorld(schedule: Readonly<Record<string, string>> = {}): SmallWorld {
  const world = new World({
    startMs: START_MS,
    seed: 7,
    decide: (point, occurrence) => schedule[`${point}#${occurrence}`] ?? 'pass',
    keepPoints: true,
  })
  const events: WorldEvent[] = []
  world.listen((event) => events.push(event))
  const node = new Node(world, 'terminal', { bootMs: 8000 })
  node.start()
  return {
    world,
    node,
    events,
    run: (limit = 10_000) => {
      for (let left = limit; left > 0 && world.clock.step(); left -= 1);
    },
    told: () => events.map((event) => `${event.lane} ${event.kind}`),
  }
}
