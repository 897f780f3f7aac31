import { LONGEST_MS, parseDuration, parseInstant } from './duration.ts'
import type { ScenarioText } from './format.ts'
import { scenarioSchema } from './format.ts'
import { check, checkSteps } from './format-errors.ts'
import { parseMoney } from './money.ts'
import { quote, suggest } from './nearest.ts'
import { cardOfPan, ownCards } from './own-card.ts'
import { checkPlannedAnswers, rememberAnswers } from './planned-answers.ts'
import type { PrintedText } from './printed-texts.ts'
import { checkPrinted } from './printed-texts.ts'
import { profileNames } from './profile.ts'
import type { Expectation, OwnCard, Scenario } from './scenario.ts'
import { USUAL_START_MS } from './scenario.ts'
import type { Schedule } from './schedule.ts'
import { joinSchedules, parseSchedule } from './schedule.ts'
import type { PlainStep, SaleStep, Step, SupervisorChoice } from './step.ts'
import { sortSwitches } from './switches.ts'
import { testCardAliases } from './test-card.ts'
import { UsageError } from './usage-error.ts'
import type { YamlFile } from './yaml-file.ts'
import { readYaml } from './yaml-file.ts'

/**
 * Reads a scenario from YAML; `file` is what errors call it. `known` are cards beyond the scenario's own, as a profile file
 * brings them. Throws UsageError with file, line and column.
 */
export function loadScenario(text: string, file: string, known: readonly OwnCard[] = []): Scenario {
  const yaml = readYaml(text, file)
  checkSteps(yaml)
  const found = check(scenarioSchema, yaml)
  checkPlannedAnswers(found.steps, yaml)
  const profile = found.profile ?? 'unionpay'
  if (!profileNames.includes(profile)) {
    const hint = suggest(profile, profileNames, 'profiles')
    throw new UsageError('PROFILE_UNKNOWN', `no profile is called ${quote(profile)}`, hint, yaml.placeOf(['profile']))
  }
  const table = new CardTable(yaml, ownCards(found.cards ?? [], yaml), known)
  const steps = found.steps.map((step, index) => stepOf(step, table, index))
  for (const [index, step] of steps.entries())
    if (step.kind === 'sale') rememberAnswers(step, ['steps', index, 'sale'], yaml)
  checkPrinted(printedIn(found, steps), table.cards, yaml)
  checkWaits(steps, yaml)
  return {
    id: found.id,
    title: found.title,
    tags: found.tags ?? [],
    seeds: found.seeds ?? [],
    cases: found.cases ?? [],
    profile,
    switches: sortSwitches(found.switches ?? {}),
    cards: table.cards,
    startAtMs: startOf(found, yaml),
    seed: found.seed ?? 1,
    steps,
    faults: faultsOf(found.faults ?? [], yaml),
    expect: expectationOf(found, steps, yaml),
  }
}

/** Everything of a scenario that stands in titles, traces, file names and replay lines. */
function printedIn({ id, title, tags, cards }: ScenarioText, steps: readonly Step[]): readonly PrintedText[] {
  return [
    [['id'], id],
    [['title', 'en'], title.en],
    [['title', 'zh'], title.zh],
    ...(tags ?? []).map((tag, index) => [['tags', index], tag] as const),
    ...(cards ?? []).map(({ alias }, index) => [['cards', index, 'alias'], alias] as const),
    ...steps.map((step, index) => {
      return [['steps', index, 'sale', 'purchase'], step.kind === 'sale' ? step.purchase : undefined] as const
    }),
  ]
}

/** A scenario plays every second of its waits, so all of them together are bounded like one. */
function checkWaits(steps: readonly Step[], yaml: YamlFile): void {
  let waitedMs = 0
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'wait') waitedMs += step.durationMs
    if (waitedMs <= LONGEST_MS) continue
    const message = 'all waits together are longer than a week'
    throw new UsageError('DURATION_INVALID', message, 'a week is 168h', yaml.placeOf(['steps', index]))
  }
}

/** The cards that steps may name; a number in a step becomes a card of its own. */
class CardTable {
  cards: readonly OwnCard[]
  readonly #known: readonly OwnCard[]
  readonly #yaml: YamlFile

  constructor(yaml: YamlFile, cards: readonly OwnCard[], known: readonly OwnCard[]) {
    this.#yaml = yaml
    this.cards = cards
    this.#known = known
  }

