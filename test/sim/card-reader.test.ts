import { expect, it } from 'vitest'
import type { CardRead } from '../../sim/index.ts'
import { SimulatedCardReader } from '../../sim/index.ts'
import { smallWorld } from './small-world.ts'

interface Card {
  readonly pan: string
}
const CARD: Card = { pan: '6212340000000001' }

const newReader = (schedule: Readonly<Record<string, string>> = {}) => {
  const small = smallWorld(schedule)
  const reader = new SimulatedCardReader<Card>(small.world, small.node)
  const reads: CardRead<Card>[] = []
  return { ...small, reader, reads, start: () => reader.start((how) => reads.push(how)) }
}

it('reads one card for each start, after the call has returned', () => {
  const { reader, reads, start, run } = newReader()
  start()
  reader.present(CARD, 'credit-ok')
  expect(reads).toEqual([])
  run()
  reader.present(CARD, 'credit-ok')
  run()
  expect(reads).toEqual([{ ok: true, card: CARD }])
})

it.each(['misread', 'removedEarly'])('goes on waiting after a card that it could not read: %s', (fault) => {
  const { reader, reads, start, run } = newReader({ 'card.swipe#1': fault })
  start()
  reader.present(CARD, 'credit-ok')
  run()
  reader.present(CARD, 'credit-ok')
  run()
  expect(reads).toEqual([
    { ok: false, why: 'misread' },
    { ok: true, card: CARD },
  ])
})

it('reads nothing when nobody waits, after a stop, and after a power cut', () => {
  const { world, node, reader, reads, start, run } = newReader()
  reader.present(CARD, 'credit-ok')
  start()
  reader.present(CARD, 'credit-ok')
  reader.stop()
  run()
  start()
  reader.present(CARD, 'credit-ok')
  node.lose()
  run()
  expect(reads).toEqual([])
  expect(world.points).toHaveLength(2)
})

it('tells the alias of a card and never its number', () => {
  const { world, reader, start, events } = newReader()
  start()
  reader.present(CARD, 'credit-ok')
  expect(events.map(({ lane, kind, data }) => [lane, kind, data])).toEqual([
    ['cardholder', 'card.presented', { card: 'credit-ok' }],
  ])
  expect(world.state()).not.toContain(CARD.pan)
  expect(world.state()).toContain('card credit-ok')
})

it('says whether it waits', () => {
  const { reader, start } = newReader()
  expect(reader.state()).toBe('reader idle')
  start()
  expect(reader.state()).toBe('reader waits')
})
