import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import type { Listening } from '../../drivers/index.ts'
import { filePrinter, listenTcp, tcpPrinter } from '../../drivers/index.ts'

const told = <T>(ask: (done: (how: T) => void) => void) => new Promise<T>(ask)
const JOB = Uint8Array.of(0x1b, 0x40, 0x41, 0x0a)

describe('a printer that is a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'droporder-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('takes the bytes of each job behind the last one', async () => {
    const path = join(folder, 'paper')
    const printer = filePrinter(path)
    expect(await told((done) => printer.print(JOB, done))).toBe('printed')
    expect(await told((done) => printer.print(JOB, done))).toBe('printed')
    expect([...readFileSync(path)]).toEqual([...JOB, ...JOB])
    expect(await told(printer.status)).toBe('ready')
  })

  it('is offline when the file cannot be opened', async () => {
    const printer = filePrinter(join(folder, 'missing', 'paper'))
    expect(await told((done) => printer.print(JOB, done))).toBe('offline')
  })

  it('may be a stream, and is offline when that is gone', async () => {
    const stream = new PassThrough()
    const printer = filePrinter(stream)
    expect(await told((done) => printer.print(JOB, done))).toBe('printed')
    expect([...(stream.read() as Buffer)]).toEqual([...JOB])
    stream.destroy()
    expect(await told((done) => printer.print(JOB, done))).toBe('offline')
  })
})

describe('a printer on the network', () => {
  const open: Extract<Listening, { ok: true }>[] = []
  afterEach(async () => {
    for (const listening of open.splice(0)) await listening.close()
  })

  /** A printer that answers as told: four status bytes, and the byte after a job unless it is silent. */
  async function printerWith(status: readonly number[], end: number | 'silent' | 'hangsUp') {
    const paper: number[] = []
    const listening = await listenTcp(0, (socket) => ({
      received: (bytes) => {
        for (let at = 0; at < bytes.length; at++) {
          if (bytes[at] === 0x10) {
            const answer = status[(bytes[at + 2] as number) - 1]
            if (answer !== undefined) socket.send(Uint8Array.of(answer))
            at += 2
          } else if (bytes[at] === 0x1d && bytes[at + 1] === 0x72) {
            if (end === 'hangsUp') socket.close()
            else if (end !== 'silent') socket.send(Uint8Array.of(end))
            at += 2
          } else paper.push(bytes[at] as number)
        }
      },
      closed: () => {},
    }))
    if (!listening.ok) throw new Error(listening.error.code)
    open.push(listening)
    const printer = tcpPrinter({ host: '127.0.0.1', port: listening.port }, { jobMs: 40, statusMs: 40 })
    return { printer, paper }
  }
  const READY = [0x12, 0x12, 0x12, 0x12]

  it('has printed a job when it says that everything before its question is on paper', async () => {
    const { printer, paper } = await printerWith(READY, 0)
    expect(await told((done) => printer.print(JOB, done))).toBe('printed')
    expect(paper).toEqual([...JOB])
  })

  it('prints one job after the other', async () => {
    const { printer, paper } = await printerWith(READY, 0)
    const ends = [1, 2, 3].map((number) => told((done) => printer.print(Uint8Array.of(number), done)))
    expect(await Promise.all(ends)).toEqual(['printed', 'printed', 'printed'])
    expect(paper).toEqual([1, 2, 3])
  })

  it('has an unknown end when it falls silent, hangs up or claims to be ready', async () => {
    for (const [status, end] of [
      [[], 'silent'],
      [READY, 'hangsUp'],
      [READY, 'silent'],
    ] as const) {
      const { printer } = await printerWith(status, end)
      expect(await told((done) => printer.print(JOB, done))).toBe('unknown')
    }
  })

  it('names what stopped a job when it can say so', async () => {
    const { printer } = await printerWith([0x1a, 0x32, 0x12, 0x72], 'silent')
    expect(await told((done) => printer.print(JOB, done))).toBe('paperOut')
    expect(await told((done) => printerWith(READY, 0x0c).then((other) => other.printer.print(JOB, done)))).toBe(
      'paperOut',
    )
  })

  it.each([
    ['ready', 0x12, 0x12, 0x12, 0x12],
    ['nearEnd', 0x12, 0x12, 0x12, 0x1e],
    ['paperOut', 0x1a, 0x32, 0x12, 0x7e],
    ['coverOpen', 0x1a, 0x16, 0x12, 0x12],
    ['jammed', 0x3a, 0x52, 0x16, 0x12],
    ['cutterFailed', 0x3a, 0x52, 0x1a, 0x12],
    ['lowVoltage', 0x1a, 0x52, 0x32, 0x12],
    ['overheated', 0x1a, 0x52, 0x52, 0x12],
    ['offline', 0x1a, 0x12, 0x12, 0x12],
  ])('reads %s from its four status bytes', async (name, ...bytes) => {
    const { printer } = await printerWith(bytes as number[], 0)
    expect(await told(printer.status)).toBe(name)
  })

  it('is offline when nobody answers the dial or the questions', async () => {
    const { printer } = await printerWith([], 0)
    expect(await told(printer.status)).toBe('offline')
    for (const listening of open.splice(0)) await listening.close()
    expect(await told((done) => printer.print(JOB, done))).toBe('offline')
  })
})
