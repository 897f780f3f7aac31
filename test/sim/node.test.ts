import { describe, expect, it } from 'vitest'
import { Node } from '../../sim/index.ts'
import { START_MS, smallWorld } from './small-world.ts'

describe('a node', () => {
  it('comes back after its boot time, as a new incarnation', () => {
    const { world, node, events, run } = smallWorld()
    const startedAt: number[] = []
    node.onStart(() => startedAt.push(world.clock.now() - START_MS))
    expect([node.powered, node.incarnation]).toEqual([true, 1])
    node.lose()
    expect([node.powered, node.incarnation, node.state()]).toEqual([false, 1, 'terminal off'])
    expect(world.clock.state()).toBe('boot terminal@8000 ')
    run()
    expect([node.powered, node.incarnation, startedAt]).toEqual([true, 2, [8000]])
    expect(events.map(({ kind, data }) => [kind, data])).toEqual([
      ['lost', { node: 'terminal' }],
      ['restored', { node: 'terminal' }],
    ])
  })

  it('stays dark for as long as the loss says', () => {
    const { world, node } = smallWorld()
    node.lose(60_000)
    expect(world.clock.state()).toBe('boot terminal@60000 ')
    node.lose(1)
    expect(world.clock.state()).toBe('boot terminal@60000 ')
  })

  it('gets its power back when the world heals, no later than after any other loss', () => {
    const { world, node, run } = smallWorld()
    node.lose(999_999_999)
    world.heal()
    expect(world.clock.state()).toBe('boot terminal@8000 ')
    run()
    expect([node.powered, node.incarnation]).toEqual([true, 2])
    const soon = smallWorld()
    soon.node.lose(100)
    soon.world.heal()
    expect(soon.world.clock.state()).toBe('boot terminal@100 ')
  })

  it('runs its hooks in the order in which they were given', () => {
    const { node, run } = smallWorld()
    const told: string[] = []
    node.onLose(() => told.push(`flash loses, powered ${node.powered}`))
    node.onLose(() => told.push('line is abandoned'))
    node.onStart(() => told.push('boots'))
    node.lose()
    run()
    expect(told).toEqual(['flash loses, powered false', 'line is abandoned', 'boots'])
  })

  it('may be cut while it boots, again and again', () => {
    const { node, run } = smallWorld()
    let boots = 0
    node.onStart(() => {
      boots += 1
      if (boots < 4) node.cut(100)
    })
    node.lose()
    run()
    expect([boots, node.powered, node.incarnation]).toEqual([4, true, 5])
  })
})

describe('a call into a node', () => {
  it('vanishes when its incarnation is dead, and while the node is dark', () => {
    const { node, run } = smallWorld()
    const heard: string[] = []
    const ofFirst = node.enter((what: string) => heard.push(what))
    ofFirst('one')
    node.lose()
    ofFirst('two')
    const whileDark = node.enter((what: string) => heard.push(what))
    run()
    ofFirst('three')
    whileDark('four')
    node.enter((what: string) => heard.push(what))('five')
    expect(heard).toEqual(['one', 'five'])
  })

  it('ends where the power is cut, and the caller goes on', () => {
    const { node } = smallWorld()
    const told: string[] = []
    node.enter(() => {
      told.push('before')
      node.cut()
    })()
    told.push('caller')
    expect(told).toEqual(['before', 'caller'])
    expect(node.powered).toBe(false)
  })

  it('lets every other error through', () => {
    const { node } = smallWorld()
    expect(() =>
      node.enter(() => {
        throw new Error('ours')
      })(),
    ).toThrow('ours')
    expect(node.powered).toBe(true)
  })

  it('is unwound by a cut as far as the node reaches: a node that called into it goes on', () => {
    const { world, node: terminal } = smallWorld()
    const host = new Node(world, 'host', { bootMs: 5000 })
    host.start()
    const told: string[] = []
    host.enter(() => {
      terminal.enter(() => {
        terminal.enter(() => terminal.cut())()
        told.push('dead terminal code')
      })()
      told.push('host goes on')
    })()
    expect(told).toEqual(['host goes on'])
    expect([terminal.powered, host.powered]).toEqual([false, true])
  })

  it('is the only place from which a node can be cut', () => {
    const { world, node: terminal } = smallWorld()
    const host = new Node(world, 'host', { bootMs: 5000 })
    host.start()
    expect(() => terminal.cut()).toThrow('from outside it loses its power')
    expect(() => host.enter(() => terminal.cut())()).toThrow('only what runs inside the terminal is cut')
  })
})

describe('the clock of a node', () => {
  it('fires timers inside the node and drops them with the incarnation', () => {
    const { world, node, run } = smallWorld()
    const clock = node.clock()
    const fired: string[] = []
    clock.setTimeout(() => {
      fired.push('short')
      node.cut()
    }, 10)
    clock.setTimeout(() => fired.push('long'), 9000)
    const taken = clock.setTimeout(() => fired.push('taken back'), 5)
    clock.clearTimeout(taken)
    expect(world.clock.state()).toBe('terminal timer@10 terminal timer@9000 ')
    world.clock.step()
    expect(world.clock.state()).toBe('boot terminal@8000 ')
    run()
    expect(fired).toEqual(['short'])
    expect(clock.now()).toBe(START_MS + 8010)
  })

  it('plans nothing while the node is dark', () => {
    const { world, node } = smallWorld()
    node.lose()
    node.later(1, 'ghost', () => {})
    expect(world.clock.state()).toBe('boot terminal@8000 ')
  })

  it('begins at 2000 again when a start resets it, keeps its timers true, and is set right when the world heals', () => {
    const { world, run } = smallWorld({ 'clock.boot#2': 'reset' })
    const node = new Node(world, 'host', { bootMs: 5000, clockPoint: 'clock.boot' })
    const clock = node.clock()
    node.start()
    expect(clock.now()).toBe(START_MS)
    node.lose()
    run()
    expect(new Date(clock.now()).toISOString()).toBe('2000-01-01T00:00:00.000Z')
    const fired: number[] = []
    clock.setTimeout(() => fired.push(world.clock.now()), 10)
    run()
    expect(fired).toEqual([START_MS + 5010])
    expect(node.state()).toBe('host on clock wrong')
    world.heal()
    expect([clock.now(), node.state()]).toEqual([START_MS + 5010, 'host on'])
  })
})
