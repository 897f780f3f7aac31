import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { droporder } from './shell.ts'

const out = mkdtempSync(join(tmpdir(), 'droporder-interrupt-'))
afterAll(() => rmSync(out, { recursive: true }))

/** Ctrl-C as soon as somebody listens for it. */
const interrupted = (...args: string[]) => droporder([...args, '--jobs', '1'], '', (stop) => stop())

describe('a search that is interrupted', () => {
  it('ends with 1, tells what is known and names the scenarios that were not begun', async () => {
    const said = await interrupted('explore', 'sale-approved', 'response-lost')
    expect([said.code, said.out]).toEqual([1, 'not begun: sale-approved, response-lost\n'])
  })

  it('is no passed test for a scenario that was not begun, and stands in no JSON', async () => {
    const args = ['explore', 'sale-approved', 'response-lost', '--format']
    const [tests, json] = [await interrupted(...args, 'junit'), await interrupted(...args, 'json')]
    expect(tests.out.match(/<failure type="incomplete"/g)).toHaveLength(2)
    expect([json.code, JSON.parse(json.out)]).toEqual([1, []])
  })

  it('tells of a swarm that was under way what it found, and that it was interrupted', async () => {
    const args = ['swarm', '--runs', '400', '--jobs', '1', '--firmware', 'timeout-taken-for-decline', '--out', out]
    const later = (stop: () => void) => void setTimeout(stop)
    const [text, tests] = [await droporder(args, '', later), await droporder([...args, '--format', 'junit'], '', later)]
    expect([text.code, tests.code]).toEqual([1, 1])
    expect(text.out).toMatch(/^100 random runs .*violated: \d+ invariants?\n {2}incomplete: interrupted/s)
    expect(tests.out).toMatch(/<failure type="incomplete"[^>]*>.*<failure type="S8"/s)
    expect(text.out + tests.out).not.toContain('no violation')
  })

  it('is no swarm that held: it says how many runs there were', async () => {
    const [text, json] = [await interrupted('swarm', '--runs', '300'), await interrupted('swarm', '--format', 'json')]
    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.out).toMatch(/^0 random runs of seed 1, .*incomplete: interrupted/s)
    expect(JSON.parse(json.out)).toMatchObject({ runs: 0, complete: false })
  })

  it('names the mutants that were not tried', async () => {
    const [text, tests] = [
      await interrupted('mutants', 'no-tombstone', 'single-bank-flash'),
      await interrupted('mutants', 'no-tombstone', '--format', 'junit'),
    ]
    expect([text.code, tests.code]).toEqual([1, 1])
    expect(text.out).toContain('incomplete: interrupted, not tried: no-tombstone, single-bank-flash')
    expect(tests.out).toContain('<failure type="incomplete"')
  })
})

describe('a swarm whose findings could not be written', () => {
  it('says so before the first run', async () => {
    const { code, err } = await droporder(['swarm', '--runs', '1', '--out', 'package.json/found'])
    expect([code, err]).toEqual([2, expect.stringContaining('FOLDER_UNFIT: package.json/found')])
  })
})
