import { describe, expect, it } from 'vitest'
import { droporder } from './shell.ts'

/** Ctrl-C as soon as somebody listens for it. */
const interrupted = (...args: string[]) => droporder([...args, '--jobs', '1'], '', (stop) => stop())

describe('a search that is interrupted', () => {
  it('ends with 1, tells what is known and names the scenarios that were not begun', async () => {
    const { code, out } = await interrupted('explore', 'sale-approved', 'response-lost')
    expect([code, out]).toEqual([1, 'not begun: sale-approved, response-lost\n'])
  })

  it('tells of every scenario in JSON, begun or not', async () => {
    const { out } = await interrupted('explore', 'sale-approved', 'response-lost', '--format', 'json')
    const told = JSON.parse(out) as { id: string; complete: boolean; stoppedBy: string }[]
    expect(told.map(({ id, complete, stoppedBy }) => [id, complete, stoppedBy])).toEqual([
      ['sale-approved', false, 'interrupt'],
      ['response-lost', false, 'interrupt'],
    ])
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
