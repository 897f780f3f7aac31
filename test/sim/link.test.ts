import { describe, expect, it } from 'vitest'
import { ASK, frameOf } from './echo.ts'
import { connection, finish, play, stage } from './echo-play.ts'

describe('a dial', () => {
  it('takes one round trip and is told to the terminal as opened', () => {
    expect(connection(play(''), 1).slice(0, 2)).toEqual(['0 connect.started', '160 connect.opened'])
  })

  it('may be refused by choice, after one round trip', () => {
    expect(connection(play('link.connect#1=refuse'), 1)).toEqual(['0 connect.started', '160 connect.refused'])
  })

  it('may hang, and nothing is heard of it', () => {
    const lines = play('link.connect#1=hang')
    expect(connection(lines, 1)).toEqual(['0 connect.started'])
    expect(connection(lines, 2)[0]).toBe('550 connect.started')
  })

  it('may cut the terminal before anything was dialled', () => {
    const lines = play('link.connect#1=cutBefore')
    expect(lines.slice(0, 4)).toEqual([
      '0 fault struck {"point":"link.connect","occurrence":1,"fault":"cutBefore"}',
      '0 power lost {"node":"terminal"}',
      '800 power restored {"node":"terminal"}',
      '800 link connect.started {"connection":1}',
    ])
  })

  it('is refused while nobody listens at the host', () => {
    const echo = stage('')
    echo.wire.unlisten()
    finish(echo)
    expect(echo.lines.filter((line) => line.includes('connect.refused'))).toHaveLength(8)
    expect(echo.lines.join()).not.toContain('connect.opened')
  })

  it('is refused when the host dies while the dial is on its way', () => {
    const echo = stage('')
    echo.world.clock.later(60, 'crash', () => echo.host.lose(5000))
    echo.world.clock.step()
    finish(echo)
    expect(
      connection(
        echo.lines.map((line) => line.replace(/^\d+ /, '')),
        1,
      ),
    ).toEqual(['0 connect.started', '160 connect.refused'])
  })

  it('hangs during an outage', () => {
    const lines = play('link.request.ask#1=outage(1800)')
    expect(connection(lines, 2)).toEqual(['1210 connect.started'])
    expect(connection(lines, 3)).toEqual(['1760 connect.started'])
    expect(connection(lines, 4)[1]).toBe('2470 connect.opened')
  })

  it('that the terminal gives up does not reach the host', () => {
    const echo = stage('')
    echo.world.clock.later(0, 'hang up', () => {
      const dialled = echo.wire.connect(nobody)
      echo.world.clock.later(50, 'close', () => dialled.close())
    })
    finish(echo)
    expect(
      connection(
        echo.lines.map((line) => line.replace(/^\d+ /, '')),
        2,
      ),
    ).toEqual(['0 connect.started'])
  })
})

