import type { Restore } from '../../sim/index.ts'
import { usedBytes } from './bank-model.ts'
import type { Anchor, PatternTable } from './secret-patterns.ts'
import {
  addPatterns,
  BYTE_STRIDE,
  copyOf,
  hashOf,
  hashOfText,
  LONG_ENOUGH,
  newTable,
  patternsOf,
  TEXT_STRIDE,
} from './secret-patterns.ts'

/**
 * Looks for texts that must appear nowhere: in clear, as hex of their characters, and in bytes as characters or as packed
 * digits from either nibble. A hash of four characters at every few places sorts out nearly everything before a comparison.
 */
export class SecretSearch {
  /** What is secret in every run with these cards. */
  readonly #usual: PatternTable
  /** What became secret in this one. */
  #own = newTable(OWN_BITS)
  /** Somebody may come back to `#own` as it is: what is added is added to a copy. */
  #isKept = false

  constructor(secrets: readonly string[]) {
    this.#usual = patternsOf(secrets)
  }

  /** One more secret from here on. */
  add(secret: string): void {
    if (this.#isKept) this.#own = copyOf(this.#own)
    this.#isKept = false
    addPatterns(this.#own, secret)
  }

  save(): Restore {
    const own = this.#own
    this.#isKept = true
    return () => {
      this.#own = own
      this.#isKept = true
    }
  }

  /** True when a secret stands anywhere in this value: texts, bytes, lists, objects. */
  isIn(value: unknown): boolean {
    if (typeof value === 'string') return this.#isInText(value)
    if (typeof value !== 'object' || value === null) return false
    if (value instanceof Uint8Array) return this.#isInBytes(value)
    if (Array.isArray(value)) return value.some((one) => this.isIn(one))
    for (const name in value) {
      const inner = (value as Readonly<Record<string, unknown>>)[name]
      if (typeof inner !== 'number' && this.isIn(inner)) return true
      if (name.length >= LONG_ENOUGH && this.#isInText(name)) return true
    }
    return false
  }

  /** Most of a bank of flash is erased, and no secret looks like that. */
  #isInBytes(bytes: Uint8Array): boolean {
    const end = usedBytes(bytes)
    const usual = this.#usual.bytes
    const own = this.#own.bytes
    for (let at = 0; at + 4 <= end; at += BYTE_STRIDE) {
      const hash = hashOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!)
      if (usual.seen[hash] === 1 && isOneAt(usual.byHash.get(hash), bytes, at)) return true
      const short = hash & own.mask
      if (own.seen[short] === 1 && isOneAt(own.byHash.get(short), bytes, at)) return true
    }
    return false
  }

  #isInText(text: string): boolean {
    if (text.length < LONG_ENOUGH) return this.#usual.short.size > 0 && this.#usual.short.has(text)
    const usual = this.#usual.texts
    const own = this.#own.texts
    for (let at = 0; at + 4 <= text.length; at += TEXT_STRIDE) {
      const hash = hashOfText(text, at)
      if (usual.seen[hash] === 1 && isTextAt(usual.byHash.get(hash), text, at)) return true
      const short = hash & own.mask
      if (own.seen[short] === 1 && isTextAt(own.byHash.get(short), text, at)) return true
    }
    return false
  }
}

/** A handful of session keys and PIN blocks. */
const OWN_BITS = 10

function isTextAt(anchors: readonly Anchor<string>[] | undefined, text: string, at: number): boolean {
  return anchors?.some(({ pattern, offset }) => offset <= at && text.startsWith(pattern, at - offset)) === true
}

function isOneAt(anchors: readonly Anchor<Uint8Array>[] | undefined, bytes: Uint8Array, at: number): boolean {
  return anchors?.some(({ pattern, offset }) => offset <= at && startsAt(bytes, pattern, at - offset)) === true
}

function startsAt(bytes: Uint8Array, pattern: Uint8Array, at: number): boolean {
  if (at + pattern.length > bytes.length) return false
  for (let index = 0; index < pattern.length; index++) if (bytes[at + index] !== pattern[index]) return false
  return true
}
