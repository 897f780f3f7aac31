import { randomInt } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Socket, SocketLink } from '../../drivers/index.ts'
import {
  fileFlash,
  filePrinter,
  holdFile,
  mains,
  systemClock,
  tcpLink,
  tcpPrinter,
  webSocketLink,
} from '../../drivers/index.ts'
import type { TestCard } from '../../host/index.ts'
import type { ChipCard, Lab } from '../../scenarios/index.ts'
import { chipsOf, quote, readingOf } from '../../scenarios/index.ts'
import type {
  CardRead,
  ChipAnswer,
  ChipEnd,
  Devices,
  KeypadInput,
  Link,
  LinkEars,
  Printer,
  Prompt,
} from '../../terminal/index.ts'
import { bootTerminal, endOfBank, factoryBanks, promptLines } from '../../terminal/index.ts'
import { readAddress } from './address.ts'
import type { Gesture } from './clerk.ts'
import { errandOf, gestureOf, ListClerk } from './clerk.ts'
import { CommandError, commandCodes } from './command-error.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'
import { laboratoryOf } from './laboratory.ts'
import { PaperStream } from './paper-stream.ts'
import { profileNamed } from './sources.ts'
import { wordFor } from './trace-words.ts'

interface TerminalFlags {
  readonly connect: string
  readonly flash: string
  readonly printer?: string
  readonly sale?: readonly string[]
  readonly profile?: string
  readonly lang: Lang
}

/** The largest batch, 500 sales, takes about 85 KiB; so the batch is full before the flash is. */
const BANK_BYTES = 128 * 1024

/**
 * The terminal on real devices: its journal in a file, its printer a file, a network printer or the screen. With `--sale` a
 * clerk makes these sales and leaves (1 when the terminal is stuck); without, somebody types.
 */
export async function terminalCommand(flags: TerminalFlags, edges: Edges): Promise<ExitCode> {
  const lab = laboratoryOf(flags.profile === undefined ? undefined : profileNamed(flags.profile))
  const errands = (flags.sale ?? []).map((text) => errandOf(text, lab.cards))
  const link = new Telephone(linkTo(flags.connect), (trouble) => edges.err(`  ${lineText(trouble, flags)}\n`))
  const printer = printerTo(flags.printer, edges)
  const flash = flashIn(flags.flash)
  const counter = new Counter(lab, flags.lang, edges)
  const clerk = flags.sale === undefined ? undefined : new ListClerk(errands)
  counter.clerk = clerk === undefined ? undefined : (prompt) => clerk.answer(prompt)
  const devices: Devices = {
    clock: systemClock(),
    flash,
    link,
    printer,
    display: { show: (prompt) => counter.show(prompt) },
    reader: {
      start: (done) => counter.wait(done),
      stop: () => counter.wait(undefined),
      askChip: (terms, done) => counter.toChip((chip) => done(answerOf(chip?.ask(terms)))),
      completeChip: (issuerHex, done) =>
        counter.toChip((chip) => done(chip === undefined ? { how: 'removed' } : endOf(chip.complete(issuerHex)))),
    },
    keypad: { listen: (ear) => counter.listen(ear) },
    battery: mains,
    note: () => undefined,
  }
  const terminal = bootTerminal(devices, lab.terminal)
  if (clerk === undefined) void counter.readLines()
  edges.onInterrupt(() => counter.leave('done'))
  const why = await counter.left
  terminal.halt()
  link.hangUp()
  flash.close()
  if (clerk !== undefined && clerk.left > 0) edges.err(`  ${leftText(clerk.left, flags.lang)}\n`)
  return why === 'done' ? 0 : 1
}

/** Screen, keypad and card reader of a terminal whose clerk is a list or a person. */
class Counter {
  readonly left: Promise<'done' | 'stuck'>
  clerk: ((prompt: Prompt) => Gesture | undefined) | undefined
  readonly #lab: Lab
  readonly #lang: Lang
  readonly #edges: Edges
  #prompt: Prompt | undefined
  #ear: ((input: KeypadInput) => void) | undefined
  #reader: ((how: CardRead) => void) | undefined
  #chip: ChipCard | undefined
  readonly #chips: ReadonlyMap<string, ChipCard>
  leave: (why: 'done' | 'stuck') => void = () => undefined

  constructor(lab: Lab, lang: Lang, edges: Edges) {
    this.#lab = lab
    this.#chips = chipsOf(lab.cards.values())
    this.#lang = lang
    this.#edges = edges
    this.left = new Promise((resolve) => {
      this.leave = resolve
    })
  }

  listen(ear: (input: KeypadInput) => void): void {
    this.#ear = ear
  }

  wait(reader: ((how: CardRead) => void) | undefined): void {
    this.#reader = reader
    this.#chip = undefined
  }