describe('a frame', () => {
  it('leaves, crosses the line in its latency and arrives unaltered', () => {
    expect(connection(play(''), 1).slice(2, 6)).toEqual([
      '160 frame.left terminal 023f01',
      '240 frame.arrived host 023f01',
      '260 frame.left host 022101',
      '340 frame.arrived terminal 022101',
    ])
  })

  it('is never delivered inside the call that sent it', () => {
    const echo = stage('', 0)
    let insideSend = false
    const heard: boolean[] = []
    const ears = { ...nobody, opened: () => {}, received: () => heard.push(insideSend) }
    const open = echo.wire.connect(ears)
    for (let at = 0; at < 20; at++) echo.world.clock.step()
    insideSend = true
    open.send(frameOf(ASK, 1))
    insideSend = false
    finish(echo)
    expect(heard).toEqual([false])
  })

  it('may be cut off before its first byte', () => {
    const lines = play('link.send.ask#1=cutBefore')
    expect(connection(lines, 1)).toEqual(['0 connect.started', '160 connect.opened'])
    expect(lines).toContain('160 power lost {"node":"terminal"}')
  })

  it('may leave whole before the power goes: the host answers into silence', () => {
    const lines = play('link.send.ask#1=cutAfter')
    expect(connection(lines, 1).slice(2)).toEqual([
      '160 frame.left terminal 023f01',
      '240 frame.arrived host 023f01',
      '260 frame.left host 022101',
    ])
    expect(lines.join('\n')).not.toMatch(/host closed.*\n.*restored/)
  })

  it('may leave in part before the power goes, and then carry is not asked', () => {
    const lines = play('link.send.ask#1=cutAfter(2)')
    expect(connection(lines, 1).slice(2)).toEqual(['160 frame.left terminal 023f', '240 frame.arrived host 023f'])
  })

  it('may be dropped', () => {
    expect(connection(play('link.request.ask#1=drop'), 1).slice(2)).toEqual([
      '160 frame.left terminal 023f01',
      '1160 connection.closed terminal fin terminal',
      '1240 connection.closed host fin terminal',
    ])
  })

  it('may be late, and is lost when its connection was closed meanwhile', () => {
    expect(play('link.response.answer#1=delay(400)')).toContain(
      '740 link frame.arrived {"connection":1,"at":"terminal","bytes":"022101"}',
    )
    expect(connection(play('link.response.answer#1=delay(4000)'), 1)).not.toContain('frame.arrived terminal')
  })

  it('that is late is overtaken by the next one', () => {
    const left: number[] = []
    const echo = stage('link.request.ask#4=delay(30)')
    const open = echo.wire.connect(nobody)
    echo.world.clock.later(1000, 'send two', () => {
      open.send(frameOf(ASK, 7))
      open.send(frameOf(ASK, 8))
    })
    echo.world.listen(({ kind, data }) => {
      if (kind === 'frame.arrived' && data['at'] === 'host' && data['connection'] === 2) {
        left.push((data['bytes'] as Uint8Array)[2] as number)
      }
    })
    finish(echo)
    expect(left).toEqual([8, 7])
  })

  it('may arrive twice, behind a foreign one, in pieces or altered', () => {
    expect(play('link.response.answer#1=duplicate(5)').filter((line) => line.includes('"bytes":"022101"'))).toEqual([
      '260 link frame.left {"connection":1,"from":"host","bytes":"022101"}',
      '340 link frame.arrived {"connection":1,"at":"terminal","bytes":"022101"}',
      '345 link frame.arrived {"connection":1,"at":"terminal","bytes":"022101"}',
    ])
    expect(connection(play('link.response.answer#1=foreign'), 1).slice(5, 7)).toEqual([
      '340 frame.arrived terminal 022163',
      '340 frame.arrived terminal 022101',
    ])
    expect(connection(play('link.response.answer#1=split(30)'), 1).slice(5, 7)).toEqual([
      '340 frame.arrived terminal 02',
      '370 frame.arrived terminal 2101',
    ])
    expect(connection(play('link.response.answer#1=alter'), 1)[5]).toBe('340 frame.arrived terminal 022141')
  })

  it('that is split is never broken by another one, which waits behind it, split or whole', () => {
    const arrivals = (schedule: string) =>
      connection(play(schedule), 1)
        .filter((line) => line.includes('frame.arrived terminal'))
        .slice(0, 4)
    const twice = 'link.request.ask#1=duplicate(5)'
    expect(arrivals(`${twice}; link.response.answer#1=split(30)`).slice(0, 3)).toEqual([
      '340 frame.arrived terminal 02',
      '370 frame.arrived terminal 2101',
      '371 frame.arrived terminal 022101',
    ])
    expect(arrivals(`${twice}; link.response.answer#1=split(30); link.response.answer#2=split(20)`)).toEqual([
      '340 frame.arrived terminal 02',
      '370 frame.arrived terminal 2101',
      '371 frame.arrived terminal 02',
      '391 frame.arrived terminal 2101',
    ])
  })
})

