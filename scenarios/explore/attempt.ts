import type { InvariantId } from '../judge/invariant-ids.ts'
import { invariantIds } from '../judge/invariant-ids.ts'
import type { Lab } from '../lab.ts'
import { Play } from '../play.ts'
import type { Scenario } from '../scenario.ts'
import type { Schedule } from '../schedule.ts'
import type { StageParts } from '../stage.ts'
import type { Ending } from './ending.ts'
import { endingOf } from './ending.ts'
import type { worldKey } from './world-key.ts'

/** What one schedule led to, from its last fault on. */
export interface Attempt {
  /** Keys of the worlds that it went through, in their order; the last one is known when it was cut short. */
  readonly worlds: readonly string[]
  readonly visits: readonly Visit[]
  /** Absent when it was cut short at a world that is known already. */
  readonly ending?: Ending
  /** Where the terminal's chart was when the last fault struck. */
  readonly struckIn?: string
  /** Invariants that had something to judge, of a run that went to its end. */
  readonly checked?: readonly InvariantId[]
  /** It was given up: it took more events, or more virtual time, than a run may. */
  readonly givenUp?: 'events' | 'time'
}

/** A choice that was offered after the last fault. */
export interface Visit {
  readonly point: string
  readonly occurrence: number
  readonly offered: readonly string[]
  /** How many of the attempt's worlds came before it. */
  readonly worldsBefore: number
}

/** What every attempt of a search has in common. */
export interface Setting {
  readonly scenario: Scenario
  readonly lab: Lab
  readonly parts: StageParts
  readonly mostEvents: number
  readonly mostVirtualMs: number
  readonly fingerprint: typeof worldKey
}

/**
 * Plays one schedule until it rests, or until it comes into a world that is known (asked with the number of worlds before
 * it). Worlds are compared between two events of the queue, where nothing is half done, and only from the last fault on:
 * before it the schedule still has a say.
 */
export function attempt(
  schedule: Schedule,
  setting: Setting,
  isKnown: (world: string, before: number) => boolean,
): Attempt {
  const play = new Play(setting.scenario, setting.lab, schedule, { ...setting.parts, trace: false, keepPoints: true })
  const { clock, scheduler, stage } = play
  const untilMs = clock.now() + setting.mostVirtualMs
  const lasting = lastingText(schedule)
  const worlds: string[] = []
  const visits: Visit[] = []
  let seen = 0
  let events = 0
  let looked = 0
  // What strikes before the play begins strikes a terminal that is just being switched on.
  let struckIn = 'dark'
  scheduler.onLast = () => {
    struckIn = stage.chartState()
  }
  const rest = (more: Partial<Attempt>): Attempt => ({ worlds, visits, struckIn, ...more })
  for (;;) {
    const from = scheduler.struckAllAfter
    if (from !== undefined) {
      const { points } = stage.world
      const before = visits.length
      for (seen = Math.max(seen, from); seen < points.length; seen += 1) {
        const { point, occurrence, faults } = points[seen]!
        visits.push({ point, occurrence, offered: faults, worldsBefore: worlds.length })
      }
      if (worlds.length === 0 || visits.length > before || events - looked >= SELDOM_EVENTS) {
        looked = events
        const world = setting.fingerprint(play, lasting)
        worlds.push(world)
        if (isKnown(world, worlds.length - 1)) return rest({})
      }
    }
    if (events >= setting.mostEvents) return rest({ givenUp: 'events' })
    if (clock.now() > untilMs) return rest({ givenUp: 'time' })
    if (!clock.step()) break
    events += 1
  }
  const end = play.ending()
  const checked = invariantIds.filter((id) => end.judgement.checked[id] > 0)
  return rest({ ending: endingOf(end), checked })
}

/** Faults that go on striking belong to the world; where they began does not. */
function lastingText(schedule: Schedule): string {
  return schedule
    .filter(({ first, last }) => first !== last)
    .map(({ point, fault }) => `${point}=${fault}`)
    .sort()
    .join(';')
}

/** Where nothing can be chosen any more, worlds are compared now and then. */
const SELDOM_EVENTS = 12
