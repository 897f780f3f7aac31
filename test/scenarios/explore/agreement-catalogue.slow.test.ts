import { describe, expect, it } from 'vitest'
import { explore } from '../../../scenarios/explore/explore.ts'
import { worldKey } from '../../../scenarios/explore/world-key.ts'
import { catalogue, shippedScenario } from '../../../scenarios/shipped.ts'
import { expectAgreement, saidBy } from './agreement.ts'

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
