import type { LinkEars } from '../terminal/index.ts'
import type { Gate } from './gate.ts'
import type { ConnectionEars, Socket, SocketLink } from './socket.ts'
import type { Traffic, Traveller } from './traffic.ts'

/** `end`: the terminal's or host's own socket. `line`: the relay's socket. */
export type LegSide = 'end' | 'line'

/**
 * Half of a connection: a pair of real sockets in this process, one at an end and one in the middle of the line. It counts
 * what one writes until the other has read it, and keeps what was read until the line takes it.
 */
export class Leg implements Traveller {
  readonly #traffic: Traffic
  readonly #name: string
  readonly #sockets: Record<LegSide, Socket | undefined> = { end: undefined, line: undefined }
  /** Bytes on their way to each side. */
  readonly #underWay: Record<LegSide, number> = { end: 0, line: 0 }
  readonly #read: Record<LegSide, Uint8Array[]> = { end: [], line: [] }
  #stage: 'dialling' | 'open' | 'closing' | 'closed' = 'dialling'
  #closer: { readonly by: LegSide; readonly how: 'fin' | 'rst' } | undefined

  constructor(traffic: Traffic, name: string) {
    this.#traffic = traffic
    this.#name = name
    traffic.join(this)
  }

  /** One side dials through `link`, the other is met at `gate`; `opened` when both have their socket. */
  dial(dialler: LegSide, link: SocketLink, gate: Gate, opened: () => void): void {
    this.#traffic.begin(1)
    const ears: LinkEars = {
      ...this.#earsOf(dialler),
      refused: () => this.#fail('its dial was refused by a port of ours'),
      opened: () =>
        gate.meet(dialled.ports().own, (accepted) => {
          this.#sockets[PEER[dialler]] = accepted
          if (this.#stage === 'dialling') this.#stage = 'open'
          opened()
          this.#traffic.done(1)
          return this.#earsOf(PEER[dialler])
        }),
    }
    const dialled = link.connect(ears)
    this.#sockets[dialler] = dialled
  }

  /** Nothing happens on a leg that is closed. */
  write(from: LegSide, bytes: Uint8Array): void {
    if (this.#stage !== 'open') return
    this.#traffic.begin(bytes.length)
    this.#underWay[PEER[from]] += bytes.length
    this.#sockets[from]?.send(bytes)
  }

  /** The next `length` bytes that this side has read. */
  take(at: LegSide, length: number): Uint8Array {
    const chunks = this.#read[at]
    const first = chunks[0]
    if (first?.length === length) {
      chunks.shift()
      return first
    }
    const all = new Uint8Array(Buffer.concat(chunks))
    if (all.length < length) throw new Error(`broken invariant: ${this.#name} has read what was written to it`)
    this.#read[at] = all.length > length ? [all.slice(length)] : []
    return all.slice(0, length)
  }

  close(by: LegSide, how: 'fin' | 'rst'): void {
    if (this.#stage !== 'open') return
    this.#stage = 'closing'
    this.#closer = { by, how }
    this.#traffic.begin(1)
    if (how === 'fin') this.#sockets[by]?.close()
    else this.#resetWhenRead()
  }

  /** The run is over: drops the sockets without a word. */
  drop(): void {
    this.#stage = 'closed'
    this.#sockets.end?.reset()
    this.#sockets.line?.reset()
  }

  waitsFor(): readonly string[] {
    const waits: string[] = []
    if (this.#stage === 'dialling') waits.push(`the dial of ${this.#name}`)
    for (const side of ['end', 'line'] as const) {
      const bytes = this.#stage === 'closed' ? 0 : this.#underWay[side]
      if (bytes > 0) waits.push(`${bytes} bytes to the ${side} of ${this.#name}`)
    }
    if (this.#stage === 'closing') waits.push(`the ${this.#closer?.how} of ${this.#name}`)
    return waits
  }

  #earsOf(side: LegSide): ConnectionEars {
    return {
      received: (bytes) => {
        if (this.#stage === 'closed') return
        this.#read[side].push(bytes)
        this.#underWay[side] -= bytes.length
        if (this.#closer?.how === 'rst') this.#resetWhenRead()
        this.#traffic.done(bytes.length)
      },
      closed: () => this.#heardEnd(side),
    }
  }

  /** A RST throws away what the peer has not read yet; the line's bytes left before it, so they arrive before it. */
  #resetWhenRead(): void {
    const { by } = this.#closer as { by: LegSide }
    if (this.#underWay[PEER[by]] === 0) this.#sockets[by]?.reset()
  }

  #heardEnd(side: LegSide): void {
    if (this.#stage === 'closed') return
    if (this.#stage !== 'closing' || this.#closer?.by === side) {
      this.#fail('it ended although nobody of ours ended it')
      return
    }
    this.#stage = 'closed'
    this.#traffic.done(1 + this.#underWay.end + this.#underWay.line)
  }

  #fail(what: string): void {
    if (this.#stage !== 'closed') this.#traffic.fail(new Error(`${this.#name}: ${what}`))
  }
}

const PEER = { end: 'line', line: 'end' } as const
