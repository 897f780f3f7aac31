import { describe, expect, it } from 'vitest'
import { mutants } from '../../../mutants/index.ts'
import type { Exploration, ExploreOptions } from '../../../scenarios/explore/exploration.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import { worldKey } from '../../../scenarios/explore/world-key.ts'
import { catalogue, shippedScenario } from '../../../scenarios/shipped.ts'

/** What a search says whether or not it plays known worlds again. */
function saidBy({ ran: _, merged: __, coverage: ___, ...said }: Exploration) {
  return said
}

function expectAgreement(id: string, how: ExploreOptions): Exploration {
  const scenario = shippedScenario(id as 'sale-approved')
  const merged = explore(scenario, how)
  expect(saidBy(merged)).toEqual(saidBy(explore(scenario, { ...how, merge: false })))
  return merged
}

const core = Object.values(catalogue).filter(({ tags }) => tags.includes('core'))

describe('a search that skips known worlds', () => {
  it.each([...core.map(({ id }) => id), 'iso87-response-lost', 'receipt-decides-power-cut', 'issuer-late'])(
    'finds what one finds that skips none, for every single fault on %s',
    (id) => {
      expectAgreement(id, { depth: 1 })
    },
  )

  it.each([
    ['response-lost', 'flash.sync,flash.write.intent,link.response.0410'],
    ['paper-out', 'printer.status,host.commit'],
    ['query-finds-approval', 'link.response.0210,flash.sync.outcome'],
    ['host-crash-after-commit', 'host.commit,issuer,power.host'],
    ['power-cut-after-approval', 'flash.sync,link.send'],
  ])('finds what one finds that skips none, for every pair of faults of %s at %s', (id, points) => {
    expect(expectAgreement(id, { depth: 2, points: points.split(',') }).merged).toBeGreaterThan(0)
  })

  it.each(mutants.map(({ name, scenario, parts, pairs }) => [name, scenario, parts, pairs ?? SOME_POINTS] as const))(
    'finds what one finds that skips none on the mutant %s',
    (_, id, parts, points) => {
      expectAgreement(id, { depth: 1, parts, points })
    },
  )

  it.each([
    'cleared-by-any-0410',
    'cleared-by-another-0410',
    'reversed-twice',
    'refused-reversal-falls-through',
    'counters-not-stored',
  ])('finds what one finds that skips none, for pairs of faults on the mutant %s', (name) => {
    const { scenario, parts } = mutants.find((mutant) => mutant.name === name)!
    const points = ['link.response.0210', 'host.authorize.0400', 'link.response.0410']
    expectAgreement(scenario, { depth: 2, parts, points })
  })
})

describe('a search that takes worlds with other paper for the same', () => {
  /** Leaves out what the printer has, what the judge and the result note of slips, and nothing else. */
  const blindToPaper: typeof worldKey = (play, lasting) =>
    worldKey({ state: () => withoutPaper(play.state()) }, lasting)

  it('is found out: it says something else than one that skips none', () => {
    const how = { depth: 1, points: ['printer.line'] }
    const scenario = shippedScenario('paper-out')
    const honest = saidBy(explore(scenario, { ...how, merge: false }))
    expect(saidBy(explore(scenario, how))).toEqual(honest)
    expect(saidBy(explore(scenario, { ...how, fingerprint: blindToPaper }))).not.toEqual(honest)
  })
})

const SOME_POINTS = ['link.response', 'flash.sync', 'host.']

function withoutPaper(state: string): string {
  const lines = state.split('\n').map((line) => {
    if (line.startsWith('printer ')) return 'printer'
    if (!line.startsWith('[')) return line
    return JSON.stringify(JSON.parse(line), (_, value: unknown) => (isOfPaper(value) ? 'paper' : value))
  })
  return lines.join('\n')
}

/** Lists of slips in words, such as `approval M false`. */
function isOfPaper(value: unknown): boolean {
  const isSlip = (one: unknown) => typeof one === 'string' && /^(approval|undefined) /.test(one)
  return Array.isArray(value) && value.length > 0 && value.some(isSlip)
}
