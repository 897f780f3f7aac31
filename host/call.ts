import type { Spec } from '../protocol/index.ts'
import { FrameReader } from '../protocol/index.ts'
import type { Connection, ConnectionEars, HostDoor } from './door.ts'
import type { Caller } from './work.ts'

/** One connection to the host: divides what comes into frames, and carries answers back as long as it is open. */
export class Call implements Caller, ConnectionEars {
  readonly #connection: Connection
  readonly #reader: FrameReader
  readonly #note: HostDoor['note']
  readonly #hear: (body: Uint8Array, caller: Caller) => void
  readonly #ended: (call: Call) => void
  #isOpen = true

  /** `ended` is called when nothing more comes. */
  constructor(connection: Connection, spec: Spec, { note, hear, ended }: CallEars) {
    this.#connection = connection
    this.#reader = new FrameReader(spec)
    this.#note = note
    this.#hear = hear
    this.#ended = ended
  }

  send(frame: Uint8Array): boolean {
    if (this.#isOpen) this.#connection.send(frame)
    return this.#isOpen
  }

  received(bytes: Uint8Array): void {
    if (!this.#isOpen) return
    for (const read of this.#reader.push(bytes)) {
      if (read.ok) {
        this.#hear(read.body, this)
        continue
      }
      this.#note('host', 'refused', { code: read.error.code, field: 'length' })
      this.#end()
      this.#connection.close()
    }
  }

  closed(): void {
    this.#end()
    const cut = this.#reader.end()
    if (cut !== undefined) this.#note('host', 'refused', { code: cut.code, field: 'length' })
  }

  save(): () => void {
    const [isOpen, restore] = [this.#isOpen, this.#reader.save()]
    return () => {
      this.#isOpen = isOpen
      restore()
    }
  }

  #end(): void {
    this.#isOpen = false
    this.#ended(this)
  }
}

interface CallEars {
  readonly note: HostDoor['note']
  hear(body: Uint8Array, caller: Caller): void
  ended(call: Call): void
}
