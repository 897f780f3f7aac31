import { compile } from './compile.ts'
import { readMti } from './decode.ts'
import type { DecodeError } from './errors.ts'
import { EncodeError } from './errors.ts'
import type { Spec } from './spec.ts'

export type FrameRead =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly error: DecodeError }

/** The body behind its length header. Throws BODY_TOO_LONG or VALUE_LENGTH. */
export function toFrame(spec: Spec, body: Uint8Array): Uint8Array {
  const { lengthBytes, maxBody } = spec.frame
  if (body.length > maxBody) throw new EncodeError('BODY_TOO_LONG', 'length')
  if (body.length === 0) throw new EncodeError('VALUE_LENGTH', 'length')
  const frame = new Uint8Array(lengthBytes + body.length)
  for (let at = lengthBytes - 1, rest = body.length; at >= 0; at--, rest >>= 8) frame[at] = rest & 0xff
  frame.set(body, lengthBytes)
  return frame
}

/** The message type of a frame, `unreadable` when the spec has none such. Reads four digits, so it is cheap. */
export function labelFrame(spec: Spec, frame: Uint8Array): string {
  const codec = compile(spec)
  return readMti(codec, frame, spec.frame.lengthBytes + codec.mtiAt)?.mti ?? 'unreadable'
}

/**
 * Finds the frames in a stream, however the bytes are cut. Copies them: a socket may use its buffer again. A length of
 * zero or over the bound ends it, because nothing after a wrong length can be trusted. Offsets count from the first byte
 * of the stream.
 */
export class FrameReader {
  readonly #lengthBytes: number
  readonly #maxBody: number
  #headerRead = 0
  #length = 0
  #body: Uint8Array | undefined
  #filled = 0
  #offset = 0
  #dead = false

  constructor(spec: Spec) {
    this.#lengthBytes = spec.frame.lengthBytes
    this.#maxBody = spec.frame.maxBody
  }

  /** How many bytes of an incomplete frame are held. */
  get pending(): number {
    return this.#dead ? 0 : this.#headerRead + this.#filled
  }

  /** The frames that these bytes complete, an error last; nothing once an error was answered. */
  push(chunk: Uint8Array): FrameRead[] {
    const reads: FrameRead[] = []
    let at = 0
    while (at < chunk.length && !this.#dead) {
      if (this.#body === undefined) {
        this.#readLengthByte(chunk[at++]!, reads)
        continue
      }
      const taken = Math.min(chunk.length - at, this.#length - this.#filled)
      this.#body.set(chunk.subarray(at, at + taken), this.#filled)
      this.#filled += taken
      this.#offset += taken
      at += taken
      if (this.#filled === this.#length) this.#finish(this.#body, reads)
    }
    return reads
  }

  /** Tells the reader that the stream is over: FRAME_CUT when that was inside a frame. */
  end(): DecodeError | undefined {
    const cut = this.pending > 0
    this.#dead = true
    return cut ? { code: 'FRAME_CUT', field: 'length', offset: this.#offset } : undefined
  }

  /** Remembers how far it is; the answer puts that back, as often as wanted. */
  save(): () => void {
    const [headerRead, length, filled, offset, dead] = [
      this.#headerRead,
      this.#length,
      this.#filled,
      this.#offset,
      this.#dead,
    ]
    const body = this.#body?.slice()
    return () => {
      this.#headerRead = headerRead
      this.#length = length
      this.#filled = filled
      this.#offset = offset
      this.#dead = dead
      this.#body = body?.slice()
    }
  }

  #readLengthByte(byte: number, reads: FrameRead[]): void {
    this.#length = this.#length * 256 + byte
    this.#headerRead += 1
    this.#offset += 1
    if (this.#headerRead < this.#lengthBytes) return
    if (this.#length > 0 && this.#length <= this.#maxBody) {
      this.#body = new Uint8Array(this.#length)
      return
    }
    this.#dead = true
    const code = this.#length === 0 ? 'FRAME_LENGTH_ZERO' : 'FRAME_LENGTH_OVER'
    reads.push({ ok: false, error: { code, field: 'length', offset: this.#offset - this.#lengthBytes } })
  }

  #finish(body: Uint8Array, reads: FrameRead[]): void {
    reads.push({ ok: true, body })
    this.#body = undefined
    this.#headerRead = 0
    this.#length = 0
    this.#filled = 0
  }
}
