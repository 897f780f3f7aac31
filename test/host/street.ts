import type { Host, HostConfig, HostDoor, HostProfile, Store, TestCard } from '../../host/index.ts'
import { hostProfileOf, memoryStore, serve, testCards } from '../../host/index.ts'
import type { Message, WorkingKeys } from '../../protocol/index.ts'
import {
  decode,
  encode,
  encodeSealed,
  FrameReader,
  pinBlock,
  specs,
  toFrame,
  unpackWorkingKeys,
} from '../../protocol/index.ts'

export const MASTER_KEY = '0123456789ABCDEFFEDCBA9876543210'
const TERMINAL = '10000001'
export const MERCHANT = '898100000000001'
export const START_AT = Date.UTC(2026, 0, 5, 1)

export function configOf(changes: Partial<HostProfile> & { spec?: HostProfile['spec'] } = {}): HostConfig {
  return {
    profile: { ...hostProfileOf(changes.spec ?? 'unionpay'), ...changes },
    terminals: [{ terminalId: TERMINAL, merchantId: MERCHANT, masterKeyHex: MASTER_KEY, active: true }],
    merchants: [{ merchantId: MERCHANT, name: 'Corner shop', active: true }],
    cards: testCards,
    utcOffsetMinutes: 480,
  }
}

export function cardOf(alias: string): TestCard {
  return testCards.find((card) => card.alias === alias)!
}

export interface Note {
  readonly lane: string
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

class Crash extends Error {}

/** A host with a hand-driven door, and a terminal made of hands. */
export class Street {
  readonly notes: Note[] = []
  readonly answers: Message[] = []
  /** Faults to strike, each once, by point. */
  readonly faults: Record<string, string[]> = {}
  readonly points: string[] = []
  readonly store: Store
  readonly config: HostConfig
  closed = false
  crashes = 0
  keys: WorkingKeys | undefined
  nowMs = START_AT
  host: Host
  #timers: { id: number; atMs: number; fn: () => void }[] = []
  #ids = 0
  #random = 1
  #ears: ReturnType<Host['accept']>

  constructor(config: HostConfig = configOf(), store: Store = memoryStore()) {
    this.config = config
    this.store = store
    this.host = this.#boot()
    this.#ears = this.#dial()
  }

  get spec() {
    return specs[this.config.profile.spec]
  }

  strike(point: string, ...faults: string[]): this {
    this.faults[point] = faults
    return this
  }

  /** Bytes as they are, then whatever is due within `forMs`. */
  push(bytes: Uint8Array, forMs = 0): Message[] {
    const from = this.answers.length
    this.#guarded(() => this.#ears.received(bytes))
    this.pass(forMs)
    return this.answers.slice(from)
  }

  /** Sends a message, sealed unless `macKey` says otherwise, and lets time go by; the answers that came. */
  send(
    message: Message,
    { forMs = 1000, macKey = this.keys?.macKey }: { forMs?: number; macKey?: string | undefined } = {},
  ) {
    const sealed = macKey !== undefined && !message.mti.startsWith('08')
    const body = sealed ? encodeSealed(this.spec, message, macKey) : encode(this.spec, message)
    return this.push(toFrame(this.spec, body), forMs)
  }

  pass(ms: number): void {
    const until = this.nowMs + ms
    for (;;) {
      this.#timers.sort((one, other) => one.atMs - other.atMs || one.id - other.id)
      const next = this.#timers[0]
      if (next === undefined || next.atMs > until) break
      this.#timers.shift()
      this.nowMs = next.atMs
      this.#guarded(next.fn)
    }
    this.nowMs = until
  }

  signOn(stan = '900001'): Message {
    const [answer] = this.send(this.signOnMessage(stan))
    const unpacked = unpackWorkingKeys(answer?.fields[62] ?? '', '003', MASTER_KEY)
    if (unpacked.ok) this.keys = unpacked.keys
    return answer!
  }

  signOnMessage(stan: string): Message {
    return { mti: '0800', fields: { ...this.sender(stan), 60: '00000001003', 63: '001' } }
  }

