import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { droporderArgs, missing, shownIn } from './console.ts'
import { fencesOf } from './markdown.ts'
import { at, pageOf, readmes } from './page.ts'

// What the front pages show of real processes: `npm start`, and a host and a terminal that meet on a port.

const folder = mkdtempSync(join(tmpdir(), 'droporder-docs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A process of droporder in a folder of its own, and what it has said so far. */
function start(args: readonly string[], inside: string) {
  const child = spawn(process.execPath, [at('apps/cli/main.ts'), ...args], { cwd: inside })
  let out = ''
  let heard = () => undefined as undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    heard()
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  /** Resolves with what the pattern found, once it is there; with undefined when the process ended without. */
  const says = (pattern: RegExp) =>
    new Promise<string | undefined>((resolve) => {
      heard = () => {
        const found = pattern.exec(out)?.[1]
        if (found !== undefined) resolve(found)
      }
      heard()
      void ended.then(() => resolve(undefined))
    })
  return { child, ended, says, out: () => out }
}

describe.each(readmes)('$file', ({ file, lang }) => {
  const fences = fencesOf(pageOf(file))
  const inside = mkdtempSync(join(folder, lang))
  for (const { lines } of fences.filter(({ kind }) => kind === 'yaml'))
    writeFileSync(join(inside, `${/^id: (.*)$/m.exec(lines.join('\n'))?.[1]}.yaml`), lines.join('\n'))
  const shown = fences.filter(({ kind }) => kind === 'console').flatMap(shownIn)
  const named = (name: string) => shown.filter(({ words }) => droporderArgs(words)?.[0] === name)

  it('is right about npm start, as it is and with a name', async () => {
    const args = named('start').map(({ words }) => droporderArgs(words) ?? [])
    for (const one of [['start'], ...args]) {
      const job = start(one, inside)
      expect([one, await job.ended]).toEqual([one, 0])
      expect(job.out()).toMatch(/Real TCP|真实 TCP/)
    }
  })

  it('is right about a host and a terminal in two processes', async () => {
    const withPort = (name: string, port: string) =>
      (droporderArgs(named(name)[0]?.words ?? []) ?? []).map((arg) => arg.replace('9100', port))
    const host = start(withPort('host', '0'), inside)
    const chosen = await host.says(/"tcp":(\d+)/)
    expect(chosen).toBeDefined()
    const terminal = start(withPort('terminal', String(chosen)), inside)
    const code = await terminal.ended
    host.child.kill()
    await host.ended
    const expected = named('terminal')[0]?.expected ?? []
    expect(expected.length).toBeGreaterThan(2)
    expect({ code, missing: missing(expected, terminal.out()) }).toEqual({ code: 0, missing: [] })
  })
})
