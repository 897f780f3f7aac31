import { describe, expect, it } from 'vitest'
import { mutants } from '../../../mutants/index.ts'
import { scenario } from '../../../scenarios/builder.ts'
import { explore } from '../../../scenarios/explore/explore.ts'
import { worldKey } from '../../../scenarios/explore/world-key.ts'
import { shippedScenario } from '../../../scenarios/shipped.ts'
import { expectAgreement } from './agreement.ts'

/** Without their own faults many scenarios have the same steps; these are the different ones. */
const STEPS = [
  'response-lost',
  'query-finds-approval',
  'iso87-response-lost',
  'receipt-decides-power-cut',
  'chip-approved',
]

describe('a search that skips known worlds', () => {
  it.each(STEPS)('finds what one finds that skips none, for every single fault on %s', (id) => {
    expectAgreement(id, { depth: 1 })
  })

  it.each([
    ['response-lost', 'flash.sync,flash.write.intent,link.response.0410'],
    ['paper-out', 'flash.sync.printed,host.commit'],
    ['query-finds-approval', 'link.response.0210,flash.sync.outcome'],
    ['host-crash-after-commit', 'host.commit,issuer,power.host'],
    ['power-cut-after-approval', 'flash.sync,link.send'],
    // Two minutes before the host's day ends; keys that come twice, older ones last.
    ['reversal-after-early-cut-over', 'link.response.0210,link.request.0400'],
    ['iso87-response-lost', 'link.request.0800,link.response.0810'],
    // A chip card that is swiped is another card to the terminal than one that is inserted.
    ['chip-approved', 'operator,flash.sync.outcome'],
    ['chip-approved', 'operator.card,card.swipe'],
    // Whether a clerk gives up before the printer is ready hangs on one try more or less.
    ['printer-busy', 'keypad.key,printer.status'],
  ])('finds what one finds that skips none, for every pair of faults of %s at %s', (id, points) => {
    expect(expectAgreement(id, { depth: 2, points: points.split(',') }).merged).toBeGreaterThan(0)
  })

  it.each([
    // The records of one world must break off like those of its equal, whatever the digits and checksums in them.
    ['issuer-timeout-declined', 'flash.write.intent,link.send'],
    ['reversals-exhausted-sent-again', 'flash.sync.printed,flash.write.intent'],
  ])('finds what one finds that skips none, for every three faults of %s at %s', (id, points) => {
    expect(expectAgreement(id, { depth: 3, points: points.split(',') }).merged).toBeGreaterThan(0)
  })

  it('knows that a wrong digit may make the amount of a doubt that was settled', () => {
    const steps = scenario('one digit apart')
      .switches({ reversalWhen: 'atOnce' })
      .sale(12_801, { card: 'partial-approval', answers: { partiallyApproved: ['cancel'] } })
      .sale(12_800, { card: 'partial-approval', answers: { duplicateSuspected: ['cancel'] } })
    expectAgreement(steps.build(), { depth: 2, points: ['power.terminal', 'keypad.amount'] })
  })
})

describe('a search that takes worlds with other paper for the same', () => {
  /** Leaves out what the printer has, what the judge and the result note of slips, and nothing else. */
  const blindToPaper: typeof worldKey = (play, lasting) =>
    worldKey({ state: () => play.state().map(withoutPaper) }, lasting)

  it('is found out: it says something else than one that skips none', () => {
    // Whether a copy was whole when the power went stands on paper alone, and an unmarked reprint is wrong only if it was.
    const { parts } = mutants.find(({ name }) => name === 'reprint-unmarked')!
    const how = { depth: 1, points: ['printer.line'], parts }
    const steps = shippedScenario('response-lost')
    // Single faults are all named, whoever skips what.
    const honest = explore(steps, { ...how, merge: false }).violations
    expect(explore(steps, how).violations).toEqual(honest)
    expect(explore(steps, { ...how, fingerprint: blindToPaper }).violations).not.toEqual(honest)
  })
})

function withoutPaper(line: string): string {
  if (line.startsWith('printer ')) return 'printer'
  if (!line.startsWith('[') || !line.endsWith(']')) return line
  return JSON.stringify(JSON.parse(line), (_, value: unknown) => (isOfPaper(value) ? 'paper' : value))
}

/** What the judge and the result note of slips names itself first. */
function isOfPaper(value: unknown): boolean {
  return Array.isArray(value) && value[0] === 'papers'
}
