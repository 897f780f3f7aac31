import { afterEach, describe, expect, it } from 'vitest'
import type { Listening, RelayCarry, Socket } from '../../drivers/index.ts'
import { listenTcp, listenWebSocket, relayTo, tcpLink, webSocketLink } from '../../drivers/index.ts'
import { bytesToHex, specs, toFrame } from '../../protocol/index.ts'

// What stands in the frames does not matter to a relay: these are bodies of a few bytes.
const spec = specs.unionpay
const frame = (...body: number[]) => toFrame(spec, Uint8Array.from(body))
const open: Extract<Listening, { ok: true }>[] = []
afterEach(async () => {
  for (const listening of open.splice(0).reverse()) await listening.close()
})

async function listening(promise: Promise<Listening>): Promise<number> {
  const result = await promise
  if (!result.ok) throw new Error(result.error.code)
  open.push(result)
  return result.port
}

/**
 * A terminal over WebSocket, the relay, a host over TCP that answers every byte string with 0xAA before it. Answers what
 * each side hears, and a way to wait for it.
 */
async function stand(carry: RelayCarry) {
  const heard: string[] = []
  const noted: string[] = []
  let wake = () => {}
  const say = (what: string) => {
    heard.push(what)
    wake()
  }
  const hostPort = await listening(
    listenTcp(0, (socket: Socket) => ({
      received: (bytes) => {
        say(`host ${bytesToHex(bytes)}`)
        socket.send(frame(0xaa))
      },
      closed: (how) => say(`host ${how}`),
    })),
  )
  const accept = relayTo(tcpLink({ host: '127.0.0.1', port: hostPort }), {
    spec,
    carry,
    note: (kind) => noted.push(kind),
  })
  const port = await listening(listenWebSocket(0, accept))
  const terminal = webSocketLink({ host: '127.0.0.1', port }).connect({
    opened: () => say('terminal opened'),
    refused: () => say('terminal refused'),
    received: (bytes) => say(`terminal ${bytesToHex(bytes)}`),
    closed: (how) => say(`terminal ${how}`),
  })
  const until = async (count: number) => {
    while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve))
    return heard
  }
  await until(1)
  return { terminal, until, noted, heard }
}

const pass: RelayCarry = (_, bytes) => ({ deliver: [{ afterMs: 0, bytes }] })

describe('a relay between strangers', () => {
  it('carries whole frames both ways, from WebSocket to TCP', async () => {
    const asked: string[] = []
    const { terminal, until, noted } = await stand((direction, bytes) => {
      asked.push(direction)
      return pass(direction, bytes)
    })
    const request = frame(1, 2, 3)
    terminal.send(request.subarray(0, 2))
    terminal.send(request.subarray(2))
    expect(await until(3)).toEqual(['terminal opened', 'host 0003010203', 'terminal 0001AA'])
    expect(asked).toEqual(['request', 'response'])
    expect(noted).toContain('frame.arrived')
  })

  it('alters, doubles, delays and drops as the verdict says', async () => {
    const { terminal, until } = await stand((direction, bytes) => {
      if (direction === 'response') return { deliver: [] }
      return {
        deliver: [
          { afterMs: 20, bytes },
          { afterMs: 0, bytes: frame(7) },
        ],
      }
    })
    terminal.send(frame(1))
    expect(await until(3)).toEqual(['terminal opened', 'host 000107', 'host 000101'])
  })

  it('delivers a part and resets both sides', async () => {
    const { terminal, until } = await stand((_, bytes) => ({
      deliver: [{ afterMs: 0, bytes: bytes.slice(0, 2) }],
      then: 'rst',
    }))
    terminal.send(frame(1))
    expect([...(await until(4))].sort()).toEqual(['host 0001', 'host rst', 'terminal opened', 'terminal rst'])
  })

  it('forgets a connection without telling anybody', async () => {
    let first = true
    const { terminal, until } = await stand((direction, bytes) => {
      if (!first || direction === 'response') return pass(direction, bytes)
      first = false
      return { deliver: [{ afterMs: 0, bytes }], halfOpen: true }
    })
    terminal.send(frame(1))
    terminal.send(frame(2))
    expect(await until(2)).toEqual(['terminal opened', 'host 000101'])
  })

  it('is silent for the time of an outage and well afterwards', async () => {
    let first = true
    const { terminal, until, heard } = await stand((direction, bytes) => {
      if (!first) return pass(direction, bytes)
      first = false
      setTimeout(() => terminal.send(frame(3)), 60)
      return { deliver: [{ afterMs: 0, bytes }], outageMs: 50 }
    })
    terminal.send(frame(1))
    terminal.send(frame(2))
    await until(3)
    expect(heard).toEqual(['terminal opened', 'host 000103', 'terminal 0001AA'])
  })

  it('passes on that a side closed', async () => {
    const { terminal, until } = await stand(pass)
    terminal.send(frame(1))
    await until(3)
    terminal.close()
    expect((await until(4))[3]).toBe('host fin')
  })

  it('resets a stream that cannot be framed', async () => {
    const { terminal, until } = await stand(pass)
    terminal.send(Uint8Array.of(0, 0, 1, 2))
    expect([...(await until(2))].slice(0, 2)).toContain('terminal rst')
  })

  it('resets the terminal when the host refuses', async () => {
    const deadPort = await listening(listenTcp(0, () => ({ received: () => {}, closed: () => {} })))
    await open.pop()?.close()
    const port = await listening(
      listenTcp(0, relayTo(tcpLink({ host: '127.0.0.1', port: deadPort }), { spec, carry: pass })),
    )
    const how = await new Promise<string>((resolve) => {
      tcpLink({ host: '127.0.0.1', port }).connect({
        opened: () => {},
        refused: () => resolve('refused'),
        received: () => {},
        closed: resolve,
      })
    })
    expect(how).toBe('rst')
  })
})
