import { decode, encode, specs, toFrame } from '../../../protocol/index.ts'
import type { WorldEvent } from '../../../sim/index.ts'
import type { Played } from './played.ts'

/** Which event is meant: its lane and kind, and what its data must hold; `nth` counts from 1. */
export interface Which {
  readonly lane: WorldEvent['lane']
  readonly kind: string
  readonly holds?: (data: WorldEvent['data']) => boolean
  readonly nth?: number
}

/** Puts other events in the place of one. */
export function replace({ events, ...rest }: Played, which: Which, make: (event: WorldEvent) => WorldEvent[]): Played {
  const at = placeOf(events, which)
  return { ...rest, events: [...events.slice(0, at), ...make(events[at]!), ...events.slice(at + 1)] }
}

/** Takes one event away. */
export function without(played: Played, which: Which): Played {
  return replace(played, which, () => [])
}

/** One event happens twice. */
export function twice(played: Played, which: Which): Played {
  return replace(played, which, (event) => [event, event])
}

/** One event says something else. */
export function saying(played: Played, which: Which, change: Readonly<Record<string, unknown>>): Played {
  return replace(played, which, (event) => [{ ...event, data: { ...event.data, ...change } }])
}

/** One event happens right after another one. */
export function moved(played: Played, which: Which, after: Which): Played {
  const event = played.events[placeOf(played.events, which)]!
  return replace(without(played, which), after, (before) => [before, { ...event, seq: before.seq, atMs: before.atMs }])
}

/** One commit books on other accounts, and so do the books: what a host does that takes somebody else's money. */
export function rebooked(
  played: Played,
  which: Which,
  rename: (account: string) => string,
  change: Readonly<Record<string, unknown>> = {},
): Played {
  const { exhibits } = played
  const accounts = { ...exhibits.books.accounts }
  const move = (account: string, deltaMinor: number) => {
    accounts[account] = (accounts[account] ?? 0) + deltaMinor
  }
  const altered = replace(played, which, (event) => {
    const before = event.data['postings'] as readonly { readonly account: string; readonly deltaMinor: number }[]
    const postings = before.map((posting) => ({ ...posting, account: rename(posting.account) }))
    for (const { account, deltaMinor } of before) move(account, -deltaMinor)
    for (const { account, deltaMinor } of postings) move(account, deltaMinor)
    return [{ ...event, data: { ...event.data, ...change, postings } }]
  })
  return { ...altered, exhibits: { ...exhibits, books: { ...exhibits.books, accounts } } }
}

/** A frame with one field changed and its MAC left as it was. */
export function reworded(frame: Uint8Array, field: number, value: string): Uint8Array {
  const read = decode(specs.unionpay, frame.subarray(2))
  if (!read.ok) throw new Error('a good frame decodes')
  return toFrame(
    specs.unionpay,
    encode(specs.unionpay, { ...read.message, fields: { ...read.message.fields, [field]: value } }),
  )
}

/** True for a frame of this type. */
export function isMessage(mti: string): (data: WorldEvent['data']) => boolean {
  return ({ bytes }) =>
    decode(specs.unionpay, (bytes as Uint8Array).subarray(2)).ok && mtiOf(bytes as Uint8Array) === mti
}

function mtiOf(frame: Uint8Array): string {
  return Array.from(frame.subarray(13, 15), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function placeOf(events: readonly WorldEvent[], { lane, kind, holds = () => true, nth = 1 }: Which): number {
  let count = 0
  const at = events.findIndex((event) => {
    if (event.lane !== lane || event.kind !== kind || !holds(event.data)) return false
    count += 1
    return count === nth
  })
  if (at < 0) throw new Error(`the trace has no ${lane} ${kind} number ${nth}`)
  return at
}

export function withBytes(event: WorldEvent, change: (bytes: Uint8Array) => Uint8Array): WorldEvent {
  return { ...event, data: { ...event.data, bytes: change(event.data['bytes'] as Uint8Array) } }
}

export function lastBitFlipped(bytes: Uint8Array): Uint8Array {
  return bytes.with(-1, bytes.at(-1)! ^ 1)
}
