import { commitTo } from './commit.ts'
import type { HostDoor } from './door.ts'
import { postingsBetween } from './effect.ts'
import type { Issuer } from './issuer.ts'
import type { HostProfile } from './profile.ts'
import type { Store, Txn } from './store.ts'

/**
 * The host's own reversals towards the issuer, for authorisations whose answer did not come in time. They are owed by the
 * books, so a crash only delays them. Rule: docs/rules.md 3.8.
 */
export class Upstream {
  readonly #store: Store
  readonly #door: HostDoor
  readonly #profile: HostProfile
  readonly #issuer: Issuer

  constructor(store: Store, door: HostDoor, profile: HostProfile, issuer: Issuer) {
    this.#store = store
    this.#door = door
    this.#profile = profile
    this.#issuer = issuer
  }

  /** After a start: what the process before this one still owed. */
  resume(): void {
    for (const txn of this.#store.books().txns) if (txn.flags.debitedUpstream) this.schedule(txn, txn.atMs)
  }

  /** Reverses a key upstream when its time has come, counted from when the host gave up. */
  schedule({ key, panHash, amountMinor }: Txn, gaveUpAtMs: number): void {
    const { upstreamReversalMs } = this.#profile
    if (upstreamReversalMs === 'lost') return
    const leftMs = Math.max(0, gaveUpAtMs + upstreamReversalMs - this.#door.clock.now())
    this.#door.clock.setTimeout(() => {
      const { txn } = this.#store.view(key, panHash)
      // A reversal by the terminal has been here first.
      if (txn?.flags.reversed) return
      this.#issuer.reverse(key.text, amountMinor)
      if (txn?.flags.debitedUpstream) this.#giveBack(txn)
    }, leftMs)
  }

  #giveBack(txn: Txn): void {
    const after: Txn = { ...txn, flags: { ...txn.flags, debitedUpstream: false } }
    const change = { put: [after], postings: postingsBetween(txn, after), exceptions: [] }
    // A reversal like any other; it only does not come from a terminal.
    const mti = this.#profile.spec === 'iso87' ? '0420' : '0400'
    commitTo(this.#store, this.#door, { mti, change, before: txn })
  }
}
