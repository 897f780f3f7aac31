import type { Message, Spec } from '../../protocol/index.ts'
import { checkMac, decode } from '../../protocol/index.ts'

/** What the judge makes of a message's type. */
export type WireKind = 'sale' | 'void' | 'preAuthorisation' | 'balance' | 'reversal' | 'query' | 'management' | 'other'

/** MAC keys by who may rightly use them. */
export interface Keyring {
  /** What the terminal took from its last sign-on: an answer is right under this one only. None or one. */
  readonly terminal: string[]
  /** All that the host has given out in this run, the newest last: which of them it holds to is its own affair. */
  readonly host: string[]
}

/** One frame off the wire, decoded once; its MAC is computed when somebody asks. */
export class WireFrame {
  /** With its length header, as it was on the wire. */
  readonly bytes: Uint8Array
  /** Absent when the frame does not decode; `fields` then hold what could be read before that. */
  readonly message: Message | undefined
  readonly fields: Message['fields']
  readonly mti: string
  readonly kind: WireKind
  /** Batch and stan of what the message is about: its own, or for a re-query those of the original. */
  readonly batch: string
  readonly stan: string
  readonly #spec: Spec
  #verdict: { readonly key: string; readonly mac: MacVerdict } | undefined
  #digest: string | undefined

  constructor(spec: Spec, bytes: Uint8Array) {
    this.#spec = spec
    this.bytes = bytes
    const read = decode(spec, bytes.subarray(spec.frame.lengthBytes))
    const seen = read.ok ? read.message : read.partial
    this.message = read.ok && isWhole(spec, bytes) ? seen : undefined
    this.mti = seen.mti
    const { fields } = seen
    this.fields = fields
    // Fields 60 and 61 have the same parts in both shipped specs: type 2, batch 6 and batch 6, stan 6.
    this.kind = kindOf(this.mti, fields[60]?.slice(0, 2), fields[3])
    const original = this.kind === 'query' ? fields[61] : undefined
    this.batch = (original === undefined ? fields[60]?.slice(2, 8) : original.slice(0, 6)) ?? ''
    this.stan = (original === undefined ? fields[11] : original.slice(6, 12)) ?? ''
  }

  get key(): string {
    return `${this.batch}/${this.stan}`
  }

  /** An answer, which means nothing to the one who gives answers. */
  get isResponse(): boolean {
    return this.mti[2] === '1' || this.mti[2] === '3'
  }

  /** A request that, once approved, moves money. */
  get movesMoney(): boolean {
    return this.kind === 'sale' || this.kind === 'void' || this.kind === 'preAuthorisation'
  }

  /** The card that it names. For comparing alone: it stands in no message and in nothing that is remembered as text. */
  get pan(): string | undefined {
    return this.fields[2] ?? this.fields[35]?.split('D')[0]
  }

  get amountMinor(): number | undefined {
    const text = this.fields[4]
    return text === undefined ? undefined : Number(text)
  }

  /** Whether its MAC is right under one of these keys; computed once while the newest of them is the same. */
  mac(keys: readonly string[]): MacVerdict {
    const key = keys.at(-1) ?? ''
    if (this.#verdict?.key !== key) this.#verdict = { key, mac: this.#judgeMac(keys) }
    return this.#verdict.mac
  }

  /** A number for what the message says but for what is drawn, counted or read off a clock. Tells messages apart, nothing else. */
  get digest(): string {
    this.#digest ??= digestOf(this.message)
    return this.#digest
  }

  #judgeMac(keys: readonly string[]): MacVerdict {
    if (this.message === undefined) return 'missing'
    const body = this.bytes.subarray(this.#spec.frame.lengthBytes)
    for (let at = keys.length - 1; at >= 0; at--) {
      const verdict = checkMac(this.#spec, body, keys[at] as string)
      if (verdict !== 'wrong') return verdict
    }
    return 'wrong'
  }
}

export type MacVerdict = 'right' | 'wrong' | 'missing'

/** Fields that a repeat may change: times, MAC. Field 39 of a reversal may become 06. */
export const volatileFields: ReadonlySet<string> = new Set(['7', '12', '13', '64', '128'])

function isWhole(spec: Spec, bytes: Uint8Array): boolean {
  let length = 0
  for (let at = 0; at < spec.frame.lengthBytes; at++) length = length * 256 + (bytes[at] ?? 0)
  return bytes.length === spec.frame.lengthBytes + length
}

function kindOf(mti: string, type: string | undefined, processingCode: string | undefined): WireKind {
  if (mti === '') return 'other'
  const family = mti.slice(0, 2)
  if (family === '04') return 'reversal'
  if (family === '06') return 'query'
  if (family === '08') return 'management'
  if (family !== '01' && family !== '02') return 'other'
  if (type === '01' || processingCode?.startsWith('31') === true) return 'balance'
  if (family === '01') return 'preAuthorisation'
  return type === '23' || processingCode?.startsWith('20') === true ? 'void' : 'sale'
}

function digestOf(message: Message | undefined): string {
  if (message === undefined) return ''
  let hash = 0x811c9dc5
  for (const [number, value] of Object.entries(message.fields)) {
    if (passing.has(number)) continue
    const text = `${number}=${STAN_AT[number] === undefined ? value : without(value, STAN_AT[number])};`
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(16)
}

function without(value: string, at: number): string {
  return value.slice(0, at) + value.slice(at + STAN_DIGITS)
}

/** What may change when a message is sent again, trace number and reference, approval code, and the code of a reversal. */
const passing: ReadonlySet<string> = new Set([...volatileFields, '11', '37', '38', '39'])
/** Where the original's trace number stands in fields that name an original. */
const STAN_AT: Readonly<Record<string, number>> = { 61: 6, 90: 4 }
const STAN_DIGITS = 6
