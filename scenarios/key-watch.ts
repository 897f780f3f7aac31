import type { KeyNetwork, Message, Spec } from '../protocol/index.ts'
import { checkMac, decode, encode, encodeSealed, labelFrame, unpackWorkingKeys } from '../protocol/index.ts'
import type { Restore } from '../sim/index.ts'

/**
 * Knows the MAC key in use, as somebody inside the acquirer would: it reads the keys of each sign-on that passes with the
 * terminal's master key. Serves faults that forge; nothing of it is ever recorded.
 */
export class KeyWatch {
  readonly #spec: Spec
  readonly #masterKeyHex: string
  /** Sign-ons that nobody has read yet: few runs forge anything, and opening keys is dear. */
  #unread: readonly Uint8Array[] = []
  #opened: string | undefined
  #newest: Uint8Array | undefined
  /** A frame never changes: it is read once. */
  readonly #read = new WeakMap<Uint8Array, { readonly keys: string | undefined }>()

  constructor(spec: Spec, masterKeyHex: string) {
    this.#spec = spec
    this.#masterKeyHex = masterKeyHex
  }

  /** Looks at a response that passes. */
  see(mti: string, frame: Uint8Array): void {
    if (mti !== '0810') return
    this.#unread = [...this.#unread, frame]
    this.#newest = frame
  }

  /** The body with a right MAC; as it is when it has none or no key is known yet. */
  readonly sealed = (spec: Spec, message: Message): Uint8Array => {
    const hasMac = message.fields[64] !== undefined || message.fields[128] !== undefined
    const macKeyHex = hasMac ? this.#macKeyHex() : undefined
    return macKeyHex === undefined ? encode(spec, message) : encodeSealed(spec, message, macKeyHex)
  }

  /** Whether the MAC of a frame is right under the keys in use, or, where it brings keys, whether it brings those. */
  trusts(frame: Uint8Array): string {
    const { lengthBytes } = this.#spec.frame
    const key = this.#macKeyHex()
    if (key === undefined) return 'unknown'
    if (labelFrame(this.#spec, frame) === '0810') {
      return this.#newest !== undefined && this.#keysIn(frame) === this.#keysIn(this.#newest) ? 'newest' : 'older'
    }
    return checkMac(this.#spec, frame.subarray(lengthBytes), key)
  }

  save(): Restore {
    const [unread, opened, newest] = [this.#unread, this.#opened, this.#newest]
    return () => {
      this.#unread = unread
      this.#opened = opened
      this.#newest = newest
    }
  }

  /** The key of the last sign-on that could be read. */
  #macKeyHex(): string | undefined {
    for (const frame of this.#unread) this.#open(frame)
    this.#unread = []
    return this.#opened
  }

  #open(frame: Uint8Array): void {
    const keys = this.#keysIn(frame)
    if (keys === undefined) return
    for (const network of NETWORKS) {
      const read = unpackWorkingKeys(keys, network, this.#masterKeyHex)
      if (read.ok) this.#opened = read.keys.macKey
    }
  }

  /** Field 62 of a frame, as it travelled. */
  #keysIn(frame: Uint8Array): string | undefined {
    const read = this.#read.get(frame)
    if (read !== undefined) return read.keys
    const decoded = decode(this.#spec, frame.subarray(this.#spec.frame.lengthBytes))
    const keys = decoded.ok ? decoded.message.fields[62] : undefined
    this.#read.set(frame, { keys })
    return keys
  }
}

const NETWORKS: readonly KeyNetwork[] = ['001', '003', '004']