describe('the line', () => {
  it('may deliver a part of a frame and then reset both sides, each after its way', () => {
    expect(connection(play('link.request.ask#1=truncate(2,rst)'), 1).slice(3)).toEqual([
      '240 frame.arrived host 023f',
      '240 connection.closed terminal rst line',
      '240 connection.closed host rst line',
    ])
  })

  it('may close both sides in order, or reset them with no delivery', () => {
    expect(connection(play('link.response.answer#1=truncate(1,fin)'), 1).slice(5)).toEqual([
      '340 frame.arrived terminal 02',
      '340 connection.closed terminal fin line',
      '340 connection.closed host fin line',
    ])
    expect(connection(play('link.request.ask#1=reset'), 1).slice(3)).toEqual([
      '240 connection.closed terminal rst line',
      '240 connection.closed host rst line',
    ])
  })

  it('may forget a connection: its bytes and its end vanish both ways, and another dial is well', () => {
    const lines = play('link.response.answer#1=halfOpen')
    expect(connection(lines, 1).slice(4)).toEqual([
      '260 frame.left host 022101',
      '1160 connection.closed terminal fin terminal',
    ])
    expect(connection(lines, 2)).toContain('1450 frame.arrived host 023f01')
  })

  it('is well again after heal: a forgotten connection passes bytes, an outage is over', () => {
    const forgotten = stage('link.response.answer#1=halfOpen')
    forgotten.world.clock.later(600, 'heal', () => forgotten.world.heal())
    finish(forgotten)
    expect(forgotten.lines.join('\n')).toContain('1240 link connection.closed {"connection":1,"at":"host"')

    const silent = stage('link.request.ask#1=outage(60000)')
    silent.world.clock.later(600, 'heal', () => silent.world.heal())
    finish(silent)
    expect(silent.lines.join('\n')).toContain('1370 link connect.opened {"connection":2}')
  })

  it('tells the terminal of a host that crashed by a RST, and refuses dials until it is back', () => {
    const lines = play('host.answer#1=crash')
    expect(connection(lines, 1).at(-1)).toBe('320 connection.closed terminal rst host')
    expect(connection(lines, 2)).toEqual(['370 connect.started', '530 connect.refused'])
    expect(connection(lines, 3)[1]).toBe('740 connect.opened')
  })

  it('brings an answer before the end of a host that crashes right after it', () => {
    const lines = play('host.answer#1=crashAfter')
    expect(connection(lines, 1).slice(4)).toEqual([
      '260 frame.left host 022101',
      '340 frame.arrived terminal 022101',
      '340 frame.left terminal 023f02',
      '340 connection.closed terminal rst host',
    ])
  })
})

describe('the state of a wire', () => {
  it('is the same for worlds that differ only in the number of connections they had', () => {
    const [calm, redialled] = [stage(''), stage('link.connect#1=hang')]
    for (let steps = 0; steps < 8; steps++) calm.world.clock.step()
    while (redialled.world.clock.now() < calm.world.clock.now() + 550) redialled.world.clock.step()
    expect(redialled.wire.state()).toBe(calm.wire.state())
    expect(calm.wire.state()).toContain('link listening down 0')
  })

  it('tells worlds apart that have another frame in flight, a forgotten connection, an outage or a deaf host', () => {
    const stateAt = (schedule: string, ms: number) => {
      const echo = stage(schedule)
      while ((echo.world.clock.nextAt() ?? Number.POSITIVE_INFINITY) <= 1_000_000 + ms) echo.world.clock.step()
      return echo.wire.state()
    }
    const states = [
      stateAt('', 210),
      stateAt('link.request.ask#1=alter', 210),
      stateAt('link.request.ask#1=drop', 210),
      stateAt('link.request.ask#1=halfOpen', 210),
      stateAt('link.request.ask#1=outage(500)', 210),
      stateAt('host.answer#1=crash', 250),
    ]
    expect(new Set(states).size).toBe(states.length)
  })

  it('forgets a dead connection that nobody can notice any more', () => {
    const cut = stage('link.send.ask#1=cutAfter')
    const calm = stage('')
    finish(cut)
    finish(calm)
    expect(cut.wire.state()).toBe(calm.wire.state())
  })
})

const nobody = { opened: () => {}, refused: () => {}, received: () => {}, closed: () => {} }
