import type { WorkingKeys } from '../protocol/index.ts'
import { bytesToHex, packWorkingKeys, unpackWorkingKeys } from '../protocol/index.ts'
import type { HostTerminal } from './profile.ts'
import type { Session } from './store.ts'

/** Opens working keys when they are needed; clear keys live in the memory of the process and nowhere else. */
export class Keyring {
  readonly #open = new Map<string, WorkingKeys>()

  /** The keys of a session; undefined without one, or when the master key has changed since. */
  keysOf(session: Session | undefined, terminal: HostTerminal | undefined): WorkingKeys | undefined {
    if (session === undefined || terminal === undefined) return undefined
    const known = this.#open.get(session.keysHex)
    if (known !== undefined) return known
    const unpacked = unpackWorkingKeys(session.keysHex, session.network, terminal.masterKeyHex)
    if (!unpacked.ok) return undefined
    if (this.#open.size >= SESSIONS_KEPT) this.#open.clear()
    this.#open.set(session.keysHex, unpacked.keys)
    return unpacked.keys
  }
}

/** A host with more terminals opens some keys again. */
const SESSIONS_KEPT = 1000

/** New working keys of the length that a network code asks for, packed for the wire and for the store. */
export function freshKeysHex(
  network: Session['network'],
  terminal: HostTerminal,
  randomBytes: (count: number) => Uint8Array,
): string {
  const draw = () => bytesToHex(randomBytes(network === '001' ? 8 : 16))
  const keys = { pinKey: draw(), macKey: draw() }
  return packWorkingKeys(network === '004' ? { ...keys, trackKey: draw() } : keys, network, terminal.masterKeyHex)
}