  /** The alias of the card that the step at this path names by alias or number. Throws CARD_UNKNOWN, CARD_TWICE, PAN_INVALID. */
  aliasOf(name: string, path: readonly PropertyKey[]): string {
    const all = [...this.cards, ...this.#known]
    const isNumber = /^[0-9 ]+$/.test(name)
    const found = all.find((card) => (isNumber ? card.pan : card.alias) === name)
    if (found !== undefined) return found.alias
    if (isNumber) {
      if (!/^[0-9]{13,19}$/.test(name)) {
        throw new UsageError(
          'PAN_INVALID',
          'this is no card number',
          '13 to 19 digits, without spaces',
          this.#yaml.placeOf(path),
        )
      }
      const card = cardOfPan(name, this.cards, this.#yaml.placeOf(path))
      this.cards = [...this.cards, card]
      return card.alias
    }
    if (testCardAliases.includes(name)) return name
    const hint = suggest(name, [...testCardAliases, ...all.map((card) => card.alias)], 'cards')
    throw new UsageError('CARD_UNKNOWN', `no card is called ${quote(name)}`, hint, this.#yaml.placeOf(path))
  }
}

function stepOf(text: ScenarioText['steps'][number], table: CardTable, index: number): Step {
  if (typeof text === 'string') return { kind: text as PlainStep }
  // The schema has made sure of one key and of what stands behind it.
  const [kind, value] = Object.entries(text)[0] as [Step['kind'], unknown]
  switch (kind) {
    case 'sale':
      return saleOf(value as SaleText, table, ['steps', index, 'sale', 'card'])
    case 'balance': {
      const { card, pin } = value as { card: string; pin?: string }
      return { kind, card: table.aliasOf(card, ['steps', index, 'balance', 'card']), ...pinOf(pin) }
    }
    case 'wait':
      return { kind, durationMs: parseDuration(value as string) as number }
    case 'restart':
      return { kind, node: value as 'terminal' | 'host' }
    case 'supervisor':
      return { kind, choice: value as SupervisorChoice }
    default:
      return { kind }
  }
}

interface SaleText {
  readonly card: string
  readonly amount: string
  readonly purchase?: string
  readonly pin?: string
  readonly answers?: Readonly<Record<string, string | readonly string[]>>
}

function saleOf(text: SaleText, table: CardTable, path: readonly PropertyKey[]): SaleStep {
  const answers = Object.entries(text.answers ?? {}).map(([name, choices]) => [name, [choices].flat() as string[]])
  return {
    kind: 'sale',
    card: table.aliasOf(text.card, path),
    amountMinor: parseMoney(text.amount) as number,
    ...(text.purchase === undefined ? {} : { purchase: text.purchase }),
    ...pinOf(text.pin),
    ...(text.answers === undefined ? {} : { answers: Object.fromEntries(answers) }),
  }
}

function pinOf(pin: string | undefined): { pin?: string } {
  return pin === undefined ? {} : { pin: pin === 'none' ? '' : pin }
}

function startOf({ start }: ScenarioText, yaml: YamlFile): number {
  const atMs = start === undefined ? USUAL_START_MS : parseInstant(start)
  if (atMs !== undefined) return atMs
  throw new UsageError(
    'INSTANT_INVALID',
    'there is no such day or time',
    'give one that the calendar has',
    yaml.placeOf(['start']),
  )
}

/** Places in a schedule count from where its text begins: behind the quote, if it has one. */
function faultsOf(texts: readonly string[], yaml: YamlFile): Schedule {
  return joinSchedules(
    texts.map((text, index) => {
      const place = yaml.placeOf(['faults', index], 'text')
      return { schedule: parseSchedule(text, place), place }
    }),
  )
}

function expectationOf({ expect }: ScenarioText, steps: readonly Step[], yaml: YamlFile): Expectation {
  const sales = steps.filter(({ kind }) => kind === 'sale').length
  if (expect.sales.length !== sales) {
    const message = `${sales} sale ${sales === 1 ? 'step' : 'steps'}, but ${expect.sales.length} in expect.sales`
    throw new UsageError(
      'EXPECT_COUNT',
      message,
      'write one entry for each sale',
      yaml.placeOf(['expect', 'sales'], 'key'),
    )
  }
  return {
    sales: expect.sales.map(({ outcome, cardholder, merchant, receipt }) => ({
      outcome,
      cardholderMinor: parseMoney(cardholder) as number,
      ...(merchant === undefined ? {} : { merchantMinor: parseMoney(merchant) as number }),
      receipt,
    })),
    differences: (expect.differences ?? []).map(({ cause, amount }) => ({
      cause,
      amountMinor: parseMoney(amount) as number,
    })),
  }
}