  sale(stan: string, amountMinor: number, card = cardOf('credit-ok'), batch = '000001'): Message {
    const typed = card.typedPin ?? card.pin
    const pin = typed === undefined ? {} : { 52: pinBlock(typed, card.pan, this.keys!.pinKey) }
    return {
      mti: '0200',
      fields: {
        ...this.sender(stan),
        2: card.pan,
        3: '000000',
        4: amount(amountMinor),
        22: '021',
        25: '00',
        35: card.track2,
        49: '156',
        60: `22${batch}`,
        ...pin,
      },
    }
  }

  balance(stan: string, card = cardOf('credit-ok')): Message {
    const { 4: _amount, ...fields } = this.sale(stan, 0, card).fields
    return { mti: '0200', fields: { ...fields, 3: '310000', 60: '01000001' } }
  }

  reversalOf(sale: Message, changes: Record<number, string> = {}): Message {
    const { 35: _track, 52: _pin, ...fields } = sale.fields
    const iso = this.config.profile.spec === 'iso87'
    const original = iso ? { 90: `0200${fields[11]}${fields[7]}${'0'.repeat(22)}` } : {}
    return { mti: iso ? '0420' : '0400', fields: { ...fields, ...original, 39: '98', ...changes } }
  }

  queryOf(sale: Message, stan = '800001'): Message {
    const { 2: pan, 3: code, 4: asked, 7: sentAt, 11: original, 49: currency } = sale.fields
    const dated = sentAt === undefined ? {} : { 90: `0200${original}${sentAt}`.padEnd(42, '0') }
    return {
      mti: '0600',
      fields: {
        ...this.sender(stan),
        ...dated,
        2: pan!,
        3: code!,
        4: asked!,
        49: currency!,
        60: sale.fields[60]!,
        61: `${sale.fields[60]!.slice(2, 8)}${original}0105`,
      },
    }
  }

  sender(stan: string): Record<number, string> {
    const dated = this.config.profile.spec === 'iso87' ? { 7: '0105090000' } : {}
    return { ...dated, 11: stan, 41: TERMINAL, 42: MERCHANT }
  }

  balanceOf(account: string): number {
    return this.store.books().accounts[account] ?? 0
  }

  noted(lane: string, kind: string): Note[] {
    return this.notes.filter((note) => note.lane === lane && note.kind === kind)
  }

  /** The terminal's end of the connection goes. */
  hangUp(): void {
    this.#ears.closed('rst')
  }

  /** A new process over the same store, with no work in hand. */
  restart(): void {
    this.#timers = []
    this.host = this.#boot()
    this.#ears = this.#dial()
  }

  #boot(): Host {
    return serve(this.store, this.#door(), this.config)
  }

  #dial() {
    const reader = new FrameReader(this.spec)
    this.closed = false
    return this.host.accept({
      send: (bytes) => {
        for (const read of reader.push(bytes)) {
          if (!read.ok) throw new Error('the host sent a broken frame')
          const decoded = decode(this.spec, read.body)
          if (!decoded.ok) throw new Error('the host sent a broken message')
          this.answers.push(decoded.message)
          this.bodies.push(read.body)
        }
      },
      close: () => {
        this.closed = true
      },
    })
  }

  readonly bodies: Uint8Array[] = []

  #door(): HostDoor {
    return {
      clock: {
        now: () => this.nowMs,
        setTimeout: (fn, ms) => {
          this.#timers.push({ id: ++this.#ids, atMs: this.nowMs + ms, fn })
          return this.#ids
        },
        clearTimeout: (id) => {
          this.#timers = this.#timers.filter((timer) => timer.id !== id)
        },
      },
      choose: (point) => {
        this.points.push(point)
        return this.faults[point]?.shift() ?? 'pass'
      },
      note: (lane, kind, data) => this.notes.push({ lane, kind, data }),
      crash: () => {
        throw new Crash()
      },
      // A small generator of its own: the host must only never reuse what it drew.
      randomBytes: (count) =>
        Uint8Array.from({ length: count }, () => {
          this.#random = (this.#random * 48271) % 2147483647
          return this.#random & 0xff
        }),
    }
  }

  #guarded(fn: () => void): void {
    try {
      fn()
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      this.crashes += 1
      this.restart()
    }
  }
}

function amount(amountMinor: number): string {
  return String(amountMinor).padStart(12, '0')
}
