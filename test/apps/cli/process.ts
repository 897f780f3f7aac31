import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Heard } from './shell.ts'

const MAIN = fileURLToPath(new URL('../../../apps/cli/main.ts', import.meta.url))
/** How long a test waits for what must come; a busy machine is slow, a broken program never answers. */
const PATIENCE_MS = 60_000

/** `droporder ARGS` as a process of its own, which ends with its test at the latest. */
export class CliProcess {
  out = ''
  err = ''
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
  readonly #child: ChildProcess
  readonly #listeners = new Set<() => void>()

  constructor(args: readonly string[], cwd: string, nodeArgs: readonly string[] = []) {
    // A pipe, no colours, and nothing from the environment of the tests that could change what is printed.
    this.#child = spawn(process.execPath, [...nodeArgs, MAIN, ...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear('out', text))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#hear('err', text))
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve(signal ?? code ?? -1))
    })
    onTestFinished(async () => {
      this.kill()
      await this.ended
    })
  }

  /** Waits until the output matches; fails with all that was printed when the process ends or time runs out before. */
  until(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        this.#listeners.delete(look)
        settle()
      }
      const fail = (why: string) => finish(() => reject(new Error(`${why} before ${pattern}:\n${this.out}${this.err}`)))
      const look = () => {
        const found = pattern.exec(this.out)
        if (found !== null) finish(() => resolve(found))
      }
      const timer = setTimeout(() => fail('time ran out'), PATIENCE_MS)
      this.#listeners.add(look)
      void this.ended.then(() => fail('the process ended'))
      look()
    })
  }

  /** Types a line on a keyboard that stays. */
  type(line: string): void {
    this.#child.stdin?.write(`${line}\n`)
  }

  /** Ends at once, as if the plug were pulled. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal)
  }

  #hear(stream: 'out' | 'err', text: string): void {
    this[stream] += text
    for (const listener of this.#listeners) listener()
  }
}

/** Runs a command line in a fresh process to its end. */
export async function freshDroporder(args: readonly string[], cwd = process.cwd()): Promise<Heard> {
  const child = new CliProcess(args, cwd)
  const code = await child.ended
  return { code: typeof code === 'number' ? code : -1, out: child.out, err: child.err }
}

/** Keeps one core busy until the test ends. */
export function burnCore(): void {
  const burner = spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'ignore' })
  onTestFinished(() => void burner.kill('SIGKILL'))
}

/** An empty folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'droporder-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
