import type { Spec } from '../protocol/index.ts'
import { FrameReader } from '../protocol/index.ts'
import type { Connection, Link } from './devices.ts'

/** What the line tells. `body`: one whole frame came. */
export interface LineEars {
  opened(): void
  refused(): void
  closed(): void
  body(bytes: Uint8Array): void
  /** The stream can no longer be divided into frames. */
  spoiled(): void
}

/** The one connection to the host at a time; what an older one still says is not heard. */
export class Line {
  private readonly link: Link
  private readonly spec: Spec
  private readonly ears: LineEars
  private connection: Connection | undefined
  private reader: FrameReader
  private number = 0

  constructor(link: Link, spec: Spec, ears: LineEars) {
    this.link = link
    this.spec = spec
    this.ears = ears
    this.reader = new FrameReader(spec)
  }

  dial(): void {
    this.number += 1
    const mine = this.number
    const isMine = () => mine === this.number
    this.reader = new FrameReader(this.spec)
    this.connection = this.link.connect({
      opened: () => isMine() && this.ears.opened(),
      refused: () => isMine() && this.ears.refused(),
      received: (bytes) => isMine() && this.receive(bytes),
      closed: () => {
        if (!isMine()) return
        this.connection = undefined
        this.ears.closed()
      },
    })
  }

  hangUp(): void {
    const { connection } = this
    this.number += 1
    this.connection = undefined
    connection?.close()
  }

  send(frame: Uint8Array): void {
    this.connection?.send(frame)
  }

  /** Says `spoiled` when part of a frame is held: the next answer would be taken for its rest. */
  check(): void {
    if (this.reader.pending > 0) this.ears.spoiled()
  }

  save(): () => void {
    const { connection, reader, number } = this
    const restore = reader.save()
    return () => {
      this.connection = connection
      this.reader = reader
      this.number = number
      restore()
    }
  }

  private receive(bytes: Uint8Array): void {
    for (const read of this.reader.push(bytes)) {
      if (read.ok) this.ears.body(read.body)
      else this.ears.spoiled()
    }
  }
}
