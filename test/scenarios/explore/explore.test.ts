import { describe, expect, it } from 'vitest'
import { scenario } from '../../../scenarios/builder.ts'
import type { Exploration, ExploreOptions } from '../../../scenarios/explore/exploration.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import { readFault } from '../../../scenarios/fault.ts'
import { familyOf } from '../../../scenarios/point.ts'
import { points, run, runFully } from '../../../scenarios/run.ts'
import type { Schedule } from '../../../scenarios/schedule.ts'
import { catalogue, shippedScenario } from '../../../scenarios/shipped.ts'
import type { StageParts } from '../../../scenarios/stage.ts'
import { bootTerminal, firmware, sortAnswer } from '../../../terminal/index.ts'
import { pointsFromTrace } from './points-from-trace.ts'

const oneSale = scenario('one').sale(12_800).build()
/** Few enough that every pair of their faults can be played to its end. */
const POINTS = ['link.response.0210', 'flash.sync.outcome', 'host.commit']

/** A firmware that tells whoever waits in vain that the sale was declined, as some do in the field. */
const unknownIsDeclined: StageParts = {
  firmware: (devices, config) =>
    bootTerminal(devices, config, {
      ...firmware,
      sortAnswer: (...args) => {
        const sorted = sortAnswer(...args)
        return sorted.type === 'answer.unclear' ? { type: 'answer.declined', code: '05', signOn: false } : sorted
      },
    }),
}

describe('exploring', () => {
  it('finds that a sale keeps its money under every single fault, and says that it is complete', () => {
    const found = explore(oneSale, { depth: 1 })
    expect(found).toMatchObject({ complete: true, stoppedBy: '', violations: [], unexpected: [] })
    expect(found.schedules).toBe(found.faults + 1)
    expect(found.distinctOutcomes).toBeGreaterThan(5)
  })

  it('tries the faults that the points of the run take, this time and from now on', () => {
    const { faults } = explore(shippedScenario('response-lost'), { depth: 0 })
    const table = points(shippedScenario('response-lost')).flatMap(({ point, faults: taken }) =>
      taken.flatMap((text) => {
        const known = familyOf(point)?.faults.find(({ name }) => name === text.split('(')[0])
        return known?.lasting === true ? [text, text] : [text]
      }),
    )
    expect(faults).toBe(table.length)
    expect(faults).toBeGreaterThanOrEqual(300)
  })

  it('tries each scenario at the points, and with the faults, that follow from its trace without faults and the table', () => {
    for (const scenario of Object.values(catalogue)) {
      const offered = points(scenario).map(({ point, occurrence, faults }) => {
        return [`${point}#${occurrence}`, [...new Set(faults.map((text) => readFault(text)?.name))].sort()]
      })
      const derived = pointsFromTrace(runFully(scenario, { faults: '' }).trace)
      expect([scenario.id, Object.fromEntries(offered)]).toEqual([scenario.id, derived])
    }
    const tried = new Map<string, Set<string | undefined>>()
    const entered = (schedule: Schedule) => {
      for (const { point, first, fault } of schedule) {
        const place = `${point}#${first}`
        tried.set(place, (tried.get(place) ?? new Set()).add(readFault(fault)?.name))
      }
    }
    explore(oneSale, { depth: 1, entered })
    const derived = pointsFromTrace(runFully(oneSale, { faults: '' }).trace)
    expect(Object.fromEntries([...tried].map(([place, names]) => [place, [...names].sort()]))).toEqual(derived)
  })

  it('decides as many schedules, with the same ends, whether known worlds are played again or not', () => {
    const merged = explore(oneSale, { depth: 2, points: POINTS })
    const played = explore(oneSale, { depth: 2, points: POINTS, merge: false })
    expect(sumOf(merged)).toEqual(sumOf(played))
    expect(played.merged).toBe(0)
    expect(played.ran).toBe(played.schedules)
    expect(merged.ran).toBeLessThan(played.ran)
  })

  it('finds the one fault that a defective firmware cannot bear, and the schedule plays the same again', () => {
    const how = { depth: 1, points: ['host.authorize.0200', 'link.response.0210'], parts: unknownIsDeclined }
    const { violations, complete } = explore(oneSale, how)
    expect(complete).toBe(true)
    expect(violations.length).toBeGreaterThan(0)
    for (const { schedule, invariant } of violations) {
      expect(schedule).toHaveLength(1)
      const again = run(oneSale, { faults: schedule.join('; '), trace: false, ...unknownIsDeclined })
      expect(again.violations.map((one) => one.invariant)).toContain(invariant)
      expect(run(oneSale, { faults: schedule.join('; '), trace: false }).verdict).toBe('held')
    }
    expect(explore(oneSale, { ...how, merge: false }).violations).toEqual(violations)
  })

  it('adds no fault to a counterexample', () => {
    const points = ['host.authorize.0200', 'link.connect', 'link.response.0210', 'host.authorize.0400']
    const { violations } = explore(oneSale, { depth: 2, points, parts: unknownIsDeclined })
    const single = violations.flatMap(({ schedule, invariant }) =>
      schedule.length === 1 ? [{ schedule, invariant }] : [],
    )
    expect(single.length).toBeGreaterThan(0)
    for (const { schedule, invariant } of violations.filter((one) => one.schedule.length === 2)) {
      expect(single.filter((one) => one.invariant === invariant && schedule.includes(one.schedule[0] ?? ''))).toEqual(
        [],
      )
    }
    // That such pairs break it as well is what makes it worth saying.
    const faults = 'link.connect#1=refuse; host.authorize.0200#1=code(96)'
    const [needless, enough] = [faults, 'host.authorize.0200#1=code(96)'].map((text) => {
      return run(oneSale, { faults: text, trace: false, ...unknownIsDeclined }).violations.map(
        ({ invariant }) => invariant,
      )
    })
    expect(needless).toEqual(enough)
    expect(needless).not.toEqual([])
    expect(violations.map(({ schedule }) => schedule.join('; '))).toContain('host.authorize.0200#1=code(96)')
    expect(violations.map(({ schedule }) => schedule.join('; '))).not.toContain(faults)
  })

  it('says what stopped it, and that it is not complete', () => {
    expect(explore(oneSale, { depth: 1, mostSchedules: 10 })).toMatchObject({
      complete: false,
      stoppedBy: 'schedules',
      ran: 10,
    })
    expect(explore(oneSale, { depth: 1, mostEvents: 20 })).toMatchObject({ complete: false, stoppedBy: 'events' })
    let asked = 0
    const impatient: ExploreOptions = { depth: 1, progress: () => ++asked < 5 }
    expect(explore(oneSale, impatient)).toMatchObject({ complete: false, stoppedBy: 'interrupt', ran: 5 })
  })

  it('finds the same twice', () => {
    const how = { depth: 2, points: ['printer.status', 'link.connect', 'link.send'] }
    expect(explore(oneSale, how)).toEqual(explore(oneSale, how))
  })
})

function sumOf({ ran: _, merged: __, ...rest }: Exploration) {
  return rest
}
