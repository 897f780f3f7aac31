import type { Restore } from './restore.ts'
import { saveFields } from './restore.ts'

/**
 * Reads ESC/POS bytes as a receipt printer does and says what the mechanism has to do. Text stays in the line buffer until
 * a line feed prints it; modes last until they are changed. Control bytes are all below 0x30, so they never occur inside
 * a character of GB18030. Not modelled: wrapping of too long lines, graphics, bar
 * codes, dot-wise feeds; a status query is answered in its turn, not ahead of the text before it.
 */
export class EscPosReader {
  private readonly decode: (latin: string) => string
  private rest: Uint8Array = NOTHING
  /** The buffered line, one character a byte. */
  private line = ''
  private bold = false
  private big = false
  private align: Align = 'left'
  /** Whether any text of the buffered line was bold or big. */
  private lineBold = false
  private lineBig = false

  constructor(decodeText: DecodeText) {
    this.decode = cachedDecoder(decodeText)
  }

  /** Takes the next bytes; a command that is cut at their end waits for more. */
  push(bytes: Uint8Array): PrintStep[] {
    const all = this.rest.length === 0 ? bytes : Uint8Array.from([...this.rest, ...bytes])
    const latin = latinOf(all)
    const steps: PrintStep[] = []
    let at = 0
    while (at < all.length) {
      const length = isText(all[at]) ? textLength(all, at) : commandLength(all, at)
      if (at + length > all.length) break
      if (isText(all[at])) this.addText(latin.slice(at, at + length))
      else this.command(all, at, length, steps)
      at += length
    }
    this.rest = at < all.length ? all.slice(at) : NOTHING
    return steps
  }

  /** As after power-on, and after ESC @ (which leaves a half-received command alone). */
  reset(): void {
    this.rest = NOTHING
    this.initialise()
  }

  state(): string {
    const modes = `${this.bold ? 'bold ' : ''}${this.big ? 'big ' : ''}${this.align}`
    const held = `${this.lineBold ? 'bold ' : ''}${this.lineBig ? 'big ' : ''}${JSON.stringify(this.line)}`
    return `${modes} ${held} ${this.rest.join('.')}`
  }

  save(): Restore {
    return saveFields(this)
  }

  private initialise(): void {
    this.line = ''
    this.bold = false
    this.big = false
    this.align = 'left'
    this.lineBold = false
    this.lineBig = false
  }

  private addText(latin: string): void {
    this.line += latin
    this.lineBold ||= this.bold
    this.lineBig ||= this.big
  }

  private command(all: Uint8Array, at: number, length: number, steps: PrintStep[]): void {
    const argument = length > 2 ? (all[at + 2] as number) : 0
    const code = length > 1 ? (all[at + 1] as number) : 0
    switch (((all[at] as number) << 8) | code) {
      case LF << 8:
        this.endLine(steps)
        break
      case ESC_AT:
        this.initialise()
        break
      case ESC_A:
        this.align = ALIGNS[argument & 3] ?? 'left'
        break
      case ESC_BANG:
        this.bold = (argument & 0x08) !== 0
        this.big = (argument & 0x30) !== 0
        break
      case ESC_E:
        this.bold = (argument & 1) !== 0
        break
      case GS_BANG:
        this.big = argument !== 0
        break
      case ESC_D:
        if (this.line !== '') this.endLine(steps)
        if (argument > 0) steps.push({ kind: 'feed', lines: argument })
        break
      case GS_V:
        steps.push({ kind: 'cut' })
        break
      default:
        this.rarely(all.slice(at, at + length), steps)
    }
  }

  private rarely(bytes: Uint8Array, steps: PrintStep[]): void {
    const [lead = 0, code = 0, argument = 0] = bytes
    const command = (lead << 8) | code
    if (command === DLE_EOT && isQuery(argument)) steps.push({ kind: 'query', n: argument })
    else if (!WITHOUT_EFFECT.has(command)) steps.push({ kind: 'ignored', bytes })
  }

  private endLine(steps: PrintStep[]): void {
    const text = this.decode(this.line)
    steps.push({ kind: 'line', text, bold: this.lineBold, big: this.lineBig, align: this.align })
    this.line = ''
    this.lineBold = false
    this.lineBig = false
  }
}

