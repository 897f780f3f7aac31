import type { CardData, Devices, Prompt } from '../../terminal/index.ts'

/** What the hands do at one prompt: given the devices' ears, they enter something; false when there is nothing left to do. */
export type Hands = (prompt: Prompt, ears: Ears) => boolean
export interface Ears {
  readonly key: Parameters<Devices['keypad']['listen']>[0]
  readonly card: (card: CardData) => void
}

export interface BareOptions {
  readonly startAtMs: number
  /** What is on both banks of flash at the start, and how large a bank is. */
  readonly bank: Uint8Array
  readonly bankBytes: number
  /** What the host says to the n-th frame of the run; undefined is silence. */
  readonly answer: (frame: Uint8Array, nth: number) => Uint8Array | undefined
}

/**
 * Devices that do their work at once and never fail: the least that the firmware can run on. Each answers when the firmware
 * has come to rest, in the order of the calls; then the hands do what the prompt asks for; then the next timer is due.
 */
export class BareDevices implements Devices {
  readonly sent: Uint8Array[] = []
  /** Kinds of the records, in the order of their syncs. */
  readonly records: string[] = []
  readonly #options: BareOptions
  readonly #answers: (() => void)[] = []
  readonly #banks: readonly [Uint8Array, Uint8Array]
  #timers: readonly Timer[] = []
  #timerId = 0
  #used: number
  #nowMs: number
  #prompt: Prompt | undefined
  #key: Ears['key'] = () => {}
  #card: Parameters<Devices['reader']['start']>[0] = () => {}

  constructor(options: BareOptions) {
    this.#options = options
    this.#nowMs = options.startAtMs
    this.#used = options.bank.length
    const bank = new Uint8Array(options.bankBytes).fill(ERASED)
    bank.set(options.bank)
    this.#banks = [bank, bank.slice()]
  }

  /** Plays until the hands are done. */
  run(hands: Hands): void {
    const ears: Ears = { key: (input) => this.#key(input), card: (card) => this.#card({ ok: true, card }) }
    for (;;) {
      for (let next = this.#answers.shift(); next !== undefined; next = this.#answers.shift()) next()
      const prompt = this.#prompt
      if (prompt !== undefined && prompt.asks !== 'nothing') {
        if (!hands(prompt, ears)) return
      } else this.#letTimePass()
    }
  }

  readonly clock: Devices['clock'] = {
    now: () => this.#nowMs,
    setTimeout: (fn, ms) => {
      this.#timerId += 1
      this.#timers = [...this.#timers, { id: this.#timerId, atMs: this.#nowMs + ms, fn }]
      return this.#timerId
    },
    clearTimeout: (id) => {
      this.#timers = this.#timers.filter((timer) => timer.id !== id)
    },
  }

  get flash(): Devices['flash'] {
    const banks = this.#banks
    return {
      bankBytes: banks[0].length,
      read: (bank) => banks[bank].slice(),
      append: (bytes, _label, done) => {
        for (const bank of banks) bank.set(bytes, this.#used)
        this.#used += bytes.length
        this.#answers.push(() => done('taken'))
      },
      sync: (label, done) => {
        this.records.push(label)
        this.#answers.push(done)
      },
      rewrite: () => {
        throw new Error('nothing is rewritten in a bench run')
      },
    }
  }

  readonly link: Devices['link'] = {
    connect: (ears) => {
      this.#answers.push(() => ears.opened())
      return {
        send: (frame) => {
          const answer = this.#options.answer(frame, this.sent.length)
          this.sent.push(frame)
          if (answer !== undefined) this.#answers.push(() => ears.received(answer))
        },
        close: () => {},
      }
    },
  }

  readonly printer: Devices['printer'] = {
    print: (_job, done) => void this.#answers.push(() => done('printed')),
    status: (done) => void this.#answers.push(() => done('ready')),
  }

  readonly battery: Devices['battery'] = {
    status: (done) => void this.#answers.push(() => done('charged')),
  }

  readonly display: Devices['display'] = {
    show: (prompt) => {
      this.#prompt = prompt
    },
  }

  readonly reader: Devices['reader'] = {
    start: (done) => {
      this.#card = done
    },
    stop: () => {},
    askChip: () => {
      throw new Error('no chip is asked in a bench run')
    },
    completeChip: () => {
      throw new Error('no chip is asked in a bench run')
    },
  }

  readonly keypad: Devices['keypad'] = {
    listen: (ear) => {
      this.#key = ear
    },
  }

  note(): void {}

  #letTimePass(): void {
    let due = this.#timers[0]
    if (due === undefined) throw new Error(`the terminal stands at ${this.#prompt?.name ?? 'nothing'} for ever`)
    for (const timer of this.#timers) if (timer.atMs < due.atMs) due = timer
    this.#timers = this.#timers.filter((timer) => timer !== due)
    this.#nowMs = due.atMs
    due.fn()
  }
}

interface Timer {
  readonly id: number
  readonly atMs: number
  readonly fn: () => void
}

const ERASED = 0xff
