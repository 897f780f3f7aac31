import { describe, expect, it } from 'vitest'
import { printEntry, shippedScenario } from '../../../scenarios/index.ts'
import { droporder } from './shell.ts'

/** The scenarios that the street was asked for. */
const ASKED: readonly string[] = [
  ...['sale-approved', 'sale-declined'],
  ...['request-lost', 'response-lost', 'response-late', 'response-duplicated', 'response-corrupted'],
  ...['response-tampered', 'foreign-response', 'connection-refused', 'link-cut-mid-request'],
  ...['host-down', 'host-slow', 'host-crash-after-commit', 'issuer-late'],
  ...['power-cut-before-send', 'power-cut-after-send', 'power-cut-after-approval', 'power-cut-while-printing'],
  ...['power-cut-during-recovery', 'torn-journal', 'paper-out', 'printer-jam', 'reversal-lost', 'reversals-exhausted'],
  ...['query-finds-approval', 'query-finds-nothing-then-late-request', 'receipt-decides-paper-out'],
]
const BASELINES = ['sale-approved', 'sale-declined']

interface Listed {
  readonly id: string
  readonly title: { readonly en: string; readonly zh: string }
  readonly seeds: readonly number[]
}

const { code, out, err } = await droporder(['list', '--format', 'json'])
const listed = JSON.parse(out) as readonly Listed[]

describe('list', () => {
  it('prints one JSON document and nothing else', () => {
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(listed.length).toBeGreaterThanOrEqual(ASKED.length)
  })

  it.each(ASKED)('has %s with a title in both languages and rows of the coverage table', (id) => {
    const found = listed.filter((one) => one.id === id)
    expect(found).toHaveLength(1)
    const { title, seeds } = found[0] as Listed
    expect(title.en).toMatch(/^[\x20-\x7e’]{8,}$/)
    expect(title.zh).toMatch(/\p{Script=Han}/u)
    expect(seeds.length).toBeGreaterThan(0)
    for (const seed of seeds) expect(seed).toBeGreaterThan(0)
  })

  it('names no scenario twice and plays a fault in each but the two baselines', () => {
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
    for (const { id } of listed) {
      const faults = shippedScenario(id).faults.map(printEntry)
      expect([id, faults.length > 0]).toEqual([id, !BASELINES.includes(id)])
    }
  })

  it('turned over by seeds names only scenarios that it lists, each under every row of its own', async () => {
    const { out: bySeed } = await droporder(['list', '--seeds'])
    const rows = bySeed
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/))
    const told = rows.flatMap(([seed, , ids = '']) => ids.split(' ').map((id) => `${seed} ${id}`)).sort()
    expect(told).toEqual(listed.flatMap(({ id, seeds }) => seeds.map((seed) => `${seed} ${id}`)).sort())
  })
})
