import { expect, it } from 'vitest'
import { VirtualClock } from '../../sim/index.ts'
import * as fc from '../fast-check.ts'

it('fires in the order of time, and in the order of asking within one millisecond', () => {
  const clock = new VirtualClock(100)
  const fired: string[] = []
  const plan = (ms: number, label: string) => clock.later(ms, label, () => fired.push(`${label} at ${clock.now()}`))
  plan(5, 'c')
  plan(0, 'a')
  plan(5, 'd')
  plan(1, 'b')
  while (clock.step());
  expect(fired).toEqual(['a at 100', 'b at 101', 'c at 105', 'd at 105'])
})

it('fires one event a step, and says when the next one is', () => {
  const clock = new VirtualClock(0)
  let fired = 0
  clock.setTimeout(() => (fired += 1), 3)
  clock.setTimeout(() => (fired += 1), 3)
  expect(clock.nextAt()).toBe(3)
  expect(clock.now()).toBe(0)
  expect(clock.step()).toBe(true)
  expect([fired, clock.now()]).toEqual([1, 3])
  expect([clock.step(), clock.step()]).toEqual([true, false])
  expect(clock.nextAt()).toBeUndefined()
})

it('shows a timer that re-arms itself the time of each firing', () => {
  const clock = new VirtualClock(0)
  const times: number[] = []
  const again = () => {
    times.push(clock.now())
    if (times.length < 3) clock.setTimeout(again, 10)
  }
  clock.setTimeout(again, 10)
  while (clock.step());
  expect(times).toEqual([10, 20, 30])
})

it('lists what is to come relative to now, without what was taken back', () => {
  const clock = new VirtualClock(0)
  clock.later(50, 'answer', () => {})
  const id = clock.later(20, 'timer', () => {})
  clock.later(10, 'key', () => {})
  expect(clock.state()).toBe('key@10 timer@20 answer@50 ')
  clock.clearTimeout(id)
  clock.clearTimeout(id)
  clock.step()
  expect(clock.state()).toBe('answer@40 ')
})

it('refuses a delay that is not a whole number of ms from now on', () => {
  const clock = new VirtualClock(0)
  for (const ms of [-1, 0.5, Number.NaN, Infinity]) {
    expect(() => clock.later(ms, 'x', () => {})).toThrow('whole number of ms (x)')
  }
})

it('agrees with a list that is searched from the front', () => {
  const deed = fc.oneof(
    fc.record({ kind: fc.constant('plan' as const), ms: fc.nat(20), owner: fc.nat(2) }),
    fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(30) }),
    fc.record({ kind: fc.constant('forget' as const), owner: fc.nat(2) }),
    fc.record({ kind: fc.constant('step' as const) }),
  )
  const owners = [{}, {}, {}]
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      const clock = new VirtualClock(0)
      const fired: number[] = []
      const expected: number[] = []
      let model: { atMs: number; id: number; owner: number }[] = []
      for (const one of deeds) {
        if (one.kind === 'plan') {
          const id: number = clock.later(one.ms, 'x', () => fired.push(id), owners[one.owner])
          model.push({ atMs: clock.now() + one.ms, id, owner: one.owner })
        } else if (one.kind === 'cancel') {
          clock.clearTimeout(one.which)
          model = model.filter(({ id }) => id !== one.which)
        } else if (one.kind === 'forget') {
          clock.forget(owners[one.owner] as object)
          model = model.filter(({ owner }) => owner !== one.owner)
        } else {
          const next = model.reduce<(typeof model)[0] | undefined>(
            (best, entry) => (best === undefined || entry.atMs < best.atMs ? entry : best),
            undefined,
          )
          expect(clock.nextAt()).toBe(next?.atMs)
          expect(clock.step()).toBe(next !== undefined)
          if (next !== undefined) expected.push(next.id)
          model = model.filter((entry) => entry !== next)
        }
      }
      expect(fired).toEqual(expected)
    }),
  )
})
