import { randomBytes } from 'node:crypto'
import type { Accept } from '../../drivers/index.ts'
import { systemClock } from '../../drivers/index.ts'
import type { Host, HostConfig, HostDoor, Store } from '../../host/index.ts'
import { serve } from '../../host/index.ts'

/** What a host process needs: its books, its configuration, who decides what goes wrong, and where its diary goes. */
export interface RealHostOptions extends Pick<HostDoor, 'choose' | 'note'> {
  readonly store: Store
  readonly config: HostConfig
  readonly ports: HostPorts
}

/** The ports of a host. */
export interface HostPorts {
  /** Opens all of them; called again after a crash. Throws when one cannot be had. */
  open(accept: Accept): Promise<void>
  /** Drops every connection too. */
  close(): Promise<void>
}

/** How long a crashed host stays away when the fault does not say, milliseconds. */
const RESTART_MS = 5_000

/** Thrown by a scheduled crash, caught where the process was entered: what was under way is gone, what is committed stays. */
const CRASHED = Symbol('the host process died')

/**
 * The host on the real clock. A scheduled crash drops every connection and all memory, and starts again over the same
 * books. Whatever else is thrown in a socket or a timer is left to the process, which ends.
 */
export class RealHost {
  readonly #options: RealHostOptions
  readonly #system = systemClock()
  /** Counts the starts: what belongs to an earlier life is not listened to. */
  #life = 0
  #opening: Promise<void> | undefined

  constructor(options: RealHostOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#life += 1
    const enter = this.#entrance(this.#life)
    const { choose, note, config, store } = this.#options
    const host: Host = serve(
      store,
      {
        clock: {
          now: this.#system.now,
          setTimeout: (fn, ms) => this.#system.setTimeout(enter(fn), ms),
          clearTimeout: this.#system.clearTimeout,
        },
        choose,
        note,
        randomBytes: (count) => new Uint8Array(randomBytes(count)),
        crash: (restartAfterMs = RESTART_MS) => this.#crash(restartAfterMs),
      },
      config,
    )
    this.#opening = this.#options.ports.open((socket) => {
      const ears = host.accept(socket)
      return {
        received: enter((bytes: Uint8Array) => ears.received(bytes)),
        closed: enter((how: 'fin' | 'rst') => ears.closed(how)),
      }
    })
    await this.#opening
  }

  async close(): Promise<void> {
    this.#life += 1
    // What is still being opened can only be closed afterwards; that it could not be had, `start` has said.
    await Promise.allSettled([this.#opening])
    await this.#options.ports.close()
  }

  #entrance(mine: number) {
    return <A extends unknown[]>(fn: (...args: A) => void) =>
      (...args: A) => {
        if (mine !== this.#life) return
        try {
          fn(...args)
        } catch (thrown) {
          if (thrown !== CRASHED) throw thrown
        }
      }
  }

  #crash(restartAfterMs: number): never {
    this.#options.note('host', 'crashed', { restartAfterMs })
    const closed = this.close()
    const mine = this.#life
    this.#system.setTimeout(() => {
      void closed.then(() => (mine === this.#life ? this.start() : undefined))
    }, restartAfterMs)
    throw CRASHED
  }
}
