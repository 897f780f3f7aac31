import { describe, expect, it } from 'vitest'
import { labOf } from '../../../scenarios/lab.ts'
import { Play } from '../../../scenarios/play.ts'
import type { ScenarioId } from '../../../scenarios/shipped.ts'
import { catalogue, shippedProfile, shippedScenario } from '../../../scenarios/shipped.ts'

describe('a play that was saved between two events', () => {
  it.each(Object.keys(catalogue) as ScenarioId[])(
    'goes on from there as it did the first time, wherever that is: %s',
    (id) => {
      const play = begun(id)
      const first = storyOf(begun(id), 0)
      let events = 0
      const stride = Math.ceil(first.events / MOST_SAVES)
      for (;;) {
        const restore = play.save()!
        const state = play.state()
        expect(storyOf(play, events), `a first time after ${events} events`).toEqual(first)
        restore()
        expect(play.state(), `after ${events} events and back`).toEqual(state)
        if (events % AGAIN_EVERY === 0) {
          expect(storyOf(play, events), `a second time after ${events} events`).toEqual(first)
          restore()
        }
        const before = events
        while (events < before + stride && play.clock.step()) events += 1
        if (events === before) break
      }
      expect(events).toBe(first.events)
    },
  )
})

function begun(id: ScenarioId): Play {
  const scenario = shippedScenario(id)
  const lab = labOf(scenario, shippedProfile(scenario.profile))
  return new Play(scenario, lab, scenario.faults, { trace: true, keepPoints: true })
}

/** Plays to the end and tells all that can be told. */
function storyOf(play: Play, eventsBefore: number) {
  const { clock, stage, scheduler } = play
  let events = eventsBefore
  while (clock.step()) events += 1
  const { trace, ...ending } = play.ending()
  return {
    events,
    // Texts, because lists that grow are cut off again when somebody goes back.
    trace: trace.map((event) => JSON.stringify(event)).join('\n'),
    ending: JSON.stringify(ending),
    points: stage.world.points.map(({ point, occurrence, faults }) => `${point}#${occurrence} ${faults}`).join('\n'),
    missed: scheduler.missed.length,
    random: stage.world.random.state(),
  }
}

/** A play of fewer events is saved at each of them; each save is a way to the end. */
const MOST_SAVES = 60
/** A second way from the same place is enough now and then. */
const AGAIN_EVERY = 7
