import type { PrintEnd, Printer } from '../terminal/index.ts'
import { END_QUERY, isStatusByte, STATUS_BYTES, STATUS_QUERIES, saysPaperOut, statusOf } from './printer-answer.ts'
import type { Address, Socket } from './socket.ts'
import { tcpLink } from './tcp.ts'

/**
 * A network printer that takes raw ESC/POS bytes, usually on port 9100. Jobs and questions go one after the other, each on
 * a connection of its own.
 *
 * Fault model: no connection is `offline`. `printed` needs the printer's word that everything is on paper; without it the
 * printer is asked what is wrong, and when it does not say, the end is `unknown`.
 */
export function tcpPrinter(address: Address, patience: PrinterPatience = {}): Printer {
  const { dialMs = 3000, jobMs = 15_000, statusMs = 1000 } = patience
  let last: Promise<void> = Promise.resolve()
  const queue = (work: (talk: Talk | undefined) => Promise<void>) => {
    last = last.then(async () => {
      const talk = await dial(address, dialMs)
      await work(talk)
      talk?.close()
    })
  }
  const status = async (talk: Talk | undefined): Promise<ReturnType<typeof statusOf> | undefined> => {
    const bytes = await talk?.ask(STATUS_QUERIES, STATUS_BYTES, statusMs, isStatusByte)
    return bytes && statusOf(bytes)
  }
  const print = async (talk: Talk | undefined, job: Uint8Array): Promise<PrintEnd> => {
    if (talk === undefined) return 'offline'
    talk.send(job)
    const answer = await talk.ask(END_QUERY, 1, jobMs, (byte) => !isStatusByte(byte))
    if (answer) return saysPaperOut(answer[0] as number) ? 'paperOut' : 'printed'
    const trouble = await status(talk)
    return trouble === undefined || trouble === 'ready' || trouble === 'nearEnd' ? 'unknown' : trouble
  }
  return {
    print: (job, done) => {
      const bytes = job.slice()
      queue(async (talk) => done(await print(talk, bytes)))
    },
    status: (done) => queue(async (talk) => done((await status(talk)) ?? 'offline')),
  }
}

/** How long to wait for the connection, for the end of a job, for four status bytes. */
export interface PrinterPatience {
  readonly dialMs?: number
  readonly jobMs?: number
  readonly statusMs?: number
}

/** One connection to a printer. */
interface Talk {
  send(bytes: Uint8Array): void
  /** Sends a question and waits for `count` bytes that pass; undefined when they do not come in time. */
  ask(bytes: Uint8Array, count: number, ms: number, passes: (byte: number) => boolean): Promise<Uint8Array | undefined>
  close(): void
}

function dial(address: Address, ms: number): Promise<Talk | undefined> {
  return new Promise((resolve) => {
    let heard: (bytes: Uint8Array) => void = () => {}
    let ended: () => void = () => resolve(undefined)
    const timer = setTimeout(() => {
      socket.reset()
      resolve(undefined)
    }, ms)
    const socket: Socket = tcpLink(address).connect({
      opened: () => {
        clearTimeout(timer)
        resolve(talk)
      },
      refused: () => {
        clearTimeout(timer)
        resolve(undefined)
      },
      received: (bytes) => heard(bytes),
      closed: () => {
        over = true
        ended()
      },
    })
    let over = false
    const talk: Talk = {
      send: (bytes) => socket.send(bytes),
      close: () => socket.close(),
      ask: (question, count, askMs, passes) =>
        new Promise((answer) => {
          const bytes: number[] = []
          const finish = (what: Uint8Array | undefined) => {
            clearTimeout(limit)
            answer(what)
          }
          const limit = setTimeout(finish, over ? 0 : askMs, undefined)
          ended = () => finish(undefined)
          heard = (chunk) => {
            bytes.push(...chunk.filter(passes))
            if (bytes.length >= count) finish(Uint8Array.from(bytes.slice(0, count)))
          }
          socket.send(question)
        }),
    }
  })
}
