import type { Random } from '../../sim/index.ts'
import type { Scenario } from '../scenario.ts'
import { USUAL_START_MS } from '../scenario.ts'
import type { Step } from '../step.ts'
import { plainSteps, supervisorChoices } from '../step.ts'
import type { SwitchesText } from '../switches.ts'
import { sortSwitches } from '../switches.ts'
import { testCardAliases } from '../test-card.ts'

/** A scenario that chance has made, and its switches as a file would say them. */
export interface Drawn {
  readonly scenario: Scenario
  readonly switches: SwitchesText
}

/** One to five steps with cards, amounts and people of all sorts, under rules of any acquirer. */
export function drawScenario(id: string, random: Random): Drawn {
  const switches = drawSwitches(random)
  const steps = Array.from({ length: 1 + random.next(MOST_STEPS) }, () => drawStep(random))
  const scenario: Scenario = {
    id,
    title: { en: id, zh: id },
    tags: [],
    seeds: [],
    cases: [],
    profile: random.next(4) === 0 ? 'iso87' : 'unionpay',
    switches: sortSwitches(switches),
    cards: [],
    startAtMs: USUAL_START_MS + random.next(WEEK_MINUTES) * 60_000,
    seed: random.next(1000),
    steps,
    faults: [],
    expect: { sales: [], differences: [] },
  }
  return { scenario, switches }
}

const MOST_STEPS = 5
const WEEK_MINUTES = 7 * 24 * 60

/** Every switch with what it may be set to; half of them stay as the profile has them. */
function drawSwitches(random: Random): SwitchesText {
  const drawn = Object.entries(switchValues).flatMap(([name, values]) => {
    const value = one(random, values as readonly unknown[])
    return random.next(2) === 0 ? [[name, value] as const] : []
  })
  return Object.fromEntries(drawn) as SwitchesText
}

/** An issuer that answers after its host has given up would be no rule but a fault: its delays are shorter than any timer. */
const switchValues: { readonly [K in keyof SwitchesText]-?: readonly NonNullable<SwitchesText[K]>[] } = {
  onDoubt: ['reverseFirst', 'queryFirst'],
  queryNotFound: ['doubt', 'seal'],
  completion: ['approval', 'receipt'],
  malformedAnswer: ['reverse', 'forget'],
  declineMac: ['require', 'ignore'],
  reversalWhen: ['beforeNext', 'atOnce'],
  onExhausted: ['block', 'drop'],
  doubtCodes: [['51', '98'], ['06', '09', '68', '91', '94', '96', '98'], []],
  answerTimer: ['5s', '20s', '60s'],
  connectTimer: ['2s', '10s'],
  dialAttempts: [1, 2, 3],
  reversalAttempts: [1, 2, 3, 5],
  logLimit: [2, 500],
  duplicate: ['stored', 'refuse94'],
  unknownOriginal: ['accept', 'reject'],
  failedOriginal: ['accept', 'reject'],
  alreadyReversed: ['asBefore', 'notFound'],
  crossDay: ['refuse', 'accept'],
  upstreamReversal: ['lost', '1s', '60s'],
  issuerTimer: ['10s', '30s'],
  issuerDelay: ['0ms', '200ms', '4s'],
}

/** Most steps are sales. */
function drawStep(random: Random): Step {
  switch (random.next(10)) {
    case 0:
      return { kind: 'wait', durationMs: one(random, WAITS_MS) }
    case 1:
      return { kind: 'balance', card: drawCard(random) }
    case 2:
      return { kind: 'restart', node: one(random, ['terminal', 'host']) }
    case 3:
      return random.next(2) === 0
        ? { kind: 'supervisor', choice: one(random, supervisorChoices) }
        : { kind: one(random, plainSteps) }
    default:
      return drawSale(random)
  }
}

function drawSale(random: Random): Step {
  const answers = random.next(4) === 0 ? one(random, ANSWERS) : undefined
  const pin = random.next(6) === 0 ? one(random, ['', '000000']) : undefined
  return {
    kind: 'sale',
    card: drawCard(random),
    amountMinor: random.next(2) === 0 ? one(random, AMOUNTS_MINOR) : 1 + random.next(100_000),
    ...(pin === undefined ? {} : { pin }),
    ...(answers === undefined ? {} : { answers }),
  }
}

/** Every second card is one that pays. */
function drawCard(random: Random): string {
  return random.next(2) === 0 ? one(random, ['credit-ok', 'debit-ok', 'chip-ok']) : one(random, testCardAliases)
}

export function one<T>(random: Random, values: readonly T[]): T {
  return values[random.next(values.length)] as T
}

const AMOUNTS_MINOR = [1, 500, 12_800, 20_000, 99_999_999, 999_999_999_999]
const WAITS_MS = [1000, 30_000, 61_000, 600_000, 16 * 3_600_000]
const ANSWERS: readonly Readonly<Record<string, readonly string[]>>[] = [
  { signature: ['refused'] },
  { paperOut: ['cancel'], printerFault: ['cancel'] },
  { slipIncomplete: ['later'] },
  { printerNotReady: ['goOn'] },
  { printerNotReady: ['cancel'], batteryLow: ['cancel'] },
  { duplicateSuspected: ['cancel'] },
  { partiallyApproved: ['cancel'] },
]
