import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Listening, Socket, SocketLink } from '../../drivers/index.ts'
import { listenTcp, listenWebSocket, tcpLink, webSocketLink } from '../../drivers/index.ts'

type Heard = readonly string[]
const TRANSPORTS = [
  ['tcp', listenTcp, tcpLink],
  ['websocket', listenWebSocket, webSocketLink],
] as const

/** Waits for what a connection says, in the order in which it says it. */
function listener() {
  const heard: string[] = []
  const bytes: number[] = []
  let waiting: (() => void) | undefined
  const say = (what: string) => {
    heard.push(what)
    waiting?.()
  }
  const ears = {
    opened: () => say('opened'),
    refused: () => say('refused'),
    received: (chunk: Uint8Array) => {
      bytes.push(...chunk)
      waiting?.()
    },
    closed: (how: string) => say(how),
  }
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise<void>((resolve) => (waiting = resolve))
  }
  return { ears, heard: heard as Heard, bytes, until }
}

const opened = (listening: Listening) => {
  if (!listening.ok) throw new Error(listening.error.code)
  return listening
}

describe.each(TRANSPORTS)('over %s', (_, listen, linkTo) => {
  /** One connection: what both ends hear, and their sockets. */
  async function connect() {
    const [here, there] = [listener(), listener()]
    let accepted: Socket | undefined
    const listening = opened(
      await listen(0, (socket) => {
        accepted = socket
        return there.ears
      }),
    )
    const link: SocketLink = linkTo({ host: '127.0.0.1', port: listening.port })
    const socket = link.connect(here.ears)
    await here.until(() => here.heard.length > 0 && accepted !== undefined)
    return { here, there, socket, accepted: accepted as Socket, listening }
  }

  it('bytes go both ways in order, and the sender may use its memory again at once', async () => {
    const { here, there, socket, accepted, listening } = await connect()
    const bytes = Uint8Array.of(1, 2, 3)
    socket.send(bytes)
    bytes.fill(9)
    socket.send(Uint8Array.of(4))
    accepted.send(Uint8Array.of(5))
    await there.until(() => there.bytes.length === 4)
    await here.until(() => here.bytes.length === 1)
    expect([there.bytes, here.bytes]).toEqual([[1, 2, 3, 4], [5]])
    expect(socket.ports().own).toBe(accepted.ports().peer)
    await listening.close()
  })

  it('a close is a fin and a reset a rst at the other end, and who ended hears nothing more', async () => {
    for (const how of ['fin', 'rst'] as const) {
      const { here, there, socket, listening } = await connect()
      if (how === 'fin') socket.close()
      else socket.reset()
      await there.until(() => there.heard.length > 0)
      expect([there.heard, here.heard]).toEqual([[how], ['opened']])
      await listening.close()
    }
  })

  it('bytes that left before a close arrive before it', async () => {
    const { there, socket, listening } = await connect()
    socket.send(new Uint8Array(50_000).fill(7))
    socket.close()
    socket.send(Uint8Array.of(8))
    await there.until(() => there.heard.length > 0)
    expect(there.bytes).toHaveLength(50_000)
    await listening.close()
  })

  it('a dead port refuses the dial, after the call has returned', async () => {
    const { listening } = await connect()
    await listening.close()
    const dialler = listener()
    linkTo({ host: '127.0.0.1', port: listening.port }).connect(dialler.ears)
    expect(dialler.heard).toEqual([])
    await dialler.until(() => dialler.heard.length > 0)
    expect(dialler.heard).toEqual(['refused'])
  })

  it('a dial that was given up says nothing more', async () => {
    const { listening } = await connect()
    const dialler = listener()
    linkTo({ host: '127.0.0.1', port: listening.port }).connect(dialler.ears).close()
    await listening.close()
    expect(dialler.heard).toEqual([])
  })

  it('a port that another holds is told as PORT_IN_USE', async () => {
    const { listening } = await connect()
    const second = await listen(listening.port, () => listener().ears)
    expect(second).toEqual({ ok: false, error: { code: 'PORT_IN_USE', port: listening.port } })
    await listening.close()
  })

  it('an address of another machine is told as ADDRESS_UNKNOWN', async () => {
    const elsewhere = await listen(0, () => listener().ears, { host: '192.0.2.1' })
    expect(elsewhere).toEqual({ ok: false, error: { code: 'ADDRESS_UNKNOWN', port: 0 } })
  })

  it('a peer that does not read is thrown away before it costs more than a bounded buffer', async () => {
    const { here, socket, listening } = await connect()
    for (let count = 0; count < 200 && here.heard.length === 1; count++) socket.send(new Uint8Array(1_000_000))
    await here.until(() => here.heard.length > 1)
    expect(here.heard).toEqual(['opened', 'rst'])
    await listening.close()
  })

  it('a connection on which nothing goes either way is reset after its time, and one that talks is not', async () => {
    const [silent, talking] = [listener(), listener()]
    const listening = opened(
      await listen(0, (socket) => ({ ...listener().ears, received: (bytes) => socket.send(bytes) }), { idleMs: 400 }),
    )
    const link = linkTo({ host: '127.0.0.1', port: listening.port })
    link.connect(silent.ears)
    const socket = link.connect(talking.ears)
    const talk = setInterval(() => socket.send(Uint8Array.of(1)), 40)
    await silent.until(() => silent.heard.includes('rst'))
    expect(talking.heard).toEqual(['opened'])
    expect(talking.bytes.length).toBeGreaterThan(0)
    clearInterval(talk)
    await listening.close()
  })
})

describe('the WebSocket port', () => {
  const dial = (port: number, origin?: string) =>
    new Promise<string>((resolve) => {
      const raw = new WebSocket(`ws://127.0.0.1:${port}/`, origin === undefined ? {} : { origin })
      raw.on('open', () => resolve('opened'))
      raw.on('error', ({ message }) => resolve(message))
    })

  it("lets in what is no browser and this machine's own pages, and refuses every other page", async () => {
    const accepted: Socket[] = []
    const listening = opened(
      await listenWebSocket(0, (socket) => {
        accepted.push(socket)
        return listener().ears
      }),
    )
    const own = [undefined, 'http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:80']
    const foreign = ['https://example.com', 'http://localhost.example.com', 'http://127.0.0.1@example.com', 'null']
    for (const origin of own) expect([origin, await dial(listening.port, origin)]).toEqual([origin, 'opened'])
    expect(accepted).toHaveLength(own.length)
    for (const origin of foreign)
      expect([origin, await dial(listening.port, origin)]).toEqual([origin, expect.stringContaining('403')])
    expect(accepted).toHaveLength(own.length)
    await listening.close()
  })
})
