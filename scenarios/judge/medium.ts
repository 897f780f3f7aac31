import { readJournal } from '../../terminal/index.ts'

/** What a start would find on these banks. */
export interface Found {
  /** Keys with an intent that nobody decided or an undo that nobody settled. */
  readonly open: readonly string[]
  /** Every key with an intent or an undo. */
  readonly keys: readonly string[]
  /** The reader noticed that something may be missing. */
  readonly standing: 'whole' | 'recovered' | 'damaged' | 'unreadable'
}

/** Reads two banks as the terminal would, whatever is left of them. */
export function keysOnMedium(first: Uint8Array, second: Uint8Array): Found {
  const length = Math.max(first.length, second.length)
  const { entries, standing } = readJournal([padded(first, length), padded(second, length)], length)
  const open = new Set<string>()
  const keys = new Set<string>()
  for (const { record } of entries) {
    const key = `${record.batch}/${record.stan}`
    if (record.record === 'intent' || record.record === 'owed') {
      open.add(key)
      keys.add(key)
    } else if (record.record === 'outcome' || record.record === 'cleared') open.delete(key)
  }
  return { open: [...open], keys: [...keys], standing }
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === length) return bytes
  const out = new Uint8Array(length).fill(0xff)
  out.set(bytes)
  return out
}
