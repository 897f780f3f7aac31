import type { InvariantId } from '../judge/invariant-ids.ts'
import type { Ending as PlayEnding } from '../play.ts'

/** How a schedule ended, as far as two of them are compared. */
export interface Ending {
  /** What became of each sale and of the money, as text: equal for equal ends. */
  readonly outcome: string
  /** Broken invariants, each once. */
  readonly broken: readonly InvariantId[]
  /** Causes of announced losses, each once. */
  readonly causes: readonly string[]
}

export function endingOf({ judgement, sales }: PlayEnding): Ending {
  const { violations, differences } = judgement
  const told = sales.map(({ outcome, cardholderMinor, merchantMinor, receipt }) => [
    outcome,
    cardholderMinor,
    merchantMinor,
    receipt,
  ])
  const causes = [...new Set(differences.map(({ cause }) => cause))].sort()
  return {
    outcome: JSON.stringify([told, causes]),
    broken: [...new Set(violations.map(({ invariant }) => invariant))],
    causes,
  }
}
