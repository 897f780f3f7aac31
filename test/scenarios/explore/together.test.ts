import { describe, expect, it } from 'vitest'
import { scenario } from '../../../scenarios/builder.ts'
import type { ExploreOptions } from '../../../scenarios/explore/exploration.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import type { Player } from '../../../scenarios/explore/explore-together.ts'
import { exploreTogether } from '../../../scenarios/explore/explore-together.ts'
import type { Child } from '../../../scenarios/explore/extend.ts'
import { Hearsay } from '../../../scenarios/explore/hearsay.ts'
import { Lineage } from '../../../scenarios/explore/lineage.ts'
import { settingOf } from '../../../scenarios/explore/search.ts'
import { Worlds, worldText } from '../../../scenarios/explore/worlds.ts'

const oneSale = scenario('one').sale(12_800).build()
const how: ExploreOptions = { depth: 2, points: ['link.response.0210', 'link.request.0400', 'host.commit'] }

describe('a search with others who play for it', () => {
  const lineage = new Lineage(settingOf(oneSale, how), how)
  /** Knows nothing of what the others have found. */
  const ignorant: Player = (task) => Promise.resolve([...lineage.children(task, () => false)])
  const informed: Player = (task, { known }) => {
    const worlds = new Worlds(known)
    return Promise.resolve([...lineage.children(task, (world) => worlds.has(world))])
  }
  /** Believes of worlds where nobody was that somebody was there: memory that was read half written. */
  const misinformed: Player = (task) =>
    Promise.resolve([...lineage.children(task, (world) => world.charCodeAt(0) % 3 === 0)])
  /** Plays beside the others, one addition each in turn, and hears what they come into. */
  const talkative: Player = async (task, { known, heard }) => {
    const [worlds, hearsay] = [new Worlds(known), new Hearsay(heard)]
    const isKnown = (world: string) => worlds.has(world) || hearsay.has(world, task.number)
    const children: Child[] = []
    for (const child of new Lineage(settingOf(oneSale, how), how).children(task, isKnown)) {
      children.push(child)
      for (const world of child.worlds) hearsay.add(world, task.number)
      await Promise.resolve()
    }
    return children
  }

  it.each([
    ['one that knows nothing', ignorant, 1],
    ['three that know nothing', ignorant, 3],
    ['two that know what has been found', informed, 2],
    ['seven that know what has been found', informed, 7],
    ['two that hear of each other', talkative, 2],
    ['seven that hear of each other', talkative, 7],
    ['three that heard what is not so', misinformed, 3],
  ])('finds exactly what one alone finds: %s', async (_title, player, atATime) => {
    expect(await exploreTogether(oneSale, how, player, atATime)).toEqual(explore(oneSale, how))
  })

  it('is stopped by a bound at the same place', async () => {
    const bounded = { ...how, mostSchedules: 37 }
    expect(await exploreTogether(oneSale, bounded, ignorant, 4)).toEqual(explore(oneSale, bounded))
  })

  it('ends with the failure of whoever plays', async () => {
    const broken: Player = () => Promise.reject(new Error('no power'))
    await expect(exploreTogether(oneSale, how, broken, 3)).rejects.toThrow('no power')
  })
})

const world = (number: number) => worldText(Math.imul(number, 2_654_435_761), Math.imul(number, 2_246_822_519))

describe('hearsay in shared memory', () => {
  it('tells a task where itself and earlier ones were, and never where later ones were', () => {
    const hearsay = new Hearsay()
    const elsewhere = new Hearsay(hearsay.memory)
    hearsay.add(world(1), 5)
    expect([4, 5, 6].map((task) => elsewhere.has(world(1), task))).toEqual([false, true, true])
    expect(elsewhere.has(world(2), 9)).toBe(false)
    elsewhere.add(world(1), 7)
    expect(hearsay.has(world(1), 5)).toBe(true)
    elsewhere.add(world(1), 3)
    expect(hearsay.has(world(1), 3)).toBe(true)
  })

  it('gives the place of a world to another one that falls there', () => {
    const hearsay = new Hearsay()
    const [one, other] = [worldText(7, 1), worldText(7, 2)]
    hearsay.add(one, 1)
    hearsay.add(other, 1)
    expect([one, other].map((text) => hearsay.has(text, 1))).toEqual([false, true])
  })
})

describe('worlds in shared memory', () => {
  it('are found by whoever looks, also after the memory has grown', () => {
    const worlds = new Worlds(new SharedArrayBuffer(4 * 16))
    const early = new Worlds(worlds.memory)
    for (let number = 0; number < 1000; number += 1) worlds.add(world(number), { run: number, at: 7 })
    const late = new Worlds(worlds.memory)
    for (let number = 0; number < 1000; number += 1) expect(late.has(world(number))).toBe(true)
    expect(late.has(world(1001))).toBe(false)
    expect(late.placeOf(world(40))).toEqual({ run: 40, at: 7 })
    expect(late.placeOf(world(1001))).toBeUndefined()
    // Whoever still looks at the memory of before knows less, and nothing wrong.
    expect(early.has(world(1001))).toBe(false)
  })
})
