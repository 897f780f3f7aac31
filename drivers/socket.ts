import type { Socket as NetSocket } from 'node:net'
import type { Connection, Link, LinkEars } from '../terminal/index.ts'

/** Where somebody listens. `host` is a name or an IP address, loopback unless told. */
export interface Address {
  readonly host: string
  readonly port: number
}
export const LOOPBACK = '127.0.0.1'

/** What a connection tells its owner; see `LinkEars` for the dialling side. */
export type ConnectionEars = Pick<LinkEars, 'received' | 'closed'>

/** A connection over a real socket. After `close` or `reset` its ears hear nothing more. */
export interface Socket extends Connection {
  /** Throws the connection away: the peer gets a RST. */
  reset(): void
  /** Port numbers of this end and of the peer, once opened. */
  ports(): { readonly own: number; readonly peer: number }
}

/**
 * A listener resets a connection on which nothing went either way for so long: a terminal that lost its power never says
 * goodbye, and its half of the connection would stay for ever. A terminal that is merely idle dials anew.
 */
const IDLE_MS = 30 * 60_000

/** Where to listen and how long to bear silence; on the loopback, and half an hour, when not told. */
export interface ListenOptions {
  readonly host?: string
  readonly idleMs?: number
}
export const LISTEN_DEFAULTS = { host: LOOPBACK, idleMs: IDLE_MS }

export type Accept = (socket: Socket) => ConnectionEars

/** A link whose connections can also be thrown away; satisfies the terminal's device. */
export interface SocketLink extends Link {
  connect(ears: LinkEars): Socket
}

/** Why nobody can listen there, code by code. */
export const listenErrors = {
  PORT_IN_USE: 'another process listens on this port',
  PORT_FORBIDDEN: 'the system does not give this port to this user',
  ADDRESS_UNKNOWN: 'this machine does not have this address',
} as const
export type ListenErrorCode = keyof typeof listenErrors
export type Listening =
  | { readonly ok: true; readonly port: number; close(): Promise<void> }
  | { readonly ok: false; readonly error: { readonly code: ListenErrorCode; readonly port: number } }

/** What the system says when it refuses to listen, in our words; undefined for what is not the user's to mend. */
export function listenErrorCode(systemCode: string | undefined): ListenErrorCode | undefined {
  return LISTEN_ERRORS[systemCode ?? '']
}
const LISTEN_ERRORS: Readonly<Record<string, ListenErrorCode>> = {
  EADDRINUSE: 'PORT_IN_USE',
  EACCES: 'PORT_FORBIDDEN',
  EADDRNOTAVAIL: 'ADDRESS_UNKNOWN',
  ENOTFOUND: 'ADDRESS_UNKNOWN',
}

/** A peer that does not read is thrown away when so many bytes wait for it. */
export const MAX_WAITING_BYTES = 1024 * 1024
/** Connections that one listener holds; further dials are dropped. */
export const MAX_CONNECTIONS = 1024
/** How long a closed socket waits for the other side to close too. */
export const LINGER_MS = 5000

/** Sends a RST. After our own FIN the system has none to give (Node would even keep the handle for ever), so it just ends. */
export function throwAway(raw: NetSocket): void {
  if (raw.connecting || raw.writableEnded) raw.destroy()
  else raw.resetAndDestroy()
}
