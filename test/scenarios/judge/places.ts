import type { WorldEvent } from '../../../sim/index.ts'
import { readRecord } from '../../../terminal/index.ts'
import type { Which } from './alter.ts'
import { isMessage } from './alter.ts'

export const written = (kind: string, nth = 1): Which => ({
  lane: 'flash',
  kind: 'written',
  holds: isRecord(kind),
  nth,
})
export const synced = (label: string, nth = 1): Which => ({
  lane: 'flash',
  kind: 'synced',
  holds: (data) => data['label'] === label,
  nth,
})
export const shown = (name: string, nth = 1): Which => ({
  lane: 'screen',
  kind: 'shown',
  holds: (data) => data['name'] === name,
  nth,
})
export const left = (mti: string, nth = 1): Which => ({ lane: 'link', kind: 'frame.left', holds: isMessage(mti), nth })
export const arrived = (mti: string, nth = 1): Which => ({
  lane: 'link',
  kind: 'frame.arrived',
  holds: isMessage(mti),
  nth,
})
export const printed = (text: string, nth = 1): Which => ({
  lane: 'printer',
  kind: 'line.printed',
  holds: (data) => String(data['text']).includes(text),
  nth,
})
/** A commit that takes money from a card holder (-1) or gives it back (1). */
export const booked = (sign: number, nth = 1): Which => ({
  lane: 'ledger',
  kind: 'committed',
  holds: ({ postings }) =>
    (postings as { account: string; deltaMinor: number }[]).some(
      ({ account, deltaMinor }) => account.startsWith('cardholder:') && Math.sign(deltaMinor) === sign,
    ),
  nth,
})
/** The last word of a chip. */
export const chipSays = (cryptogram: 'TC' | 'AAC'): Which => ({
  lane: 'cardholder',
  kind: 'chip.answered',
  holds: (data) => data['cryptogram'] === cryptogram,
})
export const tombstone: Which = { lane: 'ledger', kind: 'committed', holds: ({ kind }) => kind === 'tombstone' }

function isRecord(kind: string) {
  return ({ bytes }: WorldEvent['data']) => readRecord(bytes as Uint8Array)?.record === kind
}
