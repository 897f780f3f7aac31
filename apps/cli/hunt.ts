import type { Mutant } from '../../mutants/index.ts'
import type { Exploration, Schedule } from '../../scenarios/index.ts'
import { explore, Prover, shippedScenario } from '../../scenarios/index.ts'
import { mutantNamed } from './firmware.ts'

/** What became of the search for one mutant. Plain data. */
export interface Hunt {
  readonly name: string
  readonly kind: Mutant['kind']
  readonly title: Mutant['title']
  readonly scenario: string
  /** Faults of the shortest schedule that shows it; -1 when none does. */
  readonly depth: number
  readonly schedule: readonly string[]
  readonly invariant: string
  /** Schedules that were tried on it before, and with it. */
  readonly schedules: number
  /** Schedules among them that our own terminal and host do not bear: none. */
  readonly ours: readonly string[]
  readonly wallMs: number
}

/**
 * Looks for the fewest faults that show a mutant: every single one everywhere, then pairs where its card says so. Whatever
 * is tried on it is tried on the product as well.
 */
export function hunt(name: string): Hunt {
  const begun = performance.now()
  const mutant = mutantNamed(name)
  const { kind, title, parts, pairs } = mutant
  const scenario = shippedScenario(mutant.scenario)
  const tried: Schedule[] = []
  const search = (depth: number, points?: readonly string[]): Exploration =>
    explore(scenario, {
      depth,
      parts,
      stopAtFirst: true,
      entered: (schedule) => tried.push(schedule),
      ...(points === undefined ? {} : { points }),
    })
  let found = search(1)
  if (found.violations.length === 0 && pairs !== undefined) found = search(2, pairs)
  const product = productOn(mutant.scenario)
  const ours = tried.filter((schedule) => product.brokenBy(schedule).length > 0)
  const [first] = found.violations
  return {
    name,
    kind,
    title,
    scenario: scenario.id,
    depth: first === undefined ? -1 : first.schedule.length,
    schedule: first?.schedule ?? [],
    invariant: first?.invariant ?? '',
    schedules: tried.length + 1,
    ours: ours.map((schedule) => schedule.map(({ point, fault }) => `${point}=${fault}`).join('; ')),
    wallMs: Math.round(performance.now() - begun),
  }
}

/** What was tried on the product for one mutant holds for the next. */
function productOn(scenario: Mutant['scenario']): Prover {
  const known = products.get(scenario)
  if (known !== undefined) return known
  const prover = new Prover(shippedScenario(scenario))
  products.set(scenario, prover)
  return prover
}
const products = new Map<string, Prover>()
