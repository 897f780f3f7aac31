import type { Situation } from './decision.ts'
import type { Key } from './key.ts'
import type { Request } from './request.ts'
import { saveMap } from './save-map.ts'
import type { Txn } from './store.ts'

/** The other end of a connection, as long as it is open. */
export interface Caller {
  /** False when the connection has gone. */
  send(frame: Uint8Array): boolean
}

/** One request on its way through the host. */
export interface Errand {
  readonly request: Request
  readonly mac: Situation['mac']
  readonly callers: readonly Caller[]
  readonly wrongKey: boolean
  readonly turnDay: boolean
  readonly losesClearing: boolean
}

/** A request that is being authorised, and all who asked for it: copies of one frame get the same answer. */
export interface Work {
  readonly request: Request
  /** What it may become. */
  readonly txn: Txn
  readonly callers: Caller[]
  readonly wrongKey: boolean
  readonly turnDay: boolean
  readonly losesClearing: boolean
  /** Reversals of something else under this key: what they can be told depends on what becomes of this. */
  readonly waiting: Errand[]
  /** The host's timer for the issuer, once it was asked. */
  timer: number | undefined
}

/** What the process has in hand; gone with it. */
export class WorkTable {
  readonly #works = new Map<string, Work>()

  open(work: Work): void {
    this.#works.set(work.txn.key.text, work)
  }

  find(key: Key): Work | undefined {
    return this.#works.get(key.text)
  }

  /** False when this very work was finished or reversed in the meantime. */
  has(work: Work): boolean {
    return this.#works.get(work.txn.key.text) === work
  }

  close(keyText: string): Work | undefined {
    const work = this.#works.get(keyText)
    this.#works.delete(keyText)
    return work
  }

  save(): () => void {
    const table = saveMap(this.#works)
    const works = [...this.#works.values()].map((work) => ({
      work,
      callers: [...work.callers],
      waiting: [...work.waiting],
      timer: work.timer,
    }))
    return () => {
      table()
      for (const { work, callers, waiting, timer } of works) {
        work.callers.splice(0, work.callers.length, ...callers)
        work.waiting.splice(0, work.waiting.length, ...waiting)
        work.timer = timer
      }
    }
  }

  state(): readonly string[] {
    return [...this.#works].map(([text, { callers, waiting, timer, wrongKey, turnDay, losesClearing }]) => {
      const waits = waiting.map(
        ({ request, callers: who }) =>
          `${request.message.mti} ${request.txnKind} ${request.amountMinor} ${request.panHash} ${who.length}`,
      )
      return `${text} ${callers.length} ${waits.join(' ')} ${timer !== undefined} ${wrongKey} ${turnDay} ${losesClearing}`
    })
  }
}
