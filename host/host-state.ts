import { businessDay } from './business-day.ts'
import type { HostConfig } from './profile.ts'
import type { Books, Session, Txn } from './store.ts'

/** The check value of the MAC key ends field 62 in every layout but the one with a track key, where it names that key. */
const CHECK_VALUE_DIGITS = 8

/** Books and work in hand as text without instants, trace numbers marked with `#`: two hosts that say the same will do the same. */
export function hostState(books: Books, desk: object | 'down', nowMs: number, config: HostConfig): string {
  const { cutOverMinutes } = config.profile
  const today = businessDay(nowMs, config.utcOffsetMinutes, cutOverMinutes, books.dayShift)
  // What is owed upstream is owed a while after its instant, also after a restart.
  const owed = books.txns.filter(({ flags }) => flags.debitedUpstream).map(({ atMs }) => nowMs - atMs)
  return `${booksText(books, today)} ${owed} ${marked(JSON.stringify(desk))}`
}

/** Books do not change while they are on file: they say the same all day. */
function booksText(books: Books, today: string): string {
  const told = toldOn.get(books)
  if (told?.today === today) return told.text
  const txns = books.txns.map((txn) => `${textOf(txn, txnText)} ${txn.day === today}`)
  const exceptions = books.exceptions.map((item) => textOf(item, JSON.stringify))
  const sessions = books.sessions.map((session) => textOf(session, sessionText))
  const text = [...txns, JSON.stringify(books.accounts), ...exceptions, ...sessions].join('|')
  toldOn.set(books, { today, text })
  return text
}
const toldOn = new WeakMap<Books, { readonly today: string; readonly text: string }>()

/** What was drawn, and when, decides nothing: approval code, rrn, instants. */
function txnText({ key, atMs: _, day: __, approvalCode: ___, rrn: ____, ...rest }: Txn): string {
  return JSON.stringify([key.text, Object.values(rest)])
}

/** Of the working keys it counts which they are. */
function sessionText({ keysHex, stan, ...rest }: Session): string {
  return `${JSON.stringify(Object.values(rest))} #${stan} key:${keysHex.slice(-CHECK_VALUE_DIGITS)}`
}

/** Entries never change: what one says is put into words once. */
function textOf<T extends object>(entry: T, write: (entry: T) => string): string {
  let text = known.get(entry)
  if (text === undefined) {
    text = marked(write(entry))
    known.set(entry, text)
  }
  return text
}
const known = new WeakMap<object, string>()

function marked(text: string): string {
  return text.replace(/\/(\d{6})(?![\d/])/g, '/#$1')
}
