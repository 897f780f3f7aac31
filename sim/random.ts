import { assert } from './assert.ts'
import type { Restore } from './restore.ts'

/**
 * Seeded whole numbers, the same on every machine: xoshiro128** on 32-bit integers. Not for secrets.
 *
 * Who needs draws takes a stream of its own by name, and draws everything it might use before it looks at what was
 * forced: so neither a new consumer nor a forced fault changes what the others draw.
 */
export class Random {
  private readonly root: Words
  private readonly words: Words

  constructor(seed: number) {
    assert(Number.isSafeInteger(seed), 'a seed is a whole number')
    this.root = scramble([seed | 0, Math.floor(seed / 2 ** 32) | 0, GOLDEN, ~seed | 0])
    this.words = [...this.root]
  }

  /** A whole number from 0 to below − 1, each equally likely; `below` is from 1 to 2³². */
  next(below: number): number {
    assert(Number.isInteger(below) && below >= 1 && below <= 2 ** 32, 'a draw needs a limit from 1 to 2^32')
    // Draws beyond the last whole multiple are thrown away, or small numbers would come up more often.
    const fair = 2 ** 32 - (2 ** 32 % below)
    let draw = this.draw()
    while (draw >= fair) draw = this.draw()
    return draw % below
  }

  bytes(count: number): Uint8Array {
    const out = new Uint8Array(count)
    for (let at = 0; at < count; at++) out[at] = this.draw() >>> 24
    return out
  }

  /** An independent stream that depends on the seed and the name only, not on what was drawn so far. */
  fork(name: string): Random {
    const child = new Random(0)
    const words: Words = [...this.root]
    for (let at = 0; at < name.length; at++) {
      const lane = at & 3
      words[lane] = Math.imul((words[lane] as number) ^ name.charCodeAt(at), PRIME) ^ (words[(lane + 1) & 3] as number)
    }
    words[3] ^= name.length
    const mixed = scramble(words)
    for (let lane = 0; lane < 4; lane++) {
      child.root[lane] = mixed[lane] as number
      child.words[lane] = mixed[lane] as number
    }
    return child
  }

  /** Where the stream stands: two streams with equal states draw the same from here on. */
  state(): string {
    return this.words.map((word) => (word >>> 0).toString(16)).join('.')
  }

  save(): Restore {
    const words = this.words.slice()
    return () => void Object.assign(this.words, words)
  }

  private draw(): number {
    const w = this.words
    const scaled = Math.imul(w[1], 5)
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9)
    const shifted = w[1] << 9
    w[2] ^= w[0]
    w[3] ^= w[1]
    w[1] ^= w[2]
    w[0] ^= w[3]
    w[2] ^= shifted
    w[3] = (w[3] << 11) | (w[3] >>> 21)
    return result >>> 0
  }
}

type Words = [number, number, number, number]
const GOLDEN = 0x9e3779b9 | 0
const PRIME = 0x01000193

/** Spreads every bit of the input over all four words; the result is never all zero, which would draw zeros forever. */
function scramble(input: Words): Words {
  const words: Words = [...input]
  for (let round = 0; round < 8; round++) {
    const lane = round & 3
    let word = (words[lane] as number) + Math.imul((words[(lane + 3) & 3] as number) + GOLDEN + round, 0x85ebca6b)
    word = Math.imul(word ^ (word >>> 16), 0x7feb352d)
    word = Math.imul(word ^ (word >>> 15), 0x846ca68b)
    words[lane] = word ^ (word >>> 16)
  }
  if ((words[0] | words[1] | words[2] | words[3]) === 0) words[0] = GOLDEN
  return words
}
