import type { Spec } from '../protocol/index.ts'
import { bytesToHex, decode } from '../protocol/index.ts'
import type { KeyWatch } from './key-watch.ts'

/**
 * What a frame means for what comes later, for comparing worlds: its fields without those that only say when it was made
 * or were drawn, and whether its MAC is right under the keys in use. A piece of a frame is its bytes.
 */
export class FrameWords {
  readonly #spec: Spec
  readonly #keys: KeyWatch
  readonly #known = new WeakMap<Uint8Array, string>()

  constructor(spec: Spec, keys: KeyWatch) {
    this.#spec = spec
    this.#keys = keys
  }

  readonly of = (frame: Uint8Array): string => `${this.#fields(frame)} ${this.#keys.trusts(frame)}`

  /** A frame in flight is asked for at many steps and never changes. */
  #fields(frame: Uint8Array): string {
    let text = this.#known.get(frame)
    if (text === undefined) {
      text = this.#read(frame)
      this.#known.set(frame, text)
    }
    return text
  }

  #read(frame: Uint8Array): string {
    const { lengthBytes } = this.#spec.frame
    const decoded = decode(this.#spec, frame.subarray(lengthBytes))
    if (!decoded.ok) return bytesToHex(frame)
    const lasting = Object.entries(decoded.message.fields).filter(([field]) => !PASSING.has(field))
    return `${decoded.message.mti} ${lasting.map(([field, value]) => `${field}=${marked(field, value)}`).join(' ')}`
  }
}

/** Date and time, reference and approval code, PIN block and working keys, MAC. */
const PASSING: ReadonlySet<string> = new Set(['7', '12', '13', '37', '38', '52', '62', '64', '128'])

/** A field with the trace numbers in it marked. */
function marked(field: string, value: string): string {
  const at = STAN_AT[field]
  return at === undefined ? value : `${value.slice(0, at)}#${value.slice(at)}`
}

/** Where trace numbers stand: one's own, and the original's behind its batch or its type. */
const STAN_AT: Readonly<Record<string, number>> = { 11: 0, 61: 6, 90: 4 }
