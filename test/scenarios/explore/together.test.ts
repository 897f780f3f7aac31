import { describe, expect, it } from 'vitest'
import { scenario } from '../../../scenarios/builder.ts'
import type { ExploreOptions } from '../../../scenarios/explore/exploration.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import type { Player } from '../../../scenarios/explore/explore-together.ts'
import { exploreTogether } from '../../../scenarios/explore/explore-together.ts'
import { Lineage } from '../../../scenarios/explore/lineage.ts'
import { settingOf } from '../../../scenarios/explore/search.ts'
import { Worlds, worldText } from '../../../scenarios/explore/worlds.ts'

const oneSale = scenario('one').sale(12_800).build()
const how: ExploreOptions = { depth: 2, points: ['link.response.0210', 'link.request.0400', 'host.commit'] }

describe('a search with others who play for it', () => {
  const lineage = new Lineage(settingOf(oneSale, how), how)
  /** Knows nothing of what the others have found. */
  const ignorant: Player = (task) => Promise.resolve([...lineage.children(task, () => false)])
  const informed: Player = (task, memory) => {
    const known = new Worlds(memory)
    return Promise.resolve([...lineage.children(task, (world) => known.has(world))])
  }

  it.each([
    ['one that knows nothing', ignorant, 1],
    ['three that know nothing', ignorant, 3],
    ['two that know what has been found', informed, 2],
    ['seven that know what has been found', informed, 7],
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

describe('worlds in shared memory', () => {
  const world = (number: number) => worldText(Math.imul(number, 2_654_435_761), Math.imul(number, 2_246_822_519))

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
