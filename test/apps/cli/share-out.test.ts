import { describe, expect, it } from 'vitest'
import { shareOut } from '../../../apps/cli/share-out.ts'

const always = () => true

/** Work that is done when somebody says so. */
function bench() {
  const taken: string[] = []
  const finish = new Map<string, () => void>()
  const make = (work: string, index: number, hand: string) => {
    taken.push(`${hand} takes ${work}`)
    return new Promise<string>((resolve) => finish.set(work, () => resolve(`${index} ${work}`)))
  }
  const done = async (work: string) => {
    finish.get(work)?.()
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve()
  }
  return { taken, make, done }
}

describe('work that is shared out', () => {
  it('goes to whoever is free, and what is made comes back in the order of the work', async () => {
    const { taken, make, done } = bench()
    const made = shareOut(['a', 'b', 'c'], ['left', 'right'], always, make)
    expect(taken).toEqual(['left takes a', 'right takes b'])
    await done('b')
    expect(taken.at(-1)).toBe('right takes c')
    await done('c')
    await done('a')
    expect(await made).toEqual(['0 a', '1 b', '2 c'])
  })

  it('ends after what is under way once nobody wants more', async () => {
    const { make, done } = bench()
    let goesOn = true
    const made = shareOut(['a', 'b', 'c'], ['left', 'right'], () => goesOn, make)
    goesOn = false
    await done('a')
    await done('b')
    expect(await made).toEqual(['0 a', '1 b'])
  })

  it('fails with whoever fails', async () => {
    const broken = () => Promise.reject(new Error('no power'))
    await expect(shareOut(['a', 'b'], ['left'], always, broken)).rejects.toThrow('no power')
  })
})
