import { stringify } from 'yaml'
import type { Difference } from './judge/judgement.ts'
import { formatMoney } from './money.ts'
import type { RunResult } from './run.ts'
import type { Scenario } from './scenario.ts'
import { printEntry } from './schedule.ts'
import type { Step } from './step.ts'
import type { SwitchesText } from './switches.ts'

/**
 * A scenario as a file that `loadScenario` reads back, for one that was made by chance: with test cards only, in minutes of
 * virtual time. `ended` is what its expectation will say.
 */
export function writeScenario(scenario: Scenario, switches: SwitchesText, ended: Ended): string {
  const { sales, differences } = ended
  const { id, title, profile, startAtMs, seed, steps, faults } = scenario
  const written = {
    id,
    title,
    profile,
    ...(Object.keys(switches).length === 0 ? {} : { switches }),
    start: new Date(startAtMs).toISOString().replace(/\.000Z$/, '+00:00'),
    seed,
    steps: steps.map(stepText),
    ...(faults.length === 0 ? {} : { faults: faults.map(printEntry) }),
    expect: {
      sales: sales.map(({ outcome, cardholderMinor, merchantMinor, receipt }) => ({
        outcome,
        cardholder: expected(cardholderMinor),
        ...(merchantMinor === cardholderMinor ? {} : { merchant: expected(merchantMinor) }),
        receipt,
      })),
      ...(differences.length === 0 ? {} : { differences: differences.map(lostText) }),
    },
  }
  return stringify(written, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
}

type Ended = Pick<RunResult, 'sales' | 'differences'>

function lostText({ cause, amountMinor }: Difference): unknown {
  return { cause, amount: formatMoney(amountMinor) }
}

/** A host that gives back more than it took makes sums that nobody can expect. */
function expected(amountMinor: number): string {
  return formatMoney(Math.max(0, amountMinor))
}

function stepText(step: Step): unknown {
  switch (step.kind) {
    case 'sale': {
      const { card, amountMinor, pin, purchase, answers } = step
      return {
        sale: {
          card,
          amount: formatMoney(amountMinor),
          ...(purchase === undefined ? {} : { purchase }),
          ...(pin === undefined ? {} : { pin: pin === '' ? 'none' : pin }),
          ...(answers === undefined ? {} : { answers }),
        },
      }
    }
    case 'wait':
      return { wait: `${step.durationMs}ms` }
    case 'balance':
      return { balance: { card: step.card, ...(step.pin === undefined ? {} : { pin: step.pin }) } }
    case 'restart':
      return { restart: step.node }
    case 'supervisor':
      return { supervisor: step.choice }
    default:
      return { [step.kind]: null }
  }
}
