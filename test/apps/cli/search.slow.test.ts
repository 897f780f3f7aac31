import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { mutants } from '../../../mutants/index.ts'
import { droporder } from './shell.ts'

const out = mkdtempSync(join(tmpdir(), 'droporder-search-'))
afterAll(() => rmSync(out, { recursive: true }))

/** Splits a replay line as a shell would, without the command itself. */
function argsOf(replay: string): string[] {
  return [...replay.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1)
}

interface Violation {
  readonly invariant: string
  readonly atSeq: number
  readonly schedule: readonly string[]
  readonly steps: number
  readonly file: string
  readonly replay: string
}

async function expectReplays({ replay, invariant, atSeq }: Violation): Promise<void> {
  const played = await droporder([...argsOf(replay), '--format', 'json'])
  expect([replay, played.code]).toEqual([replay, 1])
  const [result] = JSON.parse(played.out) as { violations: { invariant: string; atSeq: number }[] }[]
  expect(result?.violations).toContainEqual(expect.objectContaining({ invariant, atSeq }))
}

describe('explore in several threads', () => {
  it.each(['1', '2'])(
    'prints the same document whatever their number, but for the time, at depth %s',
    async (depth) => {
      const args = [
        'explore',
        'response-lost',
        'chip-approved',
        '--depth',
        depth,
        '--points',
        'link.response.0210,flash.sync',
      ]
      const said = await Promise.all(
        ['1', '2', '3'].map(async (jobs) => (await droporder([...args, '--format', 'json', '--jobs', jobs])).out),
      )
      const timeless = said.map((text) => text.replace(/"wallMs": \d+/g, ''))
      expect(timeless[1]).toBe(timeless[0])
      expect(timeless[2]).toBe(timeless[0])
    },
    300_000,
  )

  it('finds a mutant with a line that breaks the same invariant at the same event', async () => {
    const args = ['explore', 'response-lost', '--points', 'host.authorize', '--firmware', 'doubt-taken-for-decline']
    const { code, out: text } = await droporder([...args, '--format', 'json', '--jobs', '2'])
    expect(code).toBe(1)
    const [found] = JSON.parse(text) as { violations: Violation[] }[]
    expect(found?.violations.length).toBeGreaterThan(0)
    for (const violation of found?.violations ?? []) await expectReplays(violation)
  }, 120_000)
})

describe('a search that does not come to its end', () => {
  it('has not held: it says so, ends with 1 and is no passed test', async () => {
    const args = ['explore', 'sale-approved', '--most-schedules', '3', '--jobs', '1']
    const [text, tests] = [await droporder(args), await droporder([...args, '--format', 'junit'])]
    expect([text.code, tests.code]).toEqual([1, 1])
    expect(text.out).toContain('incomplete')
    expect(tests.out).toContain('<failure type="incomplete"')
  })
})

describe('swarm', () => {
  it('prints the same bytes twice, whatever the number of threads', async () => {
    const args = ['swarm', '--runs', '300', '--seed', '7', '--format', 'json', '--out', out]
    const [one, two] = [await droporder([...args, '--jobs', '1']), await droporder([...args, '--jobs', '2'])]
    expect(two.out).toBe(one.out)
    expect(one.code).toBe(0)
  }, 120_000)

  it('finds at least twenty mutants, made small, each with a file and a line that play it again', async () => {
    let found = 0
    for (const { name } of mutants) {
      const args = ['swarm', '--runs', '160', '--seed', '7', '--format', 'json', '--out', join(out, name)]
      const { code, out: text } = await droporder([...args, '--firmware', name, '--jobs', '1'])
      const { violations } = JSON.parse(text) as { violations: Violation[] }
      expect(code).toBe(violations.length > 0 ? 1 : 0)
      for (const violation of violations) {
        await expectReplays(violation)
        // Whoever has mended the mutant sees it green; 2: what struck the mutant may not be reached by a sound one.
        expect([0, 2]).toContain((await droporder(['run', violation.file])).code)
      }
      if (violations.some(({ schedule, steps }) => schedule.length <= 3 && steps <= 3)) found += 1
    }
    expect(found).toBeGreaterThanOrEqual(20)
  }, 600_000)
})
