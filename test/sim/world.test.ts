import { describe, expect, it } from 'vitest'
import type { WorldEvent } from '../../sim/index.ts'
import { World } from '../../sim/index.ts'
import { smallWorld } from './small-world.ts'

const newWorld = (decide: (point: string, occurrence: number) => string) => {
  return new World({ startMs: 0, seed: 1, decide, keepPoints: true })
}

describe('a choice', () => {
  it('counts the occurrences of each point', () => {
    const asked: string[] = []
    const world = newWorld((point, occurrence) => {
      asked.push(`${point}#${occurrence}`)
      return 'pass'
    })
    for (const point of ['a', 'b', 'a']) world.choose(point, ['drop'])
    expect(asked).toEqual(['a#1', 'b#1', 'a#2'])
    expect(world.points.map(({ point, occurrence }) => `${point}#${occurrence}`)).toEqual(asked)
  })

  it('goes on counting when the node that asks was reborn', () => {
    const { world, node, run } = smallWorld({ 'x#2': 'drop' })
    const answers: string[] = []
    node.onStart(() => answers.push(world.choose('x', ['drop'])))
    for (let life = 0; life < 3; life++) {
      node.lose()
      run()
    }
    expect(answers).toEqual(['pass', 'drop', 'pass'])
  })

  it('that strikes is recorded where it happened', () => {
    const { world, events } = smallWorld({ 'line#2': 'delay(65000)' })
    world.choose('line', ['drop', 'delay(1000)'])
    world.record('link', 'something', {})
    world.choose('line', ['drop', 'delay(1000)'])
    const struck = { point: 'line', occurrence: 2, fault: 'delay(65000)' }
    expect(events.at(-1)).toMatchObject({ lane: 'fault', kind: 'struck', data: struck, seq: 1 })
    expect(world.fired).toEqual([{ ...struck, atSeq: 1, atMs: 1_000_000 }])
    expect(world.points.map(({ atSeq }) => atSeq)).toEqual([0, 1])
  })

  it('must be one of those offered', () => {
    expect(() => newWorld(() => 'explode').choose('line', ['drop'])).toThrow('those it offers (drop), not "explode"')
    expect(() => newWorld(() => 'drop it').choose('line', ['drop'])).toThrow('name or name(args)')
  })

  it('always passes once the world has healed', () => {
    const world = newWorld(() => 'drop')
    let healed = 0
    world.join({ state: () => '', heal: () => (healed += 1) })
    expect(world.choose('line', ['drop'])).toBe('drop')
    world.heal()
    world.heal()
    expect(world.choose('line', ['drop'])).toBe('pass')
    expect(healed).toBe(1)
    expect(world.points).toHaveLength(1)
  })
})

describe('the record', () => {
  it('numbers events the same whether somebody listens or not', () => {
    const world = newWorld(() => 'pass')
    const heard: WorldEvent[] = []
    world.record('link', 'before', {})
    world.listen((event) => heard.push(event))
    world.clock.later(5, 'x', () => world.record('host', 'after', { amount: 1 }))
    world.clock.step()
    expect(heard).toEqual([{ seq: 1, atMs: 5, lane: 'host', kind: 'after', data: { amount: 1 } }])
  })
})

describe('the state', () => {
  it('is the same for worlds that differ in the date and in what was counted only', () => {
    const states = [0, 1000].map((startMs) => {
      const world = new World({ startMs, seed: 1, decide: () => 'pass' })
      if (startMs > 0) {
        world.choose('x', ['drop'])
        world.record('link', 'x', {})
      }
      world.join({ state: () => 'device idle' })
      world.clock.later(30, 'timer', () => {})
      return world.state().join('\n')
    })
    expect(states[0]).toBe(states[1])
    expect(states[0]).toContain('timer@30')
    expect(states[0]).toContain('device idle')
  })

  it('differs once the world has healed, or has drawn', () => {
    const world = newWorld(() => 'pass')
    const before = world.state().join('\n')
    world.random.next(6)
    const drawn = world.state().join('\n')
    world.heal()
    expect(new Set([before, drawn, world.state().join('\n')]).size).toBe(3)
  })
})
