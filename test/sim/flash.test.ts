import { describe, expect, it } from 'vitest'
import { SimulatedFlash } from '../../sim/index.ts'
import { smallWorld } from './small-world.ts'

const RECORD = Uint8Array.of(1, 2, 3, 4)
const NEXT = Uint8Array.of(5, 6, 7)

const newFlash = (schedule: Readonly<Record<string, string>> = {}, bankBytes = 16) => {
  const small = smallWorld(schedule)
  const flash = new SimulatedFlash(small.world, small.node, { bankBytes })
  /** What is written in each bank, without the erased rest. */
  const written = () =>
    flash.medium().map((bank) => [...bank].slice(0, 1 + bank.findLastIndex((byte) => byte !== 0xff)))
  /** One act inside the terminal, and all that follows from it short of a reboot. */
  const act = (fn: () => void) => {
    small.node.enter(fn)()
    while (small.node.powered && small.world.clock.step());
  }
  const append = (bytes: Uint8Array, label = 'intent') => act(() => flash.append(bytes, label, () => {}))
  const sync = (label = 'intent') => act(() => flash.sync(label, () => {}))
  return { ...small, flash, written, act, append, sync }
}

describe('a flash', () => {
  it('is erased at first, or holds what it was given', () => {
    const { flash, world, node } = newFlash()
    expect([...flash.read(1)]).toEqual(new Array(16).fill(0xff))
    const banks = [RECORD, NEXT] as const
    const given = new SimulatedFlash(world, node, { bankBytes: 6, banks })
    expect(given.medium().map((bank) => [...bank])).toEqual([
      [1, 2, 3, 4, 0xff, 0xff],
      [5, 6, 7, 0xff, 0xff, 0xff],
    ])
  })

  it('appends to both banks at once, and answers later', () => {
    const { flash, node, run, told, written } = newFlash()
    const answers: string[] = []
    node.enter(() => {
      flash.append(RECORD, 'intent', (how) => answers.push(how))
      answers.push('returned')
      flash.sync('intent', () => answers.push('synced'))
    })()
    expect(answers).toEqual(['returned'])
    expect(written()).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
    run()
    expect(answers).toEqual(['returned', 'taken', 'synced'])
    expect(told()).toEqual(['flash written', 'flash synced'])
  })

  it('is not changed by a buffer that was handed over or read', () => {
    const { flash, act, written } = newFlash()
    const buffer = RECORD.slice()
    act(() => flash.append(buffer, 'intent', () => {}))
    buffer.fill(0)
    flash.read(0).fill(0)
    expect(written()[0]).toEqual([1, 2, 3, 4])
  })

  it('is full when either bank has no room, and then writes nothing', () => {
    const { flash, act, append, written } = newFlash({}, 6)
    append(RECORD)
    act(() => flash.rewrite(1, NEXT, 'journal', () => {}))
    const answers: string[] = []
    act(() => flash.append(NEXT, 'outcome', (how) => answers.push(how)))
    expect(answers).toEqual(['full'])
    expect(written()).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7],
    ])
  })

  it('grows to its capacity and no further', () => {
    const { append, flash } = newFlash({}, 10_000)
    const big = new Uint8Array(3000).fill(9)
    for (let count = 0; count < 4; count++) append(big)
    expect([8999, 9000].map((at) => flash.read(1)[at])).toEqual([9, 0xff])
  })
})

describe('a power cut', () => {
  it('takes what was not synced, from both banks', () => {
    const { append, sync, node, written } = newFlash()
    append(RECORD)
    sync()
    append(NEXT)
    node.lose()
    expect(written()).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
  })

  it('before a sync loses the record, after it keeps it, and nobody is answered', () => {
    for (const [fault, kept] of [
      ['cutBefore', []],
      ['cutAfter', [1, 2, 3, 4]],
    ] as const) {
      const { flash, act, append, written, told, node } = newFlash({ 'flash.sync.intent#1': fault })
      append(RECORD)
      act(() => flash.sync('intent', () => expect.unreachable()))
      expect(node.powered).toBe(false)
      expect(written()).toEqual([kept, kept])
      expect(told().includes('flash synced')).toBe(fault === 'cutAfter')
    }
  })

  it('while a sync is under way loses the record', () => {
    const { flash, node, written, append } = newFlash()
    append(RECORD)
    node.enter(() => flash.sync('intent', () => expect.unreachable()))()
    node.lose()
    expect(written()).toEqual([[], []])
  })

  it.each([
    ['torn(0)', [], []],
    ['torn(1)', [1], []],
    ['torn(3)', [1, 2, 3], []],
    ['torn(copy)', [1, 2, 3, 4], []],
    ['torn(copy,2)', [1, 2, 3, 4], [1, 2]],
    ['torn(7)', [1, 2, 3, 4], [1, 2, 3]],
    ['torn(99)', [1, 2, 3, 4], [1, 2, 3]],
  ])('in a write leaves the first bytes of the two copies: %s', (fault, first, second) => {
    const { append, written, events, node } = newFlash({ 'flash.write.intent#1': fault })
    append(RECORD)
    expect(node.powered).toBe(false)
    expect(written()).toEqual([first, second])
    expect(events.map(({ kind }) => kind)).toEqual(['struck', 'torn', 'lost'])
    expect(events[1]?.data).toEqual({ label: 'intent', bytes: Uint8Array.from(first), second: Uint8Array.from(second) })
  })

  it('keeps what stands before a byte that arrived', () => {
    const { append, written } = newFlash({ 'flash.write.outcome#1': 'torn(1)' })
    append(RECORD)
    append(NEXT, 'outcome')
    expect(written()).toEqual([[1, 2, 3, 4, 5], []])
  })

  it('cannot keep away bytes that look erased: a record that ends in them is whole, and the next one stands behind it', () => {
    const { flash, world, events, node, append } = newFlash({ 'flash.write.outcome#1': 'torn(2)' })
    append(Uint8Array.of(1, 2, 0xff, 0xff), 'outcome')
    expect(events.find(({ kind }) => kind === 'torn')?.data['bytes']).toEqual(Uint8Array.of(1, 2, 0xff, 0xff))
    while (!node.powered && world.clock.step());
    node.enter(() => flash.append(NEXT, 'next', () => {}))()
    expect([...flash.medium()[0]].slice(0, 8)).toEqual([1, 2, 0xff, 0xff, 5, 6, 7, 0xff])
  })

  it('in a rewrite leaves the bank erased or torn, and the other bank alone', () => {
    for (const [fault, kept] of [
      ['torn(0)', []],
      ['torn(2)', [5, 6]],
      ['torn(50)', [5, 6]],
    ] as const) {
      const { flash, act, append, sync, written } = newFlash({ 'flash.rewrite.journal#1': fault })
      append(RECORD)
      sync()
      act(() => flash.rewrite(1, NEXT, 'journal', () => expect.unreachable()))
      expect(written()).toEqual([[1, 2, 3, 4], kept])
    }
  })

  it('before a rewrite is done leaves the bank erased', () => {
    const { flash, node, written, append, sync, told } = newFlash()
    append(RECORD)
    sync()
    node.enter(() => flash.rewrite(0, NEXT, 'journal', () => expect.unreachable()))()
    node.lose()
    expect(written()).toEqual([[], [1, 2, 3, 4]])
    expect(told().slice(-2)).toEqual(['flash erased', 'power lost'])
  })
})

