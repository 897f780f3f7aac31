import type { Message } from '../../protocol/index.ts'
import { decode, decodeText, encode, encodeSealed, packWorkingKeys, specs, toFrame } from '../../protocol/index.ts'
import type {
  CardData,
  Charge,
  Devices,
  Firmware,
  KeypadInput,
  PrintEnd,
  PrinterStatus,
  Prompt,
  Terminal,
  TerminalConfig,
  TerminalProfile,
} from '../../terminal/index.ts'
import { bootTerminal, factoryBanks, firmware, profileOf } from '../../terminal/index.ts'
import { HandReader } from './hand-reader.ts'
import { terminalConfig } from './street.ts'

export const PIN_KEY = 'D931648F3DE313A4A22C15DCA4F4299E'
export const MAC_KEY = 'AB7C577CC7A18045'

interface HandOptions {
  readonly bankBytes?: number
  readonly firmware?: Firmware
  readonly banks?: readonly [Uint8Array, Uint8Array]
  readonly answer?: Hand['answer']
  readonly fullFor?: Hand['fullFor']
}

const BANK_BYTES = 1 << 15

/** Where the erased rest of a bank begins. */
function usedBytes(bank: Uint8Array): number {
  let end = bank.length
  while (end > 0 && bank[end - 1] === 0xff) end -= 1
  return end
}

const KNIFE = '\x1dV'

export const CARD: CardData = {
  pan: '6212344173290019',
  expiry: '3012',
  track2: '6212344173290019D301210100000000',
  entryMode: 'swiped',
}

/** Devices moved by hand: each answer waits in a queue until `run`, and time stands still unless `passMs` is called. */
export class Hand {
  readonly prompts: Prompt[] = []
  readonly sent: Message[] = []
  readonly records: string[] = []
  readonly jobs: Uint8Array[] = []
  readonly notes: { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }[] = []
  readonly banks: [Uint8Array, Uint8Array]
  readonly config: TerminalConfig
  /** Records that the flash has no room for. */
  fullFor: readonly string[] = []
  /** The line is lost while this record is being synced. */
  dropAt = ''
  /** What becomes of a dial. */
  dial: 'opened' | 'refused' | 'silent' = 'opened'
  /** How each print job ends, in order; then `printed`. */
  prints: PrintEnd[] = []
  paperStatus: PrinterStatus = 'ready'
  charge: Charge = 'charged'
  nowMs = Date.UTC(2026, 0, 5, 1, 0, 0)
  /** What the host answers to a request; undefined is silence. Sign-on is answered unless this does. */
  answer: (request: Message) => Message | Uint8Array | undefined = () => undefined
  readonly terminal: Terminal
  /** The line is lost. */
  drop: () => void = () => {}
  private readonly queue: (() => void)[] = []
  readonly reader = new HandReader(this.queue)
  private timers: { readonly id: number; readonly atMs: number; readonly fn: () => void }[] = []
  private timerId = 0
  private used: number
  private ear: (input: KeypadInput) => void = () => {}
  private read = 0
  private heard: ((bytes: Uint8Array) => void) | undefined

  /** `banks`: what the flash holds; a terminal fresh from the factory if absent. */
  constructor(config: TerminalConfig, options: HandOptions = {}) {
    this.config = config
    const fresh = options.banks ?? factoryBanks()
    const bankBytes = options.bankBytes ?? Math.max(BANK_BYTES, fresh[0].length)
    this.answer = options.answer ?? this.answer
    this.fullFor = options.fullFor ?? this.fullFor
    this.used = usedBytes(fresh[0])
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
    this.reader.present(card)
    this.run()
  }

  /** A sale up to where the request has left, or wherever the terminal stops it. */
  sell(amountMinor = 12800, pin = '', card = CARD): void {
    this.enter({ kind: 'choice', choice: 'sale' })
    this.enter({ kind: 'amount', amountMinor })
    this.present(card)
    this.enter({ kind: 'pin', pin })
  }

  choose(choice: string): void {
    this.enter({ kind: 'choice', choice })
  }

  /** The prompts since the last call, by name. */
  names(): string[] {
    const names = this.prompts.slice(this.read).map(({ name }) => name)
    this.read = this.prompts.length
    return names
  }

  mtis(): string[] {
    return this.sent.map(({ mti }) => mti)
  }

  /** All paper as text. */
  paper(): string {
    return this.jobs.map((job) => decodeText(job)).join('')
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
          if (this.fullFor.includes(label)) {
            queue.push(() => done('full'))
            return
          }
          this.records.push(label)
          if (label === this.dropAt) queue.push(this.drop)
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
          this.drop = () => ears.closed('rst')
          if (this.dial === 'opened') queue.push(() => ears.opened())
          if (this.dial === 'refused') queue.push(() => ears.refused())
          return { send: (bytes) => this.take(bytes), close: () => {} }
        },
      },
      printer: {
        print: (job, done) => {
          this.jobs.push(job)
          const end = decodeText(job)?.includes(KNIFE) ? 'printed' : (this.prints.shift() ?? 'printed')
          queue.push(() => done(end))
        },
        status: (done) => queue.push(() => done(this.paperStatus)),
      },
      battery: { status: (done) => queue.push(() => done(this.charge)) },
      display: { show: (prompt) => this.prompts.push(prompt) },
      reader: this.reader,
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
    if (told === undefined) return
    const frame = told instanceof Uint8Array ? told : this.frame(told)
    this.queue.push(() => this.heard?.(frame))
  }

  private signOnAnswer({ fields }: Message): Message {
    const keys = packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '003', this.config.masterKeyHex)
    const { 11: stan = '', 41: terminal = '', 42: merchant = '', 60: data = '' } = fields
    return { mti: '0810', fields: { 11: stan, 39: '00', 41: terminal, 42: merchant, 60: data, 62: keys } }
  }
}

/** A terminal whose host approves sales and takes back what it is told to. */
export function approving(profile: Partial<TerminalProfile> = {}): Hand {
  const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), ...profile }))
  hand.answer = (request) => {
    if (request.mti === '0200') return approval(request)
    return request.mti === '0400' ? reversalAnswer(request) : undefined
  }
  return hand
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

/** The host's answer to a reversal, `code` in field 39. */
export function reversalAnswer({ mti, fields }: Message, code = '00'): Message {
  const told: Record<number, string> = { 39: code }
  for (const field of [3, 4, 7, 11, 41, 42, 49, 60, 90]) {
    const value = fields[field]
    if (value !== undefined) told[field] = value
  }
  return { mti: mti === '0400' ? '0410' : '0430', fields: told }
}
