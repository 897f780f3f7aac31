import { Gate } from './gate.ts'
import { Leg } from './leg.ts'
import type { DrivenClock, Pace } from './lockstep.ts'
import { drive } from './lockstep.ts'
import type { SocketLink } from './socket.ts'
import { LOOPBACK } from './socket.ts'
import { listenTcp, tcpLink } from './tcp.ts'
import { Traffic } from './traffic.ts'
import { listenWebSocket, webSocketLink } from './websocket.ts'

export type WireKind = 'tcp' | 'ws'
type Hop = 'terminal>line' | 'line>host' | 'host>line' | 'line>terminal'

/** Moves the bytes of one connection; by structure what the simulated line asks of its medium. */
export interface SocketPipe {
  put(hop: Hop, bytes: Uint8Array): void
  take(hop: Hop, length: number): Uint8Array
  close(leg: 'terminal' | 'host', by: 'end' | 'line', how: 'fin' | 'rst'): void
}
export interface SocketMedium {
  open(connection: number): SocketPipe
}

/** Two loopback ports of the system's choice, used by any number of runs, one after the other or side by side. */
export interface SocketWires {
  readonly kind: WireKind
  readonly ports: { readonly host: number; readonly relay: number }
  forRun(): SocketRun
  close(): Promise<void>
}

/** The sockets of one run. */
export interface SocketRun {
  /** Give it to the simulated line: points, verdicts and virtual times stay the line's. */
  readonly medium: SocketMedium
  /** Bytes that were read from real sockets so far, hop by hop. */
  readonly bytes: Readonly<Record<Hop, number>>
  /** Fires the run's events in lockstep with its sockets. */
  drive(clock: DrivenClock, pace?: Pace): Promise<void>
  /** Drops whatever sockets are left. */
  end(): void
}

/**
 * Opens wires of real sockets: the terminal's end dials the relay's port, the relay dials the host's port, and every byte
 * crosses both, both ways. Refused and hanging dials are never dialled: the system would have accepted them already.
 */
export async function openSocketWires(kind: WireKind): Promise<SocketWires> {
  const { listen, link } = TRANSPORTS[kind]
  const gates = { host: new Gate(), relay: new Gate() }
  const host = await listen(0, gates.host.accept)
  const relay = await listen(0, gates.relay.accept)
  if (!host.ok || !relay.ok) throw new Error('broken invariant: the system has a free loopback port')
  const ways: Ways = {
    terminal: { link: link({ host: LOOPBACK, port: relay.port }), gate: gates.relay },
    host: { link: link({ host: LOOPBACK, port: host.port }), gate: gates.host },
  }
  return {
    kind,
    ports: { host: host.port, relay: relay.port },
    forRun: () => new Run(ways),
    close: async () => {
      await Promise.all([host.close(), relay.close()])
    },
  }
}

class Run implements SocketRun {
  readonly medium: SocketMedium = { open: (connection) => this.#open(connection) }
  readonly bytes = { 'terminal>line': 0, 'line>host': 0, 'host>line': 0, 'line>terminal': 0 }
  readonly #ways: Ways
  readonly #traffic = new Traffic()
  readonly #legs: Leg[] = []

  constructor(ways: Ways) {
    this.#ways = ways
  }

  drive(clock: DrivenClock, pace?: Pace): Promise<void> {
    return drive(clock, this.#traffic, pace)
  }

  end(): void {
    for (const leg of this.#legs) leg.drop()
  }

  #open(connection: number): SocketPipe {
    const legs = {
      terminal: new Leg(this.#traffic, `the terminal's leg of connection ${connection}`),
      host: new Leg(this.#traffic, `the host's leg of connection ${connection}`),
    }
    this.#legs.push(legs.terminal, legs.host)
    const { terminal, host } = this.#ways
    legs.terminal.dial('end', terminal.link, terminal.gate, () => {
      legs.host.dial('line', host.link, host.gate, () => {})
    })
    return {
      put: (hop, bytes) => legs[HOPS[hop].leg].write(HOPS[hop].from, bytes),
      take: (hop, length) => {
        this.bytes[hop] += length
        return legs[HOPS[hop].leg].take(HOPS[hop].to, length)
      },
      close: (leg, by, how) => legs[leg].close(by, how),
    }
  }
}

/** How each leg's dialler reaches the port where the other side waits. */
type Ways = Readonly<Record<'terminal' | 'host', { readonly link: SocketLink; readonly gate: Gate }>>

const TRANSPORTS = {
  tcp: { listen: listenTcp, link: tcpLink },
  ws: { listen: listenWebSocket, link: webSocketLink },
}
const HOPS = {
  'terminal>line': { leg: 'terminal', from: 'end', to: 'line' },
  'line>host': { leg: 'host', from: 'line', to: 'end' },
  'host>line': { leg: 'host', from: 'end', to: 'line' },
  'line>terminal': { leg: 'terminal', from: 'line', to: 'end' },
} as const
