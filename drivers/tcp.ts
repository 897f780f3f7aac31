import type { Socket as NetSocket } from 'node:net'
import { connect, createServer } from 'node:net'
import type { LinkEars } from '../terminal/index.ts'
import type { Accept, Address, ConnectionEars, Listening, ListenOptions, Socket, SocketLink } from './socket.ts'
import { LINGER_MS, LISTEN_DEFAULTS, listenErrorCode, MAX_CONNECTIONS, MAX_WAITING_BYTES, throwAway } from './socket.ts'

/** A terminal's link over TCP. Every trouble before the connection stands is `refused`; who dials sets the limit of patience. */
export function tcpLink(address: Address): SocketLink {
  return {
    connect(ears) {
      const raw = connect({ ...address, noDelay: true })
      const socket = new TcpSocket(raw)
      socket.dialled(ears)
      return socket
    },
  }
}

/** Listens for TCP connections; port 0 lets the system choose. A port that cannot be had is an answer, not an exception. */
export function listenTcp(port: number, accept: Accept, options: ListenOptions = {}): Promise<Listening> {
  const { host, idleMs } = { ...LISTEN_DEFAULTS, ...options }
  const open = new Set<NetSocket>()
  const server = createServer({ noDelay: true }, (raw) => {
    open.add(raw)
    raw.once('close', () => open.delete(raw))
    raw.setTimeout(idleMs, () => throwAway(raw))
    const socket = new TcpSocket(raw)
    socket.accepted(accept(socket))
  })
  server.maxConnections = MAX_CONNECTIONS
  const close = () => {
    for (const raw of open) throwAway(raw)
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return new Promise((resolve, reject) => {
    server.once('error', (trouble: NodeJS.ErrnoException) => {
      const code = listenErrorCode(trouble.code)
      if (code === undefined) reject(trouble)
      else resolve({ ok: false, error: { code, port } })
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve({ ok: true, port: typeof address === 'object' && address !== null ? address.port : port, close })
    })
  })
}

class TcpSocket implements Socket {
  readonly #raw: NetSocket
  #over = false

  constructor(raw: NetSocket) {
    this.#raw = raw
    // 'close' follows and tells what there is to tell.
    raw.on('error', () => {})
  }

  dialled(ears: LinkEars): void {
    let opened = false
    this.#raw.once('connect', () => {
      opened = true
      if (!this.#over) ears.opened()
    })
    this.#listen(
      (bytes) => ears.received(bytes),
      (how) => (opened ? ears.closed(how) : ears.refused()),
    )
  }

  accepted(ears: ConnectionEars): void {
    this.#listen(
      (bytes) => ears.received(bytes),
      (how) => ears.closed(how),
    )
  }

  send(bytes: Uint8Array): void {
    if (this.#over || this.#raw.connecting) return
    if (this.#raw.writableLength + bytes.length > MAX_WAITING_BYTES) throwAway(this.#raw)
    else this.#raw.write(Buffer.from(bytes))
  }

  close(): void {
    if (this.#over) return
    this.#over = true
    if (this.#raw.connecting) this.#raw.destroy()
    else this.#raw.end().setTimeout(LINGER_MS, () => this.#raw.destroy())
  }

  reset(): void {
    this.#over = true
    throwAway(this.#raw)
  }

  ports(): { own: number; peer: number } {
    return { own: this.#raw.localPort ?? 0, peer: this.#raw.remotePort ?? 0 }
  }

  #listen(received: (bytes: Uint8Array) => void, ended: (how: 'fin' | 'rst') => void): void {
    const end = (how: 'fin' | 'rst') => {
      if (this.#over) return
      this.#over = true
      ended(how)
    }
    this.#raw.on('data', (chunk: Buffer) => {
      // A copy: the system may use the chunk's memory again.
      if (!this.#over) received(new Uint8Array(chunk))
    })
    this.#raw.once('end', () => end('fin'))
    this.#raw.once('close', () => end('rst'))
  }
}
