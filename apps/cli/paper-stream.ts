import { Writable } from 'node:stream'
import { decodeText } from '../../protocol/index.ts'
import { EscPosReader } from '../../sim/index.ts'

/** Paper for people: executes ESC/POS bytes and writes the printed lines as text. */
export class PaperStream extends Writable {
  readonly #out: (text: string) => void
  readonly #reader = new EscPosReader((bytes) => decodeText(bytes) ?? '')

  constructor(out: (text: string) => void) {
    super()
    this.#out = out
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    for (const step of this.#reader.push(new Uint8Array(chunk)))
      if (step.kind === 'line') this.#out(`      │ ${step.text}\n`)
    done()
  }
}
