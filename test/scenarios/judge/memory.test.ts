import { expect, test } from 'vitest'
import { scenario } from '../../../scenarios/builder.ts'
import { createJudge } from '../../../scenarios/judge/judge.ts'
import type { WorldEvent } from '../../../sim/index.ts'
import type { Played } from './played.ts'
import { playThrough } from './played.ts'

const lost = playThrough(scenario('lost').sale(12_800).sale(500).faults('link.response.0210#1=drop').build())

test('what the judge remembers depends neither on event numbers nor on the hour', () => {
  const later = lost.events.map((event) => ({ ...event, seq: 3 * event.seq + 100, atMs: event.atMs + 1_000_000 }))
  expect(memoriesOf(later)).toEqual(memoriesOf(lost.events))
})

test('what the judge remembers tells an owed undo from none, and a longer wait from a shorter one', () => {
  const beforeOwed = lost.events.findIndex(({ kind, data }) => kind === 'synced' && data['label'] === 'owed')
  expect(memoryAfter(lost.events.slice(0, beforeOwed))).not.toBe(memoryAfter(lost.events.slice(0, beforeOwed + 1)))
  const sent = lost.events.findIndex(({ kind, data }) => kind === 'shown' && data['name'] === 'awaiting')
  const waiting = lost.events.slice(0, sent + 1)
  const nothing = (afterMs: number): WorldEvent => {
    const { seq, atMs } = waiting.at(-1)!
    return { seq: seq + 1, atMs: atMs + afterMs, lane: 'terminal', kind: 'idle', data: {} }
  }
  expect(memoryAfter([...waiting, nothing(1000)])).toBe(memoryAfter([...waiting, nothing(1000)]))
  expect(memoryAfter([...waiting, nothing(1000)])).not.toBe(memoryAfter([...waiting, nothing(2000)]))
  // Once the timer is over it makes no difference how long ago that was.
  expect(memoryAfter([...waiting, nothing(70_000)])).toBe(memoryAfter([...waiting, nothing(80_000)]))
})

test('what led to a slip that is printed is forgotten, and what led to none is not', () => {
  const sale = (faults: string) => playThrough(scenario('one').sale(12_800).faults(faults).build())
  const last = ({ events, config }: Played) => {
    const judge = createJudge(config)
    for (const event of events) judge.see(event)
    return judge.memory().find((line) => line.includes('000001/#000002'))
  }
  // One notice of the signature finds no room; nobody is told, and the slip comes all the same.
  expect(last(sale('flash.write.signed#1=full'))).toBe(last(sale('')))
  expect(last(sale('flash.write.outcome#1=full'))).not.toBe(last(sale('')))
})

test('no secret stands in what the judge remembers or says', () => {
  const { secrets } = lost.config
  const texts = memoriesOf(lost.events).join('\n')
  for (const secret of secrets) expect(texts.includes(secret)).toBe(false)
})

function memoriesOf(events: Played['events']): string[] {
  const judge = createJudge(lost.config)
  return events.map((event) => {
    judge.see(event)
    return judge.memory().join('\n')
  })
}

function memoryAfter(events: readonly WorldEvent[]): string {
  const judge = createJudge(lost.config)
  for (const event of events) judge.see(event)
  return judge.memory().join('\n')
}
