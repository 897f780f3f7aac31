import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import type { Writable } from 'node:stream'
import type { PrintEnd, Printer } from '../terminal/index.ts'

/**
 * A printer whose paper is a file (synced after each job) or a stream; it takes the ESC/POS bytes as they are.
 *
 * Fault model: a file that cannot be opened is `offline`; trouble while writing is `unknown`, because part of the job may
 * be there. Paper never ends.
 */
export function filePrinter(target: string | Writable): Printer {
  return {
    print: (job, done) => {
      if (typeof target !== 'string') printTo(target, job, done)
      else setImmediate(done, printInto(target, job))
    },
    status: (done) => setImmediate(done, 'ready'),
  }
}

function printInto(path: string, job: Uint8Array): PrintEnd {
  let file: number
  try {
    file = openSync(path, 'a')
  } catch {
    return 'offline'
  }
  try {
    for (let at = 0; at < job.length; ) at += writeSync(file, job, at)
    fsyncSync(file)
    return 'printed'
  } catch {
    return 'unknown'
  } finally {
    closeSync(file)
  }
}

function printTo(stream: Writable, job: Uint8Array, done: (how: PrintEnd) => void): void {
  if (stream.destroyed) setImmediate(done, 'offline')
  else stream.write(Buffer.from(job), (trouble) => setImmediate(done, trouble ? 'unknown' : 'printed'))
}
