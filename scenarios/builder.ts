import type { ExpectedDifference, ExpectedSale, OwnCard, Scenario } from './scenario.ts'
import { USUAL_START_MS } from './scenario.ts'
import { parseSchedule } from './schedule.ts'
import type { SaleStep, Step } from './step.ts'
import type { SwitchesText } from './switches.ts'
import { sortSwitches } from './switches.ts'

/**
 * Builds a scenario in code, for tests: `scenario('two sales').sale('128.00').sale('5.00').faults('…').build()`. Each call
 * answers a new builder. Without expectations a sale is expected to be approved and printed.
 */
export function scenario(id: string): ScenarioBuilder {
  return new ScenarioBuilder({
    id,
    title: { en: id, zh: id },
    tags: [],
    seeds: [],
    cases: [],
    profile: 'unionpay',
    switches: { terminal: {}, host: {} },
    cards: [],
    startAtMs: USUAL_START_MS,
    seed: 1,
    steps: [],
    faults: [],
    expect: { sales: [], differences: [] },
  })
}

export class ScenarioBuilder {
  readonly #made: Scenario

  constructor(made: Scenario) {
    this.#made = made
  }

  /** A sale of so many minor units, and how it must end. */
  sale(
    amountMinor: number,
    more: Partial<Omit<SaleStep, 'kind' | 'amountMinor'>> = {},
    expected: Partial<ExpectedSale> = {},
  ): ScenarioBuilder {
    const step: SaleStep = { kind: 'sale', card: 'credit-ok', amountMinor, ...more }
    const { expect } = this.#made
    const usual: ExpectedSale = { outcome: 'approved', cardholderMinor: amountMinor, receipt: 'complete' }
    const undone: Partial<ExpectedSale> = { cardholderMinor: 0, receipt: 'none' }
    const isUsual = expected.outcome === undefined || expected.outcome === 'approved'
    const sales = [...expect.sales, { ...usual, ...(isUsual ? {} : undone), ...expected }]
    return this.#with({ steps: [...this.#made.steps, step], expect: { ...expect, sales } })
  }

  step(step: Exclude<Step, SaleStep>): ScenarioBuilder {
    return this.#with({ steps: [...this.#made.steps, step] })
  }

  /** Throws UsageError when the schedule is wrong. */
  faults(schedule: string): ScenarioBuilder {
    return this.#with({ faults: parseSchedule(schedule) })
  }

  switches(switches: SwitchesText): ScenarioBuilder {
    return this.#with({ switches: sortSwitches(switches) })
  }

  profile(profile: string): ScenarioBuilder {
    return this.#with({ profile })
  }

  card(card: OwnCard): ScenarioBuilder {
    return this.#with({ cards: [...this.#made.cards, card] })
  }

  seed(seed: number): ScenarioBuilder {
    return this.#with({ seed })
  }

  differences(...differences: readonly ExpectedDifference[]): ScenarioBuilder {
    return this.#with({ expect: { ...this.#made.expect, differences } })
  }

  build(): Scenario {
    return this.#made
  }

  #with(change: Partial<Scenario>): ScenarioBuilder {
    return new ScenarioBuilder({ ...this.#made, ...change })
  }
}
