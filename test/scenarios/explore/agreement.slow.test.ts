import { describe, expect, it } from 'vitest'
import type { Exploration } from '../../../scenarios/explore/exploration.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import { catalogue, shippedScenario } from '../../../scenarios/shipped.ts'

/** What a search says whether or not it plays known worlds again. */
function saidBy({ ran: _, merged: __, ...said }: Exploration) {
  return said
}

const core = Object.values(catalogue).filter(({ tags }) => tags.includes('core'))

describe('a search that skips known worlds', () => {
  it.each([...core.map(({ id }) => id), 'iso87-response-lost', 'receipt-decides-power-cut', 'issuer-late'])(
    'finds what one finds that skips none, for every single fault on %s',
    (id) => {
      const scenario = shippedScenario(id)
      expect(saidBy(explore(scenario, { depth: 1 }))).toEqual(saidBy(explore(scenario, { depth: 1, merge: false })))
    },
  )

  it.each([
    ['response-lost', 'flash.sync,flash.write.intent,link.response.0410'],
    ['paper-out', 'printer.status,flash.sync.printed,host.commit'],
    ['query-finds-approval', 'link.response,flash.sync.outcome'],
    ['host-crash-after-commit', 'host.commit,issuer,power.host'],
    ['power-cut-after-approval', 'flash.sync,link.send'],
  ])('finds what one finds that skips none, for every pair of faults of %s at %s', (id, points) => {
    const how = { depth: 2, points: points.split(',') }
    const scenario = shippedScenario(id)
    const merged = explore(scenario, how)
    expect(saidBy(merged)).toEqual(saidBy(explore(scenario, { ...how, merge: false })))
    expect(merged.merged).toBeGreaterThan(0)
  })
})
