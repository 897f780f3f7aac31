import { expect, it } from 'vitest'
import type { CardRead, Chip } from '../../sim/index.ts'
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
  expect(world.state().join('\n')).not.toContain(CARD.pan)
  expect(world.state().join('\n')).toContain('card credit-ok')
})

it('says whether it waits', () => {
  const { reader, start } = newReader()
  expect(reader.state()).toBe('reader idle')
  start()
  expect(reader.state()).toBe('reader waits')
})

/** A chip that says what it was asked, and approves what it is told unless that is `no`. */
const CHIP: Chip<string> = {
  ask: (terms) => `asked ${terms}`,
  complete: (issuerHex) => (issuerHex === 'no' ? undefined : `told ${issuerHex}`),
}

function withChip(schedule: Readonly<Record<string, string>> = {}) {
  const small = smallWorld(schedule)
  const reader = new SimulatedCardReader<Card, string>(small.world, small.node)
  const heard: unknown[] = []
  reader.start(() => {})
  reader.present(CARD, 'chip-ok', CHIP)
  small.run()
  const ask = () => reader.askChip('1.00', (how) => heard.push(how))
  const complete = (issuerHex: string) => reader.completeChip(issuerHex, (how) => heard.push(how))
  const said = () => small.events.filter(({ kind }) => kind.startsWith('chip.')).map(({ data }) => data['cryptogram'])
  return { ...small, reader, heard, ask, complete, said }
}

it('asks the chip that is in it, tells it what its issuer said, and hears its last word', () => {
  const { ask, complete, run, heard, said, events, reader } = withChip()
  expect(reader.state()).toBe('reader idle holds chip-ok')
  ask()
  expect(heard).toEqual([])
  run()
  complete('yes')
  run()
  complete('no')
  run()
  expect(heard).toEqual([
    { ok: true, chipHex: 'asked 1.00' },
    { how: 'approved', chipHex: 'told yes' },
    { how: 'declined' },
  ])
  expect(said()).toEqual(['ARQC', 'TC', 'AAC'])
  expect(events[0]?.data).toEqual({ card: 'chip-ok', inserted: true })
})

it('has no chip any more when the card is taken out before its last word', () => {
  const { ask, complete, run, heard, said } = withChip({ 'card.chip#1': 'removedEarly' })
  ask()
  complete('yes')
  run()
  ask()
  run()
  expect(heard.slice(1)).toEqual([{ how: 'removed' }, { ok: false }])
  expect(said().slice(1)).toEqual([undefined, undefined])
})

it('lets a chip decline whatever it was told', () => {
  const { complete, run, heard } = withChip({ 'card.chip#1': 'declines' })
  complete('yes')
  run()
  expect(heard).toEqual([{ how: 'declined' }])
})

it.each([
  ['the next card is waited for', ({ reader }: ReturnType<typeof withChip>) => reader.start(() => {})],
  ['the reader is stopped', ({ reader }: ReturnType<typeof withChip>) => reader.stop()],
  [
    'the power was gone',
    ({ node, run }: ReturnType<typeof withChip>) => {
      node.lose()
      run()
    },
  ],
])('holds a chip no longer once %s', (_, happen) => {
  const small = withChip()
  happen(small)
  small.complete('yes')
  small.run()
  expect(small.heard).toEqual([{ how: 'removed' }])
  expect(small.world.points.map(({ point }) => point)).not.toContain('card.chip')
})
