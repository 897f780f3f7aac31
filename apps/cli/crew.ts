import { setImmediate } from 'node:timers/promises'
import { Piscina } from 'piscina'
import type { Child, ExploreOptions, Player, Profile, Scenario, Shared, Stretch, Task } from '../../scenarios/index.ts'
import { Hearsay, Lineage, settingOf, Worlds } from '../../scenarios/index.ts'
import { partsOf } from './firmware.ts'
import type { Hunt } from './hunt.ts'
import { hunt } from './hunt.ts'
import type { RandomCase, SwarmErrand } from './random-case.ts'
import { shrinkRun, swarmStretch } from './random-case.ts'

/** Whoever plays runs for a search: this thread, or as many others. */
export interface Crew {
  /** How many runs it can be asked for at a time. */
  readonly size: number
  /** How many tasks of one search it takes, from the one on that is entered next. */
  readonly ahead: number
  extend(errand: ExtendErrand, task: Task, shared: Shared): Promise<readonly Child[]>
  hunt(mutant: string): Promise<Hunt>
  swarm(errand: SwarmErrand, from: number, to: number): Promise<Stretch>
  shrink(errand: SwarmErrand, run: number, invariant: string): Promise<RandomCase>
  close(): Promise<void>
}

/** What a search is about, as plain data that can be handed to another thread. */
export interface ExtendErrand {
  /** Another one for each search, so that what is made of it once can be kept. */
  readonly search: number
  readonly scenario: Scenario
  readonly depth: number
  readonly where: Pick<ExploreOptions, 'points' | 'beyond'>
  readonly merge: boolean
  readonly profile?: Profile
  readonly firmware?: string
}

/** One job plays here and lets others have their turn after each task; more are threads. */
export function openCrew(jobs: number): Crew {
  if (jobs === 1) {
    return {
      size: 1,
      ahead: 1,
      extend: yielding(extendTask),
      hunt: yielding(hunt),
      swarm: yielding(swarmStretch),
      shrink: yielding(shrinkRun),
      close: () => Promise.resolve(),
    }
  }
  return threads(jobs)
}

/** The crew once for each run that it can be asked for at a time. */
export function handsOf(crew: Crew): readonly Crew[] {
  return Array.from({ length: crew.size }, () => crew)
}

/** As many crews of one each. */
export function openCrews(jobs: number): readonly Crew[] {
  return jobs === 1 ? [openCrew(1)] : Array.from({ length: jobs }, () => threads(1))
}

function threads(count: number): Crew {
  const pool = new Piscina({ filename: workerFile(), minThreads: count, maxThreads: count, atomics: 'disabled' })
  const underWay = new Set<Promise<unknown>>()
  const run = <Made>(name: string, handed: readonly unknown[]): Promise<Made> => {
    const made = pool.run(handed, { name }) as Promise<Made>
    underWay.add(made)
    const forget = () => void underWay.delete(made)
    made.then(forget, forget)
    return made
  }
  return {
    size: count * TASKS_EACH,
    ahead: count * TASKS_AHEAD,
    extend: (...handed) => run('extend', handed),
    hunt: (mutant) => run('hunt', [mutant]),
    swarm: (...handed) => run('swarm', handed),
    shrink: (...handed) => run('shrink', handed),
    async close() {
      // A pool that is destroyed does not know what to do with the results of those who still play.
      await Promise.allSettled(underWay)
      await pool.destroy()
    },
  }
}

/** The same, and everybody else has a turn before it and after it. */
function yielding<Handed extends unknown[], Made>(
  work: (...handed: Handed) => Made,
): (...handed: Handed) => Promise<Made> {
  return async (...handed) => {
    await setImmediate()
    const made = work(...handed)
    await setImmediate()
    return made
  }
}

/** A player for one search. */
export function playerOf(crew: Crew, errand: ExtendErrand): Player {
  return (task, shared) => crew.extend(errand, task, shared)
}

/** Plays a task in this thread, and lets the others hear of the worlds that it comes into. */
export function extendTask(errand: ExtendErrand, task: Task, { known, heard }: Shared): readonly Child[] {
  const { merge } = errand
  const worlds = new Worlds(known)
  const hearsay = new Hearsay(heard)
  const isKnown = (world: string) => merge && (worlds.has(world) || hearsay.has(world, task.number))
  const children: Child[] = []
  for (const child of lineageFor(errand).children(task, isKnown)) {
    children.push(child)
    if (merge) for (const world of child.worlds) hearsay.add(world, task.number)
  }
  return children
}

/** Made once for each search: whoever begins another one is done with the last. */
function lineageFor({ search, scenario, depth, where, profile, firmware }: ExtendErrand): Lineage {
  if (begun?.search !== search) {
    const options = {
      depth,
      ...(profile === undefined ? {} : { profile }),
      ...(firmware === undefined ? {} : { parts: partsOf(firmware) }),
    }
    begun = { search, lineage: new Lineage(settingOf(scenario, options), where) }
  }
  return begun.lineage
}
let begun: { readonly search: number; readonly lineage: Lineage } | undefined

/** Beside this file, as source or compiled. */
function workerFile(): string {
  return new URL(import.meta.url.endsWith('.ts') ? './crew-worker.ts' : './crew-worker.js', import.meta.url).href
}

/** While one is played the next one waits at the door. */
const TASKS_EACH = 2
/** They are entered in their order: while a long one is played others go on with these. An interrupt waits a second or two. */
const TASKS_AHEAD = 8
