import type { FrameRead, Spec } from '../protocol/index.ts'
import { FrameReader, toFrame } from '../protocol/index.ts'
import type { Clock } from '../terminal/index.ts'
import type { Accept, ConnectionEars, Socket, SocketLink } from './socket.ts'
import { systemClock } from './system-clock.ts'

type Direction = 'request' | 'response'

/** What the relay does with a frame; by structure the verdict of the simulated line. */
export interface RelayVerdict {
  readonly deliver: readonly { readonly afterMs: number; readonly bytes: Uint8Array }[]
  /** After the last delivery both connections end. */
  readonly then?: 'fin' | 'rst'
  /** Starting with this frame, everything on the relay vanishes for so long, new dials too. */
  readonly outageMs?: number
  /** From now on this connection's bytes vanish both ways without notice. */
  readonly halfOpen?: true
}
export type RelayCarry = (direction: Direction, frame: Uint8Array) => RelayVerdict

export interface RelayOptions {
  readonly spec: Spec
  readonly carry: RelayCarry
  readonly clock?: Clock
  /** The relay's diary: the kinds of the trace lane `link`. Frames in it are not masked. */
  readonly note?: (kind: string, data: Readonly<Record<string, unknown>>) => void
}

/**
 * A line between a stranger's terminal and a host, on the real clock: give the answer to any listener. It reads whole
 * frames and asks `carry` for each. A stream that cannot be framed is reset on both sides, because after a wrong length
 * nothing has a meaning.
 *
 * Fault model: what `carry` says. Beyond it the relay adds the system's own delays, and it cannot refuse a dial: the
 * terminal's system has answered before the relay learns of it. A host that refuses is a RST to the terminal.
 */
export function relayTo(host: SocketLink, options: RelayOptions): Accept {
  const outage = { untilMs: 0 }
  let connections = 0
  return (terminal) => {
    connections += 1
    return new RelayedConnection(terminal, host, options, outage, connections).terminalEars
  }
}

class RelayedConnection {
  readonly terminalEars: ConnectionEars
  readonly #options: RelayOptions
  readonly #clock: Clock
  readonly #outage: { untilMs: number }
  readonly #connection: number
  readonly #sockets: Record<Direction, Socket | undefined>
  readonly #readers: Record<Direction, FrameReader>
  /** Frames for a host that has not answered the dial yet. */
  #early: Uint8Array[] | undefined = []
  #halfOpen = false
  #over = false

  constructor(
    terminal: Socket,
    host: SocketLink,
    options: RelayOptions,
    outage: { untilMs: number },
    connection: number,
  ) {
    this.#options = options
    this.#clock = options.clock ?? systemClock()
    this.#outage = outage
    this.#connection = connection
    this.#readers = { request: new FrameReader(options.spec), response: new FrameReader(options.spec) }
    this.terminalEars = this.#earsFor('request')
    const dialled = this.#isDown() ? undefined : this.#dial(host)
    // Where the frames of each direction go.
    this.#sockets = { request: dialled, response: terminal }
  }

  #dial(host: SocketLink): Socket {
    return host.connect({
      ...this.#earsFor('response'),
      opened: () => {
        this.#note('connect.opened', {})
        const early = this.#early ?? []
        this.#early = undefined
        for (const bytes of early) this.#deliver('request', bytes)
      },
      refused: () => {
        this.#note('connect.refused', {})
        this.#end('rst')
      },
    })
  }

  #earsFor(direction: Direction): ConnectionEars {
    return {
      received: (bytes) => {
        if (!this.#over) for (const read of this.#readers[direction].push(bytes)) this.#heard(direction, read)
      },
      closed: (how) => {
        this.#note('connection.closed', { how, by: FROM[direction] })
        if (!this.#vanishes()) this.#end(how)
      },
    }
  }

  #heard(direction: Direction, read: FrameRead): void {
    if (this.#over) return
    if (!read.ok) {
      this.#note('connection.closed', { how: 'rst', by: 'line', why: read.error.code })
      this.#end('rst')
      return
    }
    const frame = toFrame(this.#options.spec, read.body)
    this.#note('frame.left', { from: FROM[direction], bytes: frame })
    if (!this.#vanishes()) this.#apply(direction, this.#options.carry(direction, frame))
  }

  #apply(direction: Direction, verdict: RelayVerdict): void {
    if (verdict.outageMs !== undefined) this.#outage.untilMs = this.#clock.now() + verdict.outageMs
    const lastMs = Math.max(0, ...verdict.deliver.map(({ afterMs }) => afterMs))
    for (const { afterMs, bytes } of verdict.deliver) this.#after(afterMs, () => this.#deliver(direction, bytes))
    const { then } = verdict
    if (then !== undefined) this.#after(lastMs, () => this.#vanishes() || this.#end(then))
    if (verdict.halfOpen) this.#halfOpen = true
  }

  #deliver(direction: Direction, bytes: Uint8Array): void {
    if (this.#over || this.#vanishes()) return
    if (direction === 'request' && this.#early !== undefined) {
      if (this.#early.length < MAX_EARLY) this.#early.push(bytes)
      return
    }
    this.#note('frame.arrived', { at: TO[direction], bytes })
    this.#sockets[direction]?.send(bytes)
  }

  /** Ends whichever sides are still there. */
  #end(how: 'fin' | 'rst'): void {
    if (this.#over) return
    this.#over = true
    for (const socket of [this.#sockets.request, this.#sockets.response]) {
      if (how === 'fin') socket?.close()
      else socket?.reset()
    }
  }

  #after(ms: number, fn: () => void): void {
    if (ms === 0) fn()
    else this.#clock.setTimeout(fn, ms)
  }

  #vanishes(): boolean {
    return this.#halfOpen || this.#isDown()
  }

  #isDown(): boolean {
    return this.#clock.now() < this.#outage.untilMs
  }

  #note(kind: string, data: Readonly<Record<string, unknown>>): void {
    this.#options.note?.(kind, { connection: this.#connection, ...data })
  }
}

const FROM = { request: 'terminal', response: 'host' } as const
const TO = { request: 'host', response: 'terminal' } as const
/** Frames that wait for the host's answer to the dial; a terminal of ours sends one. */
const MAX_EARLY = 16
