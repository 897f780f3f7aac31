import { COMMIT_FAULTS, misbehaviourOf } from './behaviour.ts'
import type { HostDoor } from './door.ts'
import { committedEvents } from './ledger-event.ts'
import { assertBalanced } from './posting-check.ts'
import type { Change, Store, Txn } from './store.ts'

/** What is written, because of which message, and how its transaction stood before. */
export interface Entry {
  readonly mti: string
  readonly change: Change
  readonly before: Txn | undefined
}

/**
 * The only way into the books, for what a terminal asked and for the host's own reversals alike: checked, written whole,
 * told. At the point `host.commit.MTI` the process may die just before or just after. Only what returns was answered for.
 */
export function commitTo(store: Store, door: HostDoor, { mti, change, before }: Entry): void {
  assertBalanced(change)
  const fault = door.choose(`host.commit.${mti}`, COMMIT_FAULTS)
  const { crash } = misbehaviourOf(fault)
  if (crash !== undefined && fault.startsWith('crashBefore')) door.crash(crash.restartAfterMs)
  store.commit(change)
  for (const event of committedEvents(change, before)) door.note('ledger', 'committed', event)
  if (crash !== undefined) door.crash(crash.restartAfterMs)
}
