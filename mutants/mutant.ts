import type { ScenarioId, StageParts } from '../scenarios/index.ts'

/** A firmware or a host that does one thing otherwise, and sells as if nothing were amiss while nothing goes wrong. */
export interface Mutant {
  readonly name: string
  readonly kind: 'terminal' | 'host'
  /** What its makers did. */
  readonly title: { readonly en: string; readonly zh: string }
  /** On whose steps the defect shows. */
  readonly scenario: ScenarioId
  /** Where to look first for a pair of faults: beginnings of points. One fault is looked for everywhere. */
  readonly pairs?: readonly string[]
  readonly parts: StageParts
}

/** A mutant but for its name, which is its place in the gallery. */
export type Defect = Omit<Mutant, 'name'>