  /** The chip that is in the reader is asked; a device never answers before its call has returned. */
  toChip(ask: (chip: ChipCard | undefined) => void): void {
    setTimeout(() => ask(this.#chip), CHIP_MS)
  }

  show(prompt: Prompt): void {
    this.#prompt = prompt
    const lines = promptLines(prompt, this.#lang)
    const choices =
      prompt.asks === 'choice' ? prompt.choices.map((choice, i) => `    ${i + 1} ${wordFor(choice, this.#lang)}`) : []
    this.#edges.out(`${[...lines.map((line) => `  ▐ ${line}`), ...choices].join('\n')}\n`)
    // A device never answers before its call has returned, and a clerk reads before he presses.
    setTimeout(() => {
      if (this.#prompt !== prompt) return
      const gesture = this.clerk?.(prompt)
      if (gesture !== undefined) this.#perform(gesture)
    }, READING_MS)
  }

  /** A person's lines from standard input; its end is a goodbye. */
  async readLines(): Promise<void> {
    for await (const line of createInterface({ input: Readable.from(this.#edges.stdin) })) {
      const prompt = this.#prompt
      if (prompt === undefined) continue
      const gesture = gestureOf(line, prompt, this.#lab.cards)
      if (typeof gesture === 'string') this.#edges.err(`  ? ${gesture}\n`)
      else this.#perform(gesture)
    }
    this.leave('done')
  }

  #perform(gesture: Gesture): void {
    if (gesture.kind === 'leave') this.leave(gesture.why)
    else if (gesture.kind === 'input') this.#ear?.(gesture.input)
    else this.#present(gesture.card)
  }

  #present(card: TestCard): void {
    this.#chip = this.#chips.get(card.alias)
    this.#reader?.({ ok: true, card: readingOf(card) })
  }
}

function answerOf(chipHex: string | undefined): ChipAnswer {
  return chipHex === undefined ? { ok: false } : { ok: true, chipHex }
}

function endOf(chipHex: string | undefined): ChipEnd {
  return chipHex === undefined ? { how: 'declined' } : { how: 'approved', chipHex }
}

const READING_MS = 50
const CHIP_MS = 50

/** A link that can be hung up from outside: an open connection would keep the process alive after its terminal is gone. */
class Telephone implements Link {
  readonly #link: SocketLink
  readonly #complain: (trouble: LineTrouble) => void
  #last: Socket | undefined

  /** `complain`: hears why a call came to nothing, which the screen of a terminal does not say. */
  constructor(link: SocketLink, complain: (trouble: LineTrouble) => void) {
    this.#link = link
    this.#complain = complain
  }

  connect(ears: LinkEars): Socket {
    let wasHeard = false
    this.#last = this.#link.connect({
      opened: () => ears.opened(),
      refused: () => {
        this.#complain('refused')
        ears.refused()
      },
      received: (bytes) => {
        wasHeard = true
        ears.received(bytes)
      },
      closed: (how) => {
        if (!wasHeard) this.#complain('silent')
        ears.closed(how)
      },
    })
    return this.#last
  }

  hangUp(): void {
    this.#last?.reset()
  }
}

function leftText(sales: number, lang: Lang): string {
  return lang === 'zh' ? `${sales} 笔消费未做` : `${sales} of the sales ${sales === 1 ? 'was' : 'were'} never begun`
}

/** `refused`: nobody took the call; `silent`: somebody did, and hung up without a word. */
type LineTrouble = 'refused' | 'silent'

function lineText(trouble: LineTrouble, { connect, lang }: Pick<TerminalFlags, 'connect' | 'lang'>): string {
  if (lang === 'zh') return trouble === 'refused' ? `线路：${connect} 无人应答` : `线路：${connect} 未发一字即挂断`
  return trouble === 'refused' ? `line: nobody answers at ${connect}` : `line: ${connect} hung up without a word`
}

/**
 * The journal's file, made when it is not there, and this terminal's alone. Throws FLASH_BUSY, and FLASH_UNFIT at once or
 * whenever the system gives up on it.
 */
function flashIn(path: string): ReturnType<typeof fileFlash> {
  const trouble = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : undefined
      if (why === undefined) throw error
      throw new CommandError('FLASH_UNFIT', `${path}: ${why}`, 'give --flash a file that can be written')
    }
  }
  const flash = trouble(() => fileFlash(path, BANK_BYTES, factoryBanks(newSerialNo()), endOfBank))
  const hold = holdFile(path)
  if (hold === 'unlockable')
    throw new CommandError(
      'FLASH_UNFIT',
      `${path}.lock cannot be made or locked`,
      'give --flash a file that can be written',
    )
  if (hold === 'busy')
    throw new CommandError('FLASH_BUSY', `${path}: ${commandCodes.FLASH_BUSY}`, 'give each terminal its own --flash')
  return {
    bankBytes: flash.bankBytes,
    read: (bank) => trouble(() => flash.read(bank)),
    append: (bytes, label, done) => trouble(() => flash.append(bytes, label, done)),
    sync: (label, done) => trouble(() => flash.sync(label, done)),
    rewrite: (bank, bytes, label, done) => trouble(() => flash.rewrite(bank, bytes, label, done)),
    close: () => {
      flash.close()
      hold.release()
    },
  }
}

/** Another device each time a flash is made: that is how a host knows a terminal that has been replaced. */
function newSerialNo(): string {
  return String(randomInt(10 ** 8)).padStart(8, '0')
}

/** Where the host listens. Throws ADDRESS_INVALID. */
function linkTo(address: string): SocketLink {
  const isWebSocket = address.startsWith('ws://')
  const at = readAddress(isWebSocket ? address.slice('ws://'.length).replace(/\/$/, '') : address)
  if (at === undefined)
    throw new CommandError('ADDRESS_INVALID', `${quote(address)} is no address`, 'expected HOST:PORT or ws://HOST:PORT')
  return isWebSocket ? webSocketLink(at) : tcpLink(at)
}

function printerTo(to: string | undefined, edges: Edges): Printer {
  if (to === undefined) return filePrinter(new PaperStream(edges.out))
  const at = readAddress(to)
  return at === undefined ? filePrinter(to) : tcpPrinter(at)
}
