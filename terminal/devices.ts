/**
 * What the firmware needs of its hardware. Every call returns at once; an answer comes through the callback,
 * never before the call has returned. Simulated devices (`sim/`) and real ones (`drivers/`) satisfy this by structure.
 */
export interface Devices {
  readonly clock: Clock
  readonly flash: Flash
  readonly link: Link
  readonly printer: Printer
  readonly display: Display
  readonly reader: CardReader
  readonly keypad: Keypad
  readonly battery: Battery
  /** The terminal's own diary (trace lane `terminal`). Nobody who judges money reads it. */
  note(kind: string, data: Readonly<Record<string, unknown>>): void
}

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC: virtual in a simulation. */
  now(): number
  setTimeout(fn: () => void, ms: number): number
  clearTimeout(id: number): void
}

/** Two equal banks of bytes; an erased byte is 0xFF. */
export interface Flash {
  readonly bankBytes: number
  /** A copy of the whole bank as the medium has it now. */
  read(bank: Bank): Uint8Array
  /** Appends to both banks, bank 0 first; `full` when either has no room (then nothing was written). Survives a power cut only after `sync`. */
  append(bytes: Uint8Array, label: string, done: (how: 'taken' | 'full') => void): void
  sync(label: string, done: () => void): void
  /** Erases one bank, writes these bytes at its start and syncs it. A cut leaves the old content, an erased bank or a torn write. */
  rewrite(bank: Bank, bytes: Uint8Array, label: string, done: () => void): void
}
export type Bank = 0 | 1

export interface Link {
  connect(ears: LinkEars): Connection
}
export interface LinkEars {
  opened(): void
  refused(): void
  received(bytes: Uint8Array): void
  closed(how: 'fin' | 'rst'): void
}
export interface Connection {
  send(bytes: Uint8Array): void
  close(): void
}

export interface Printer {
  /** Executes ESC/POS bytes line by line; `printed` only when the last line is on paper. */
  print(job: Uint8Array, done: (how: PrintEnd) => void): void
  status(done: (status: PrinterStatus) => void): void
}
/** `unknown`: the printer fell silent during the job, nobody knows how much is on paper. `busy`: it took nothing, ask again in a while. */
export type PrintEnd =
  | 'printed'
  | 'paperOut'
  | 'jammed'
  | 'coverOpen'
  | 'overheated'
  | 'lowVoltage'
  | 'cutterFailed'
  | 'offline'
  | 'busy'
  | 'unknown'
export type PrinterStatus = 'ready' | 'nearEnd' | Exclude<PrintEnd, 'printed' | 'unknown'>

export interface Display {
  show(prompt: Prompt): void
}
/** What stands on the screen: a named prompt, its values, and what the clerk may answer (first choice = the usual one). */
export interface Prompt {
  readonly name: string
  readonly values: Readonly<Record<string, string | number>>
  readonly asks: 'nothing' | 'choice' | 'amount' | 'card' | 'pin'
  readonly choices: readonly string[]
  readonly tone: 'none' | 'success' | 'alarm'
}

export interface CardReader {
  /** Waits for a card until one was read or `stop` is called. A chip stays in from then until `start` or `stop`. */
  start(done: (how: CardRead) => void): void
  stop(): void
  /** First GENERATE AC: the chip that is in makes its request to the issuer, field 55. */
  askChip(terms: ChipTerms, done: (how: ChipAnswer) => void): void
  /** Second GENERATE AC: the chip hears the issuer's field 55 ('' for none) and has the last word. */
  completeChip(issuerHex: string, done: (how: ChipEnd) => void): void
}
export type CardRead = { readonly ok: true; readonly card: CardData } | { readonly ok: false; readonly why: 'misread' }
/** What the stripe says, or a chip instead of it; `chipHex` is the chip's request to its issuer, once it was asked. */
export interface CardData {
  readonly pan: string
  /** yymm */
  readonly expiry: string
  readonly track2: string
  readonly entryMode: 'swiped' | 'chip'
  readonly sequence?: string
  readonly chipHex?: string
}
/** What a chip is told of the purchase. */
export interface ChipTerms {
  readonly amountMinor: number
  /** yymmdd */
  readonly date: string
}
export type ChipAnswer = { readonly ok: true; readonly chipHex: string } | { readonly ok: false }
/** `approved`: a TC, and what belongs to it. `declined`: an AAC. `removed`: no chip is in the reader any more. */
export type ChipEnd = { readonly how: 'approved'; readonly chipHex: string } | { readonly how: 'declined' | 'removed' }

export interface Battery {
  status(done: (charge: Charge) => void): void
}
export type Charge = 'charged' | 'low'

export interface Keypad {
  /** The one ear for whatever the clerk or the card holder enters. */
  listen(ear: (input: KeypadInput) => void): void
}
export type KeypadInput =
  | { readonly kind: 'choice'; readonly choice: string }
  | { readonly kind: 'amount'; readonly amountMinor: number }
  | { readonly kind: 'pin'; readonly pin: string }
  | { readonly kind: 'cancel' }
