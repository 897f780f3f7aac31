/**
 * A fingerprint of text that was added piece by piece: 106 bits as hex, from two runs of a 53-bit hash. Tells traces apart;
 * not for secrets. The same text in other pieces gives the same fingerprint.
 */
export class TextHash {
  #a1 = 0xdeadbeef
  #a2 = 0x41c6ce57
  #b1 = 0x9e3779b9
  #b2 = 0x7f4a7c15

  add(text: string): void {
    // Kept in registers: a field that holds more than a small integer is a new number on the heap at each step.
    let [a1, a2, b1, b2] = [this.#a1, this.#a2, this.#b1, this.#b2]
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      a1 = Math.imul(a1 ^ unit, 2654435761)
      a2 = Math.imul(a2 ^ unit, 1597334677)
      b1 = Math.imul(b1 ^ unit, 2246822519)
      b2 = Math.imul(b2 ^ unit, 3266489917)
    }
    this.#a1 = a1
    this.#a2 = a2
    this.#b1 = b1
    this.#b2 = b2
  }

  /** Adds the first so many of these; another sequence of numbers gives another fingerprint. */
  addNumbers(numbers: Int32Array, count: number): void {
    let [a1, a2, b1, b2] = [this.#a1, this.#a2, this.#b1, this.#b2]
    for (let at = 0; at < count; at++) {
      const unit = numbers[at]!
      a1 = Math.imul(a1 ^ unit, 2654435761)
      a2 = Math.imul(a2 ^ unit, 1597334677)
      // The upper bits come down, or they would only ever move up and out.
      b1 = Math.imul(b1 ^ unit ^ (b1 >>> 15), 2246822519)
      b2 = Math.imul(b2 ^ unit ^ (b2 >>> 13), 3266489917)
    }
    this.#a1 = a1
    this.#a2 = a2
    this.#b1 = b1
    this.#b2 = b2
  }

  /** The fingerprint so far, as four whole numbers of 32 bits. */
  numbers(): readonly [number, number, number, number] {
    return [this.#a1, this.#a2, this.#b1, this.#b2]
  }

  value(): string {
    return finish(this.#a1, this.#a2) + finish(this.#b1, this.#b2)
  }

  /** 64 bits of it as two whole numbers: quicker than a text where there are millions. */
  pair(): readonly [number, number] {
    return [stirred(this.#a1, this.#a2).lower, stirred(this.#b1, this.#b2).lower]
  }
}

/** 53 bits of two halves that have stirred each other, as fourteen hex digits. */
function finish(first: number, second: number): string {
  const { upper, lower } = stirred(first, second)
  return (4294967296 * (2097151 & upper) + (lower >>> 0)).toString(16).padStart(14, '0')
}

function stirred(first: number, second: number): { readonly upper: number; readonly lower: number } {
  const one = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909)
  const upper = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return { upper, lower: one ^ (upper >>> 16) }
}
