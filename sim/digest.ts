/**
 * A running fingerprint of 64 bits, for comparing worlds: two 32-bit sums that mix each number differently, so that some
 * hundred thousand worlds are told apart. Not for secrets.
 */
export class Digest {
  private low = 0x811c9dc5 | 0
  private high = 0x2b992ddf | 0

  number(value: number): void {
    this.low = Math.imul(this.low ^ value, 0x01000193)
    this.high = Math.imul(this.high ^ (this.high >>> 15) ^ value, 0x85ebca6b)
  }

  /** Each piece is closed with its length: `ab`,`c` is not `a`,`bc`. */
  text(text: string): void {
    for (let at = 0; at < text.length; at++) this.number(text.charCodeAt(at))
    this.number(~text.length)
  }

  bytes(bytes: Uint8Array, length: number = bytes.length): void {
    for (let at = 0; at < length; at++) this.number(bytes[at] as number)
    this.number(~length)
  }

  value(): string {
    return `${(this.low >>> 0).toString(16)}.${((this.high ^ (this.high >>> 13)) >>> 0).toString(16)}`
  }
}
