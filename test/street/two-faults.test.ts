import { expect, it } from 'vitest'
import { droporder } from '../apps/cli/shell.ts'
import { runsOf } from './runs.ts'

const FAULTS = ['link.response.0210#1=drop', 'flash.sync.owed#1=cutAfter']

it.each(['sim', 'tcp', 'ws'])(
  'a lost answer and a power cut on the owed reversal, over %s: both strike in this order and nobody pays',
  async (wire) => {
    const { code, out } = await droporder([
      ...['run', 'response-lost', '--faults', FAULTS.join('; '), '--wire', wire, '--format', 'json'],
    ])
    const [result] = runsOf(out)
    expect(code).toBe(0)
    expect(result?.fired.map(({ fault }) => fault)).toEqual(FAULTS)
    expect(result?.fired.map(({ atSeq }) => atSeq)).toEqual(
      result?.fired.map(({ atSeq }) => atSeq).toSorted((a, b) => a - b),
    )
    expect(result?.sales[0]).toMatchObject({
      outcome: 'reversed',
      cardholderMinor: 0,
      merchantMinor: 0,
      receipt: 'none',
    })
    expect(result?.verdict).toBe('held')
  },
)

it('is told the same in words: both faults where they struck, the reversal, and nothing debited', async () => {
  const { code, out } = await droporder(['run', 'response-lost', '--faults', FAULTS.join(';')])
  expect(code).toBe(0)
  const places = FAULTS.map((fault) => out.indexOf(fault))
  expect(places[0]).toBeGreaterThan(0)
  expect(places[1]).toBeGreaterThan(places[0] as number)
  expect(out).toMatch(/sale +reversed +128\.00 +0\.00 +0\.00 +none/)
})
