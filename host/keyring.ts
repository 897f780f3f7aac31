import type { WorkingKeys } from '../protocol/index.ts'
import { bytesToHex, packWorkingKeys, unpackWorkingKeys } from '../protocol/index.ts'
import type { HostTerminal } from './profile.ts'
import type { Session } from './store.ts'

/** The keys of a session, opened; undefined without one, or when the master key has changed since. */
export function keysOf(session: Session | undefined, terminal: HostTerminal | undefined): WorkingKeys | undefined {
  if (session === undefined || terminal === undefined) return undefined
  const unpacked = unpackWorkingKeys(session.keysHex, session.network, terminal.masterKeyHex)
  return unpacked.ok ? unpacked.keys : undefined
}

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
