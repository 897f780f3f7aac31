import type { Accept, Listening } from '../../drivers/index.ts'
import {
  holdFile,
  LedgerError,
  listenErrors,
  listenTcp,
  listenWebSocket,
  relayTo,
  sqliteStore,
  tcpLink,
} from '../../drivers/index.ts'
import type { Store } from '../../host/index.ts'
import { memoryStore } from '../../host/index.ts'
import { specs } from '../../protocol/index.ts'
import { Carrier, parseSchedule } from '../../scenarios/index.ts'
import { CommandError } from './command-error.ts'
import type { Edges, ExitCode } from './edges.ts'
import { laboratoryOf } from './laboratory.ts'
import type { HostPorts } from './real-host.ts'
import { RealHost } from './real-host.ts'
import { seamOf } from './seam.ts'
import { profileNamed } from './sources.ts'

interface HostFlags {
  readonly port: number
  readonly ws?: number
  readonly ledger?: string
  readonly faults?: string
  readonly profile?: string
}

/**
 * The host on real sockets until it is told to end. Without faults on the line the ports lead straight to the host; with
 * them, to a relay in front of it. What happens is printed a line an event, as JSON.
 */
export async function hostCommand(flags: HostFlags, edges: Edges): Promise<ExitCode> {
  const profile = flags.profile === undefined ? undefined : profileNamed(flags.profile)
  const lab = laboratoryOf(profile)
  const schedule = parseSchedule(flags.faults ?? '')
  const print = (lane: string, kind: string, data: object) =>
    edges.out(`${JSON.stringify({ at: new Date(Date.now()).toISOString(), lane, kind, data })}\n`)
  const choose = seamOf(schedule, (fault) => print('fault', 'struck', { fault }))
  const { store, release } = openLedger(flags.ledger)
  const isLineFaulty = schedule.some(({ point }) => point.startsWith('link.'))
  const ports = new Ports(isLineFaulty ? { port: 0 } : flags)
  const host = new RealHost({ store, config: lab.host, choose, note: print, ports })
  const front = isLineFaulty ? new Ports(flags) : undefined
  try {
    await host.start()
    if (front !== undefined) {
      const spec = specs[lab.host.profile.spec]
      const { carry } = new Carrier(choose, spec, lab.terminal.masterKeyHex, lab.terminal.profile)
      await front.open(relayTo(tcpLink({ host: '127.0.0.1', port: ports.numbers.tcp }), { spec, carry }))
    }
    print('host', 'listening', (front ?? ports).numbers)
    await new Promise<void>((resolve) => edges.onInterrupt(resolve))
    return 0
  } finally {
    // Also when a port could not be had: those before it are open, and would keep the process alive.
    await front?.close()
    await host.close()
    store.close()
    release()
  }
}

/** The books, this host's alone: what is in work only the process itself knows. Throws LedgerError. */
function openLedger(file: string | undefined): { readonly store: Store; release(): void } {
  if (file === undefined) return { store: memoryStore(), release: () => undefined }
  const store = sqliteStore(file)
  // Without a file there is nobody to share it with.
  if (file === ':memory:') return { store, release: () => undefined }
  const hold = holdFile(file)
  if (typeof hold === 'object') return { store, ...hold }
  store.close()
  throw new LedgerError(hold === 'busy' ? 'LEDGER_BUSY' : 'LEDGER_UNREADABLE', file)
}

type Open = Extract<Listening, { ok: true }>

/** The ports of a host; the system's choice is kept for the next start. */
class Ports implements HostPorts {
  readonly numbers: { tcp: number; ws?: number }
  #open: readonly Open[] = []

  constructor({ port, ws }: Pick<HostFlags, 'port' | 'ws'>) {
    this.numbers = { tcp: port, ...(ws === undefined ? {} : { ws }) }
  }

  async open(accept: Accept): Promise<void> {
    const tcp = opened(await listenTcp(this.numbers.tcp, accept))
    this.numbers.tcp = tcp.port
    this.#open = [tcp]
    if (this.numbers.ws !== undefined) {
      const ws = opened(await listenWebSocket(this.numbers.ws, accept))
      this.numbers.ws = ws.port
      this.#open = [tcp, ws]
    }
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = []
    await Promise.all(open.map((one) => one.close()))
  }
}

function opened(listening: Listening): Open {
  if (listening.ok) return listening
  const { code, port } = listening.error
  throw new CommandError('PORT_TAKEN', `port ${port}: ${listenErrors[code]}`, 'choose another port, or 0')
}
