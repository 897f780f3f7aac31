import type { WorldEvent } from '../../../sim/index.ts'
import { writeRecord } from '../../../terminal/records.ts'
import type { Which } from './alter.ts'
import { lastBitFlipped, moved, replace, reworded, saying, twice, withBytes, without } from './alter.ts'
import type { Alteration } from './alteration.ts'
import { chipAlterations } from './chip-alterations.ts'
import { moneyAlterations } from './money-alterations.ts'
import { arrived, booked, left, printed, shown, synced, tombstone, written } from './places.ts'
import type { Played } from './played.ts'

export const alterations: readonly Alteration[] = [
  ...moneyAlterations,
  ...chipAlterations,
  {
    invariant: 'S1',
    change: 'an account of the books is one minor unit off',
    of: 'approved',
    alter: (played) => {
      const { books } = played.exhibits
      const accounts = { ...books.accounts, 'clearing:acquirer': (books.accounts['clearing:acquirer'] ?? 0) + 1 }
      return { ...played, exhibits: { ...played.exhibits, books: { ...books, accounts } } }
    },
  },
  {
    invariant: 'S1',
    change: 'the request of a booking never reached the host',
    of: 'requestLost',
    alter: (played) => without(played, arrived('0200', 1)),
  },
  {
    invariant: 'S2',
    change: 'two sales that are paid were one purchase',
    of: 'approved',
    alter: (played) => {
      const purchases = { 'of sale 1': ['000001/000002', '000001/000003'] }
      return { ...played, exhibits: { ...played.exhibits, purchases } }
    },
  },
  { invariant: 'S2', change: 'a sale is captured twice', of: 'approved', alter: (played) => twice(played, booked(-1)) },
  {
    invariant: 'S3',
    change: 'a reversal gives the money back twice',
    of: 'responseLost',
    alter: (played) => twice(played, booked(1)),
  },
  {
    invariant: 'S4',
    change: 'the tombstone of an unknown original is missing',
    of: 'requestLost',
    alter: (played) => without(played, tombstone),
  },
  {
    invariant: 'S5',
    change: 'the intent is not synced before its request leaves',
    of: 'approved',
    alter: (played) => without(played, synced('intent')),
  },
  {
    invariant: 'S6',
    change: 'the approval is not synced before it is told',
    of: 'approved',
    alter: (played) => without(played, synced('outcome')),
  },
  {
    invariant: 'S7',
    change: 'success is shown while the reversal is on its way',
    of: 'responseLost',
    alter: (played) => saying(played, shown('reversing'), { name: 'approved' }),
  },
  {
    invariant: 'S8',
    change: 'the last paper of a paid sale says that it was cancelled',
    of: 'reprinted',
    alter: (played) => saying(played, printed('消费 SALE', 4), { text: '交易类型 TYPE: 交易已取消 CANCELLED' }),
  },
  {
    invariant: 'S9',
    change: 'a reprint has lost its mark',
    of: 'reprinted',
    alter: (played) => saying(played, printed('DUPLICATE'), { text: '' }),
  },
  {
    invariant: 'S10',
    change: 'the second send of a reversal says another entry mode',
    of: 'reversalLost',
    alter: (played) =>
      replace(played, left('0400', 2), (event) => [withBytes(event, (bytes) => reworded(bytes, 22, '051'))]),
  },
  {
    invariant: 'S11',
    change: 'the MAC of an approval that was believed is wrong',
    of: 'approved',
    alter: (played) => replace(played, arrived('0210'), (event) => [withBytes(event, lastBitFlipped)]),
  },
  {
    invariant: 'S11',
    change: 'nobody said that the key is that of another purchase',
    of: 'conflict',
    alter: (played) =>
      replace(played, arrived('0210'), (event) => [withBytes(event, (bytes) => reworded(bytes, 39, '96'))]),
  },
  {
    invariant: 'S12',
    change: 'the flash that was torn had no readable bank, and the terminal goes on',
    of: 'torn',
    alter: (played) => {
      const broken = new Uint8Array(64).fill(0x55)
      return { ...played, config: { ...played.config, flash: [broken, broken] } }
    },
  },
  {
    invariant: 'S13',
    change: 'a debt is cleared only after the next sale has left',
    of: 'responseLost',
    alter: (played) => moved(played, written('cleared'), left('0200', 2)),
  },
  {
    invariant: 'S15',
    change: 'a slip says another amount',
    of: 'approved',
    alter: (played) => saying(played, printed('金额 AMOUNT'), { text: '金额 AMOUNT: CNY 128.01' }),
  },
  {
    invariant: 'S16',
    change: 'a fourth reversal leaves in one round',
    of: 'exhausted',
    alter: (played) => twice(played, left('0400', 3)),
  },
  {
    invariant: 'S17',
    change: 'a card number stands on the screen',
    of: 'approved',
    alter: (played) => saying(played, shown('idle'), { values: { pan: played.config.secrets[0]! } }),
  },
  {
    invariant: 'S18',
    change: 'a bank is rewritten without the intent that is open',
    of: 'approved',
    alter: (played) => replace(played, synced('intent'), (event) => [event, emptied(event, played)]),
  },
  {
    invariant: 'L1',
    change: 'a debt is given up after two attempts',
    of: 'exhausted',
    alter: (played) => without(played, left('0400', 2)),
  },
  {
    invariant: 'L1',
    change: 'a debt is given up after two attempts, and the only cut came before it was owed',
    of: 'cutThenExhausted',
    alter: (played) => without(played, left('0400', 2)),
  },
  {
    invariant: 'L2',
    change: 'the last screen never changes',
    of: 'approved',
    alter: (played) => saying(played, lastShown(played), { name: 'connecting', asks: 'nothing', choices: [] }),
  },
  {
    invariant: 'L3',
    change: 'nobody was told of the decline',
    of: 'declined',
    alter: (played) => saying(played, shown('declined'), { name: 'awaiting' }),
  },
  {
    invariant: 'L4',
    change: 'the only customer copy has no end mark',
    of: 'approved',
    alter: (played) => without(played, printed(' C ***')),
  },
  {
    invariant: 'L6',
    change: 'fifty messages leave one after the other',
    of: 'approved',
    alter: (played) => replace(played, left('0800'), (event) => new Array(50).fill(event)),
  },
  {
    invariant: 'L8',
    change: 'the approval that was reversed had arrived a millisecond before the timer ended',
    of: 'atTheDeadline',
    alter: (played) => replace(played, arrived('0210'), (event) => [{ ...event, atMs: event.atMs - 1 }]),
  },
  {
    invariant: 'L8',
    change: 'the approval that was reversed for want of an answer had arrived',
    of: 'responseLost',
    alter: (played) =>
      replace(played, left('0210'), (event) => [
        event,
        { ...event, kind: 'frame.arrived', data: { ...event.data, at: 'terminal' } },
      ]),
  },
  {
    invariant: 'L8',
    change: 'a sale is taken back after its slip was printed, for the cut before it',
    of: 'cutBeforePrint',
    alter: (played) => replace(played, synced('printed'), (event) => [event, ...takenBack(event)]),
  },
]

/** An undo that is owed, and that a supervisor clears at once. */
function takenBack({ seq, atMs }: WorldEvent): WorldEvent[] {
  const sale = { batch: '000001', stan: '000002', amountMinor: 12_800 }
  const records = [
    { record: 'owed', ...sale, reason: '98', attempt: 0, inRound: 0 },
    { record: 'cleared', ...sale, how: 'supervisor', atMs, pending: false },
  ] as const
  return records.flatMap((record, at) => {
    const label = record.record
    const bytes = writeRecord(100 + at, record)
    return (['written', 'synced'] as const).map((kind) => ({ seq, atMs, lane: 'flash', kind, data: { label, bytes } }))
  })
}

function lastShown({ events }: Played): Which {
  const last = events.findLast(({ lane }) => lane === 'screen')!
  return { lane: 'screen', kind: 'shown', holds: (data) => data === last.data }
}

/** The bank is written anew with what a terminal has that was never used. */
function emptied({ seq, atMs }: WorldEvent, { config }: Played): WorldEvent {
  const bytes = config.flash?.[0]
  return { seq, atMs, lane: 'flash', kind: 'rewritten', data: { label: 'counters', bank: 0, bytes } }
}
