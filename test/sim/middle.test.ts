import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../sim/clock.ts'
import { Middle } from '../../sim/middle.ts'

function middleAt(): { readonly clock: VirtualClock; readonly middle: Middle; wait(ms: number): void } {
  const clock = new VirtualClock(1000)
  const wait = (ms: number) => {
    clock.later(ms, 'wait', () => {})
    clock.step()
  }
  return { clock, middle: new Middle(clock), wait }
}

describe('the middle of a connection', () => {
  it('lets everybody pass at once while nothing is under way in pieces', () => {
    const { middle } = middleAt()
    expect([middle.queue('host'), middle.queue('host')]).toEqual([0, 0])
    expect(middle.state()).toBe('')
  })

  it('gives each who comes behind a frame in pieces a place of its own, on its own side only', () => {
    const { middle, wait } = middleAt()
    expect(middle.queue('host', 30)).toBe(0)
    wait(5)
    expect([middle.queue('host'), middle.queue('host', 20), middle.queue('host')]).toEqual([26, 27, 48])
    expect(middle.queue('terminal')).toBe(0)
    wait(100)
    expect(middle.queue('host')).toBe(0)
  })

  it('says for how long who comes now has to wait, and goes back to where it was', () => {
    const { middle, wait } = middleAt()
    const restore = middle.save()
    middle.queue('terminal', 30)
    wait(10)
    expect(middle.state()).toBe(' busy 21 0')
    restore()
    expect(middle.state()).toBe('')
  })
})
