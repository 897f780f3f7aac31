import type { Scenario } from '../scenario.ts'
import type { Exploration, ExploreOptions } from './exploration.ts'
import type { Child, Task } from './extend.ts'
import { Search } from './search.ts'

/** Plays a task somewhere; `known` are the worlds that are known when it is handed out, and more as they are found. */
export type Player = (task: Task, known: ArrayBufferLike) => Promise<readonly Child[]>

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
  for (let tasks = search.nextLevel(MOST_ADDITIONS); tasks.length > 0; tasks = search.nextLevel(MOST_ADDITIONS)) {
    const played: Promise<readonly Child[]>[] = []
    let handedOut = 0
    for (const [index, task] of tasks.entries()) {
      for (; handedOut < Math.min(tasks.length, index + atATime); handedOut += 1) {
        const ahead = play(tasks[handedOut] as Task, search.known)
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

/** Enough that playing the parent again costs little, few enough that the others hear soon what one has found. */
const MOST_ADDITIONS = 64
