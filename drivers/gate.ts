import type { Accept, ConnectionEars, Socket } from './socket.ts'

/**
 * One listening port of ours, where dialled sockets are matched with accepted ones by the dialler's port number. Whoever
 * else knocks stays unanswered.
 */
export class Gate {
  readonly #met = new Map<number, Met>()

  /** Hand this to a listener. */
  readonly accept: Accept = (socket) => {
    const port = socket.ports().peer
    const met = this.#met.get(port) ?? {}
    met.socket = socket
    this.#met.set(port, met)
    this.#introduce(port, met)
    return {
      received: (bytes) => met.ears?.received(bytes),
      closed: (how) => {
        if (this.#met.get(port) === met) this.#met.delete(port)
        met.ears?.closed(how)
      },
    }
  }

  /** Calls once the socket that was dialled from this port has been accepted here; the answer hears what it says. */
  meet(port: number, opened: (accepted: Socket) => ConnectionEars): void {
    const met = this.#met.get(port) ?? {}
    met.opened = opened
    this.#met.set(port, met)
    this.#introduce(port, met)
  }

  #introduce(port: number, met: Met): void {
    if (met.socket === undefined || met.opened === undefined) return
    this.#met.delete(port)
    met.ears = met.opened(met.socket)
  }
}

interface Met {
  socket?: Socket
  opened?: (accepted: Socket) => ConnectionEars
  ears?: ConnectionEars
}
