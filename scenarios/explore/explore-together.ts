import type { Scenario } from '../scenario.ts'
import type { Exploration, ExploreOptions } from './exploration.ts'
import type { Child, Task } from './extend.ts'
import { Hearsay } from './hearsay.ts'
import { Search } from './search.ts'

/** Plays a task somewhere. */
export type Player = (task: Task, shared: Shared) => Promise<readonly Child[]>

/** Memory that all who play for a search may look into: it is the same for all, and grows while they play. */
export interface Shared {
  /** The `Worlds` that are entered. */
  readonly known: ArrayBufferLike
  /** The `Hearsay` among those who play. */
  readonly heard: ArrayBufferLike
}

/**
 * The same search with its runs played by others, so many tasks at a time: what comes back is entered in the order of the
 * tasks, so it finds the same whoever plays and however many there are.
 */
export async function exploreTogether(
  scenario: Scenario,
  options: ExploreOptions,
  play: Player,
  atATime: number,
): Promise<Exploration> {
  const search = new Search(scenario, options)
  const { memory: heard } = new Hearsay()
  for (let tasks = search.nextLevel(atATime); tasks.length > 0; tasks = search.nextLevel(atATime)) {
    const played: Promise<readonly Child[]>[] = []
    let handedOut = 0
    for (const [index, task] of tasks.entries()) {
      for (; handedOut < Math.min(tasks.length, index + atATime); handedOut += 1) {
        const ahead = play(tasks[handedOut] as Task, { known: search.known, heard })
        // Whoever ends the search early does not wait for it, and must not hear of its failure.
        ahead.catch(() => undefined)
        played.push(ahead)
      }
      for (const child of await (played.shift() as Promise<readonly Child[]>)) {
        if (!search.enter(task, child)) return search.found()
      }
    }
  }
  return search.found()
}
