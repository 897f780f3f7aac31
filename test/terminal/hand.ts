import type { Message } from '../../protocol/index.ts'
import { decode, encode, encodeSealed, packWorkingKeys, specs, toFrame } from '../../protocol/index.ts'
import type {
  CardData,
  Devices,
  Firmware,
  KeypadInput,
  Prompt,
  Terminal,
  TerminalConfig,
} from '../../terminal/index.ts'
import { bootTerminal, factoryBanks, firmware } from '../../terminal/index.ts'

export const PIN_KEY = 'D931648F3DE313A4A22C15DCA4F4299E'
export const MAC_KEY = 'AB7C577CC7A18045'

/** Devices moved by hand: each answer waits in a queue until `run`, and time stands still unless `passMs` is called. */
export class Hand {
  readonly prompts: Prompt[] = []
  readonly sent: Message[] = []
  readonly records: string[] = []
  readonly jobs: Uint8Array[] = []
  readonly notes: { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }[] = []
  readonly banks: [Uint8Array, Uint8Array]
  readonly config: TerminalConfig
  nowMs = Date.UTC(2026, 0, 5, 1, 0, 0)
  /** What the host answers to a request; undefined is silence. Sign-on is answered unless this does. */
  answer: (request: Message) => Message | undefined = () => undefined
  readonly terminal: Terminal
  private readonly queue: (() => void)[] = []
  private timers: { readonly id: number; readonly atMs: number; readonly fn: () => void }[] = []
  private timerId = 0
  private used: number
  private ear: (input: KeypadInput) => void = () => {}
  private readCard: Parameters<Devices['reader']['start']>[0] = () => {}
  private heard: ((bytes: Uint8Array) => void) | undefined

  constructor(config: TerminalConfig, options: { readonly bankBytes?: number; readonly firmware?: Firmware } = {}) {
    this.config = config
    const bankBytes = options.bankBytes ?? 1 << 20
    const fresh = factoryBanks(config)
    this.used = fresh[0].length
    const padded = fresh.map((bank) => {
      const bytes = new Uint8Array(bankBytes).fill(0xff)
      bytes.set(bank)
      return bytes
    })
    this.banks = [padded[0]!, padded[1]!]
    this.terminal = bootTerminal(this.devices(), config, options.firmware ?? firmware)
    this.run()
  }

  get prompt(): Prompt {
    return this.prompts.at(-1)!
  }

  /** Lets every answer that waits come. */
  run(): void {
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) next()
  }

  passMs(ms: number): void {
    const until = this.nowMs + ms
    for (;;) {
      const due = this.timers.toSorted((a, b) => a.atMs - b.atMs || a.id - b.id)[0]
      if (due === undefined || due.atMs > until) break
      this.timers = this.timers.filter((timer) => timer !== due)
      this.nowMs = due.atMs
      due.fn()
      this.run()
    }
    this.nowMs = until
  }

  enter(input: KeypadInput): void {
    this.ear(input)
    this.run()
  }

  present(card: CardData): void {
    this.readCard({ ok: true, card })
    this.run()
  }

  /** Bytes of a message that the host would send, sealed unless it is about keys. */
  frame(message: Message): Uint8Array {
    const spec = specs[this.config.profile.spec]
    return toFrame(spec, message.mti === '0810' ? encode(spec, message) : encodeSealed(spec, message, MAC_KEY))
  }

  /** These bytes come from the host now. */
  hear(bytes: Uint8Array): void {
    this.heard?.(bytes)
    this.run()
  }

  private devices(): Devices {
    const { queue, banks } = this
    return {
      clock: {
        now: () => this.nowMs,
        setTimeout: (fn, ms) => {
          this.timerId += 1
          this.timers.push({ id: this.timerId, atMs: this.nowMs + ms, fn })
          return this.timerId
        },
        clearTimeout: (id) => {
          this.timers = this.timers.filter((timer) => timer.id !== id)
        },
      },
      flash: {
        bankBytes: banks[0].length,
        read: (bank) => banks[bank].slice(),
        append: (bytes, label, done) => {
          this.records.push(label)
          for (const bank of banks) bank.set(bytes, this.used)
          this.used += bytes.length
          queue.push(() => done('taken'))
        },
        sync: (_label, done) => queue.push(done),
        rewrite: (bank, bytes, _label, done) => {
          banks[bank].fill(0xff)
          banks[bank].set(bytes)
          this.used = bytes.length
          queue.push(done)
        },
      },
      link: {
        connect: (ears) => {
          this.heard = (bytes) => ears.received(bytes)
          queue.push(() => ears.opened())
          return { send: (bytes) => this.take(bytes), close: () => {} }
        },
      },
      printer: {
        print: (job, done) => {
          this.jobs.push(job)
          queue.push(() => done('printed'))
        },
        status: (done) => queue.push(() => done('ready')),
      },
      display: { show: (prompt) => this.prompts.push(prompt) },
      reader: {
        start: (done) => {
          this.readCard = done
        },
        stop: () => {},
      },
      keypad: {
        listen: (ear) => {
          this.ear = ear
        },
      },
      note: (kind, data) => this.notes.push({ kind, data }),
    }
  }

  private take(bytes: Uint8Array): void {
    const decoded = decode(specs[this.config.profile.spec], bytes.slice(2))
    if (!decoded.ok) throw new Error(`the terminal sent what does not decode: ${decoded.error.code}`)
    const { message } = decoded
    this.sent.push(message)
    const told = this.answer(message) ?? (message.mti === '0800' ? this.signOnAnswer(message) : undefined)
    if (told !== undefined) this.queue.push(() => this.heard?.(this.frame(told)))
  }

  private signOnAnswer({ fields }: Message): Message {
    const keys = packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '003', this.config.masterKeyHex)
    const { 11: stan = '', 41: terminal = '', 42: merchant = '', 60: data = '' } = fields
    return { mti: '0810', fields: { 11: stan, 39: '00', 41: terminal, 42: merchant, 60: data, 62: keys } }
  }
}

/** The host's approval of a request, as ours would word it. */
export function approval({ fields }: Message, change: Readonly<Record<number, string | undefined>> = {}): Message {
  const told: Record<number, string | undefined> = {
    12: '090003',
    13: '0105',
    37: '260105000001',
    38: '123456',
    39: '00',
  }
  for (const field of [3, 4, 7, 11, 25, 41, 42, 49, 60]) told[field] = fields[field]
  const all = { ...told, ...change }
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { mti: '0210', fields: Object.fromEntries(present) }
}