describe('a rewrite', () => {
  it('replaces one bank, certain when it answers', () => {
    const { flash, act, node, append, written, told } = newFlash()
    append(RECORD)
    act(() => flash.rewrite(0, NEXT, 'journal', () => {}))
    node.lose()
    expect(written()).toEqual([[5, 6, 7], []])
    expect(told()).toEqual(['flash written', 'flash erased', 'flash rewritten', 'power lost'])
  })

  it('is not made certain by a sync that was asked for before it', () => {
    const { flash, node, world, append, written } = newFlash()
    append(RECORD)
    node.enter(() => {
      flash.sync('intent', () => {})
      flash.rewrite(0, NEXT, 'journal', () => {})
    })()
    world.clock.step()
    node.lose()
    expect(written()).toEqual([[], [1, 2, 3, 4]])
  })
})

describe('rot', () => {
  it.each([
    ['rot(3)', [1, 2, 3, 20], [1, 2, 3, 4]],
    ['rot(copy,1)', [1, 2, 3, 4], [1, 18, 3, 4]],
  ])('flips one bit of one copy and says nothing to the terminal: %s', (fault, first, second) => {
    const { flash, act, written, told } = newFlash({ 'flash.write.intent#1': fault })
    const answers: string[] = []
    act(() => flash.append(RECORD, 'intent', (how) => answers.push(how)))
    expect(answers).toEqual(['taken'])
    expect(written()).toEqual([first, second])
    expect(told()).toEqual(['fault struck', 'flash written', 'flash rotted'])
  })
})

describe('the state of a flash', () => {
  it('tells content and certainty apart', () => {
    const { flash, append, sync } = newFlash()
    const states = [flash.state()]
    append(RECORD)
    states.push(flash.state())
    sync()
    states.push(flash.state())
    expect(new Set(states).size).toBe(3)
    const other = newFlash()
    other.append(RECORD)
    other.sync('outcome')
    expect(other.flash.state()).toBe(flash.state())
  })

  it('tells a record that was torn behind its last byte as a whole one, and one before it as broken', () => {
    const first = (fault: string | undefined) => {
      const { flash, append, sync } = newFlash(fault === undefined ? {} : { 'flash.write.intent#1': fault })
      append(RECORD)
      sync()
      return flash.state().split(' | ')[0]
    }
    expect(first('torn(copy)')).toBe(first(undefined))
    expect(first('torn(3)')).not.toBe(first(undefined))
  })

  it('tells a rotten bank beside a sound one by what rotted and by whether anything came after', () => {
    const first = (...labels: string[]) => {
      const { flash, append, sync } = newFlash({ 'flash.write.intent#1': 'rot(3)' }, 8192)
      for (const label of labels) {
        append(RECORD, label)
        sync(label)
      }
      return flash.state().split(' | ')[0]!
    }
    expect(first('intent')).toMatch(/ rot 1 last;$/)
    expect(first('owed', 'intent')).toMatch(/ rot 1 last;$/)
    expect(first('intent', 'owed')).toMatch(/ rot 1;$/)
    // Where in a row it stands makes no difference, the rest of the row does.
    expect(first('intent', 'owed', 'owed')).toBe(first('owed', 'intent', 'owed'))
    expect(first('intent', 'owed')).not.toBe(first('intent', 'owed', 'owed'))
  })

  it('tells a rotten bank piece by piece when the other one has lost something as well', () => {
    const { flash, append, sync } = newFlash(
      { 'flash.write.intent#1': 'rot(3)', 'flash.write.owed#1': 'torn(copy,2)' },
      8192,
    )
    append(RECORD)
    sync()
    append(NEXT, 'owed')
    expect(flash.state()).not.toContain('last')
  })
})
