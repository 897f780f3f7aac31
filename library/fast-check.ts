// The one file of the library that names fast-check: what another major version wants changes here. Arbitraries are the same
// in all of them; a property of a run is synchronous or not as the reader's version has it.
import type { Arbitrary, Command } from 'fast-check'
import { array, commands, constantFrom, integer, option, record, tuple } from 'fast-check'
import type { Entry, RunOptions, SaleStep, Scenario, Schedule, Step } from '../scenarios/index.ts'
import {
  pointFamilies,
  pointNames,
  quote,
  run,
  scenario,
  suggest,
  testCardAliases,
  UsageError,
} from '../scenarios/index.ts'

/** One sale with a test card; shrinks to a small amount on `credit-ok`. */
export function sales(): Arbitrary<SaleStep> {
  return record({ card: constantFrom(...CARDS), amountMinor: integer({ min: 1, max: 10_000_000 }) }).map((made) => {
    return { kind: 'sale', ...made }
  })
}

/** What a clerk does, most of it sales; shrinks to one sale. */
export function steps(most = 4): Arbitrary<readonly Step[]> {
  const others = constantFrom<Step>(
    { kind: 'wait', durationMs: 61_000 },
    { kind: 'balance', card: 'credit-ok' },
    { kind: 'restart', node: 'terminal' },
    { kind: 'restart', node: 'host' },
    { kind: 'reprint' },
    { kind: 'signOn' },
  )
  const step = tuple(option(others, { freq: 3 }), sales()).map(([other, sale]): Step => other ?? sale)
  return array(step, { minLength: 1, maxLength: most })
}

/** A scenario of such steps that expects nothing but that the judge finds nothing. */
export function scenarios(most = 4): Arbitrary<Scenario> {
  return steps(most).map((made) => ({ ...scenario('random').build(), steps: made }))
}

/**
 * A few faults by name, at points that begin with one of these; all when absent. Shrinks to no fault, fewer faults and early
 * occurrences. What a run does not reach, or what changes nothing there, is no error when it is played with `mayMiss`.
 * Throws POINT_UNKNOWN when no point begins so.
 */
export function schedules(most = 3, points: readonly string[] = ['']): Arbitrary<Schedule> {
  for (const prefix of points) demandPoint(prefix)
  const known = kinds.filter(({ point }) => points.some((prefix) => point.startsWith(prefix)))
  const entry = tuple(constantFrom(...known), integer({ min: 1, max: 4 })).map(([{ point, fault }, first]): Entry => {
    return { point, first, last: first, fault }
  })
  return array(entry, { maxLength: most }).map((entries) => {
    return entries.filter((one, at) => !entries.slice(0, at).some((before) => isSamePlace(before, one)))
  })
}

function demandPoint(prefix: string): void {
  if (pointNames.some((point) => point.startsWith(prefix))) return
  throw new UsageError('POINT_UNKNOWN', `no point begins with ${quote(prefix)}`, suggest(prefix, pointNames, 'points'))
}

/** What the clerk of a model knows: what the card holders should have paid for the steps so far. */
export interface Model {
  paidMinor: number
}

/** A terminal and its host that have gone through these steps. */
export interface Real {
  readonly steps: Step[]
  readonly options: RunOptions
}

/**
 * Commands for a model-based test, one for each sale: after each of them the judge must find nothing and the card holders must
 * have paid what the screen called approved, under the faults in `options` as well.
 */
export function clerkCommands(most = 5): Arbitrary<Iterable<Command<Model, Real>>> {
  return commands([sales().map((sale): Command<Model, Real> => new Sell(sale))], { maxCommands: most })
}

class Sell implements Command<Model, Real> {
  readonly #sale: SaleStep

  constructor(sale: SaleStep) {
    this.#sale = sale
  }

  check(): boolean {
    return true
  }

  run(model: Model, { steps: done, options }: Real): void {
    done.push(this.#sale)
    const result = run({ ...scenario('model').build(), steps: done }, { trace: false, mayMiss: true, ...options })
    const paidMinor = result.sales.reduce((sum, { cardholderMinor }) => sum + cardholderMinor, 0)
    const approved = result.sales.filter(({ outcome }) => outcome === 'approved')
    model.paidMinor = approved.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    const [first] = result.violations
    if (first !== undefined) throw new Error(`${first.invariant} ${first.message}; replay: ${result.replay}`)
    // Money that is apart by rule is a difference, and part of an amount is approved for less.
    const isPlain = result.differences.length === 0 && approved.every((one) => one.cardholderMinor === one.amountMinor)
    if (isPlain && paidMinor !== model.paidMinor)
      throw new Error(`paid ${paidMinor}, approved ${model.paidMinor}; replay: ${result.replay}`)
  }

  toString(): string {
    return `sell ${this.#sale.amountMinor} to ${this.#sale.card}`
  }
}

function isSamePlace(one: Entry, other: Entry): boolean {
  return one.point === other.point && one.first === other.first
}

/** The card that most sales shrink to comes first. */
const CARDS = ['credit-ok', ...testCardAliases.filter((alias) => alias !== 'credit-ok')]

/** Every point with every fault that a firmware must bear, one text for each class of arguments. */
const kinds = pointFamilies.flatMap(({ stem, names, faults }) => {
  const points = names.length === 0 ? [stem] : names.map((name) => `${stem}.${name}`)
  const texts = faults.filter(({ beyond }) => beyond !== true).flatMap(({ offered }) => offered)
  return points.flatMap((point) => texts.map((fault) => ({ point, fault })))
})
