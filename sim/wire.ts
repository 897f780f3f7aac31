// The shapes around a line between terminal and host. A wire over real sockets satisfies the same ones.

import type { Node } from './node.ts'
import type { Restore } from './restore.ts'
import type { World } from './world.ts'

export type Side = 'terminal' | 'host'
export type Direction = 'request' | 'response'
/** `fin`: closed in order. `rst`: thrown away. */
export type Ending = 'fin' | 'rst'

/** What the line does with one frame. */
export interface Verdict {
  /** What comes out at the other end, in order; `afterMs` is added to the line's latency. Nothing: the frame is lost. */
  readonly deliver: readonly { readonly afterMs: number; readonly bytes: Uint8Array }[]
  /** They are pieces of one frame: on a stream of bytes nothing else comes between them. */
  readonly pieces?: true
  /** After the last delivery the line ends the connection, and both sides learn of it. */
  readonly then?: Ending
  /** Starting with this frame, everything in both directions and every dial vanishes for so long. */
  readonly outageMs?: number
  /** After the deliveries without delay, all bytes of this connection vanish both ways and nobody is told. */
  readonly halfOpen?: true
}

/** Asked once for every whole frame on the line. */
export type Carry = (direction: Direction, frame: Uint8Array) => Verdict

export interface ConnectionEars {
  received(bytes: Uint8Array): void
  closed(how: Ending): void
}
export interface LinkEars extends ConnectionEars {
  opened(): void
  refused(): void
}
export interface Connection {
  /** One call, one frame. On a connection that is not open the bytes vanish. */
  send(bytes: Uint8Array): void
  close(): void
}
export type Accept = (connection: Connection) => ConnectionEars

/** A line between the two nodes: the terminal's link device on one end, the host's port on the other. */
export interface Wire {
  /** Dials the host. Answers come through the ears, never before the call has returned. */
  connect(ears: LinkEars): Connection
  listen(accept: Accept): void
  unlisten(): void
  /** The terminal is dead: its ears are forgotten, the host hears silence. */
  abandon(): void
  /** The host process is dead: the terminal gets a RST on every connection. */
  resetAll(): void
  state(): string
  /** The line is well again: no outage, no half-open connection. */
  heal(): void
  save(): Restore | undefined
}

export interface WireOptions {
  readonly world: World
  readonly terminal: Node
  readonly host: Node
  readonly carry: Carry
  /** A name for a frame in points, such as its message type. */
  readonly label: (frame: Uint8Array) => string
  /** What a frame means for what comes later, for comparing worlds; its digest when absent. */
  readonly describe?: (frame: Uint8Array) => string
  /** One way, whole ms. */
  readonly latencyMs: number
}

/** How bytes travel: through memory, or through real sockets. The line decides when, the medium only moves. */
export interface Medium {
  /** The terminal's end dials the middle of the line, the middle dials the host's end. Usable from the next event on. */
  open(connection: number): Pipe
}
export interface Pipe {
  put(hop: Hop, bytes: Uint8Array): void
  /** The next `length` bytes that came through this hop; they are all there, because time stands still while bytes travel. */
  take(hop: Hop, length: number): Uint8Array
  /** Remembers what is under way; a pipe without it cannot be put back. */
  save?(): Restore
  /** Ends one leg, seen from the end itself or from the middle of the line. */
  close(leg: Side, by: 'end' | 'line', how: Ending): void
}
export type Hop = 'terminal>line' | 'line>host' | 'host>line' | 'line>terminal'