export type PrintStep =
  | {
      readonly kind: 'line'
      readonly text: string
      readonly bold: boolean
      readonly big: boolean
      readonly align: Align
    }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'query'; readonly n: 1 | 2 | 3 | 4 }
  /** Bytes this printer has no meaning for. */
  | { readonly kind: 'ignored'; readonly bytes: Uint8Array }

export type Align = 'left' | 'centre' | 'right'
/** Bytes of the printer's character set as text; undefined when they are none. */
export type DecodeText = (bytes: Uint8Array) => string | undefined

const LF = 0x0a
const DLE = 0x10
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

const ESC_AT = (ESC << 8) | 0x40
const ESC_A = (ESC << 8) | 0x61
const ESC_BANG = (ESC << 8) | 0x21
const ESC_E = (ESC << 8) | 0x45
const ESC_D = (ESC << 8) | 0x64
const GS_BANG = (GS << 8) | 0x21
const GS_V = (GS << 8) | 0x56
const DLE_EOT = (DLE << 8) | 0x04

const NOTHING = new Uint8Array(0)
/** ESC a 0, 1, 2, 3; the digits '0' to '2' mean the same. */
const ALIGNS: readonly Align[] = ['left', 'centre', 'right', 'left']

const isText = (byte: number | undefined) => byte !== undefined && byte >= 0x20
const isQuery = (n: number): n is 1 | 2 | 3 | 4 => n >= 1 && n <= 4

/** One character a byte. In pieces, because each byte becomes an argument of a call; spreading them would cost ten times as much. */
function latinOf(bytes: Uint8Array): string {
  let latin = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    latin += String.fromCharCode.apply(null, bytes.subarray(at, at + 8192) as unknown as number[])
  }
  return latin
}

function textLength(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && isText(bytes[at])) at += 1
  return at - from
}

/** How many bytes the command at `at` takes, at least; more than there are when it is not whole yet. */
function commandLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number
  if (lead !== ESC && lead !== GS && lead !== FS && lead !== DLE) return 1
  const code = bytes[at + 1]
  if (code === undefined) return 2
  const command = (lead << 8) | code
  // GS V feeds before it cuts, and then says how far, when its argument is 65 or 66.
  if (command === GS_V) return (bytes[at + 2] ?? 0) >= 65 ? 4 : 3
  return WITH_ARGUMENT.has(command) ? 3 : 2
}

const pair = (lead: number, letter: string) => (lead << 8) | letter.charCodeAt(0)
const WITH_ARGUMENT: ReadonlySet<number> = new Set([
  ...['a', '!', 'E', 'd', 'G', '-', 'M', 't', 'R', '3', 'J', '{', 'S', 'V'].map((letter) => pair(ESC, letter)),
  ...['!', 'B'].map((letter) => pair(GS, letter)),
  ...['!', '-'].map((letter) => pair(FS, letter)),
  DLE_EOT,
])
/** Code tables, line spacing and Chinese mode: this printer always prints GB18030 with one line height. */
const WITHOUT_EFFECT: ReadonlySet<number> = new Set([
  ...['t', 'R', '2', '3'].map((letter) => pair(ESC, letter)),
  ...['&', '.'].map((letter) => pair(FS, letter)),
  // Carriage return, alone: there is nothing to return.
  0x0d << 8,
])

/** Slips repeat the same lines run after run, and decoding is the dearest thing a line needs. */
function cachedDecoder(decodeText: DecodeText): (latin: string) => string {
  let cache = caches.get(decodeText)
  if (cache === undefined) {
    cache = new Map()
    caches.set(decodeText, cache)
  }
  const texts = cache
  return (latin) => {
    let text = texts.get(latin)
    if (text === undefined) {
      text = decodeText(Uint8Array.from(latin, (byte) => byte.charCodeAt(0))) ?? '\ufffd'
      if (texts.size >= CACHED_LINES) texts.clear()
      texts.set(latin, text)
    }
    return text
  }
}

const caches = new WeakMap<DecodeText, Map<string, string>>()
const CACHED_LINES = 5000
