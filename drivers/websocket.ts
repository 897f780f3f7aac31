import type { Socket as NetSocket } from 'node:net'
import type { RawData } from 'ws'
import { WebSocket, WebSocketServer } from 'ws'
import type { LinkEars } from '../terminal/index.ts'
import type { Accept, Address, ConnectionEars, Listening, ListenOptions, Socket, SocketLink } from './socket.ts'
import { LISTEN_DEFAULTS, listenErrorCode, MAX_CONNECTIONS, MAX_WAITING_BYTES, throwAway } from './socket.ts'

/**
 * A terminal's link over WebSocket. The bytes are the same stream as over TCP, length headers included: where one
 * WebSocket message ends means nothing. Text messages are refused.
 */
export function webSocketLink(address: Address): SocketLink {
  return {
    connect(ears) {
      const socket = new WsSocket(new WebSocket(urlOf(address), OPTIONS))
      socket.dialled(ears)
      return socket
    },
  }
}

function urlOf({ host, port }: Address): string {
  return `ws://${host.includes(':') ? `[${host}]` : host}:${port}/`
}

/**
 * Listens for WebSocket connections on any path; port 0 lets the system choose. A browser lets every page dial the
 * loopback and only names the page's origin: pages that do not come from this machine are refused with 403.
 */
export function listenWebSocket(port: number, accept: Accept, options: ListenOptions = {}): Promise<Listening> {
  const { host, idleMs } = { ...LISTEN_DEFAULTS, ...options }
  const server = new WebSocketServer({
    ...OPTIONS,
    port,
    host,
    verifyClient: ({ req }, answer) => answer(isOwnPage(req.headers.origin), 403),
  })
  server.on('connection', (raw, request) => {
    if (server.clients.size > MAX_CONNECTIONS) {
      raw.terminate()
      return
    }
    request.socket.setTimeout(idleMs, () => throwAway(request.socket))
    const socket = new WsSocket(raw, request.socket)
    socket.accepted(accept(socket))
  })
  const close = () => {
    for (const raw of server.clients) raw.terminate()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return new Promise((resolve, reject) => {
    server.once('error', (trouble: NodeJS.ErrnoException) => {
      const code = listenErrorCode(trouble.code)
      if (code === undefined) reject(trouble)
      else resolve({ ok: false, error: { code, port } })
    })
    server.once('listening', () => {
      const address = server.address()
      resolve({ ok: true, port: typeof address === 'object' && address !== null ? address.port : port, close })
    })
  })
}

class WsSocket implements Socket {
  readonly #raw: WebSocket
  #tcp: NetSocket | undefined
  #over = false

  constructor(raw: WebSocket, tcp?: NetSocket) {
    this.#raw = raw
    this.#tcp = tcp
    raw.on('error', () => {})
    raw.once('upgrade', (response) => {
      this.#tcp = response.socket
      response.socket.setNoDelay(true)
    })
    tcp?.setNoDelay(true)
  }

  dialled(ears: LinkEars): void {
    let opened = false
    this.#raw.once('open', () => {
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
    if (this.#over || this.#raw.readyState !== WebSocket.OPEN) return
    if (this.#raw.bufferedAmount + bytes.length > MAX_WAITING_BYTES) this.#raw.terminate()
    else this.#raw.send(Buffer.from(bytes))
  }

  close(): void {
    if (this.#over) return
    this.#over = true
    if (this.#raw.readyState === WebSocket.CONNECTING) this.#raw.terminate()
    else this.#raw.close(NORMAL)
  }

  reset(): void {
    this.#over = true
    if (this.#raw.readyState === WebSocket.CONNECTING || this.#tcp === undefined) this.#raw.terminate()
    else throwAway(this.#tcp)
  }

  ports(): { own: number; peer: number } {
    return { own: this.#tcp?.localPort ?? 0, peer: this.#tcp?.remotePort ?? 0 }
  }

  #listen(received: (bytes: Uint8Array) => void, ended: (how: 'fin' | 'rst') => void): void {
    this.#raw.on('message', (data: RawData, isBinary: boolean) => {
      if (this.#over) return
      if (!isBinary) this.#raw.close(TEXT_REFUSED)
      // The default binary type gives one Buffer; copied, because the library may use its memory again.
      else received(new Uint8Array(data as Buffer))
    })
    this.#raw.once('close', (code: number) => {
      if (this.#over) return
      this.#over = true
      ended(code === NORMAL || code === NO_CODE ? 'fin' : 'rst')
    })
  }
}

/** What is no browser sends no origin. */
function isOwnPage(origin: string | undefined): boolean {
  return origin === undefined || /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)
}

const OPTIONS = { perMessageDeflate: false, maxPayload: MAX_WAITING_BYTES, handshakeTimeout: 10_000 }
// Close codes of RFC 6455.
const NORMAL = 1000
const TEXT_REFUSED = 1003
const NO_CODE = 1005
