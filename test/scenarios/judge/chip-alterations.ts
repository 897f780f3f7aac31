import { readRecord } from '../../../terminal/index.ts'
import { writeRecord } from '../../../terminal/records.ts'
import { moved, replace, reworded, saying, withBytes, without } from './alter.ts'
import type { Alteration } from './alteration.ts'
import { chipSays, left, shown, synced, written } from './places.ts'

/** What is wrong where a chip has the last word. */
export const chipAlterations: readonly Alteration[] = [
  {
    invariant: 'S6',
    change: 'an approval is synced and told before the chip has approved',
    of: 'chip',
    alter: (played) => moved(played, chipSays('TC'), shown('approved')),
  },
  {
    invariant: 'S6',
    change: 'an approval is synced before the chip has approved, and told after it',
    of: 'chip',
    alter: (played) => moved(played, chipSays('TC'), synced('outcome')),
  },
  {
    invariant: 'S6',
    change: 'the chip never had the last word',
    of: 'chip',
    alter: (played) => without(played, chipSays('TC')),
  },
  {
    invariant: 'S6',
    change: "success is shown on the host's word alone",
    of: 'chip',
    alter: (played) => saying(played, shown('completingChip'), { name: 'approved' }),
  },
  {
    invariant: 'S10',
    change: 'a reversal says another counter of the chip than its request',
    of: 'chipDeclined',
    alter: (played) =>
      replace(played, left('0400'), (event) => [withBytes(event, (bytes) => reworded(bytes, 55, '9F36020009'))]),
  },
  {
    invariant: 'L8',
    change: 'a sale is taken back that its chip had approved',
    of: 'chipDeclined',
    alter: (played) => saying(played, chipSays('AAC'), { cryptogram: 'TC' }),
  },
  {
    invariant: 'L8',
    change: 'a sale that the chip declined is taken back as if no answer had come',
    of: 'chipDeclined',
    alter: (played) => replace(played, written('owed'), (event) => [withBytes(event, asUnanswered)]),
  },
]

function asUnanswered(bytes: Uint8Array): Uint8Array {
  const { record, seq, batch, stan, amountMinor } = readRecord(bytes)!
  if (record !== 'owed') throw new Error('an undo is owed')
  return writeRecord(seq, { record, batch, stan, amountMinor: amountMinor!, reason: '98', attempt: 0, inRound: 0 })
}
