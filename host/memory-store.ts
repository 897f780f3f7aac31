import { saveMap } from './save-map.ts'
import type { Books, Change, ExceptionItem, Session, Store, Txn } from './store.ts'

/**
 * A store that lives as long as the object: it survives a crash of the host and not the end of the run. Takes what every
 * store takes and needs none of it.
 */
export function memoryStore(_config?: { readonly digestKeyHex?: string }): Store {
  const txns = new Map<string, Txn>()
  const accounts = new Map<string, number>()
  const exceptions = new Map<string, ExceptionItem>()
  const sessions = new Map<string, Session>()
  let dayShift = 0
  /** What `books` told last, another object whenever something has changed; undefined since it did. */
  let told: Books | undefined
  const books = (): Books => {
    told ??= {
      accounts: Object.fromEntries([...accounts].sort(([one], [other]) => (one < other ? -1 : 1))),
      txns: [...txns.values()],
      exceptions: [...exceptions.values()],
      sessions: [...sessions.values()],
      dayShift,
    }
    return told
  }
  return {
    view(key, panHash) {
      const txn = txns.get(key.text)
      return {
        txn,
        original: txn === undefined ? undefined : txns.get(txn.originalText),
        balanceMinor: accounts.get(`cardholder:${panHash}`),
        count: txns.size,
        session: sessions.get(sessionName(key)),
        dayShift,
      }
    },
    commit(change: Change) {
      told = undefined
      for (const txn of change.put) txns.set(txn.key.text, txn)
      for (const { account, deltaMinor } of change.postings) {
        accounts.set(account, (accounts.get(account) ?? 0) + deltaMinor)
      }
      for (const { keyText, reason } of change.settled ?? []) exceptions.delete(`${keyText} ${reason}`)
      for (const item of change.exceptions) exceptions.set(`${item.keyText} ${item.reason}`, item)
      if (change.session !== undefined) sessions.set(sessionName(change.session), change.session)
      dayShift = change.dayShift ?? dayShift
    },
    books,
    save() {
      const now = books()
      const maps = [saveMap(txns), saveMap(accounts), saveMap(exceptions), saveMap(sessions)]
      return () => {
        if (told === now) return
        for (const restore of maps) restore()
        dayShift = now.dayShift
        told = now
      }
    },
    close() {},
  }
}

function sessionName({ merchantId, terminalId }: { merchantId: string; terminalId: string }): string {
  return `${merchantId}/${terminalId}`
}
