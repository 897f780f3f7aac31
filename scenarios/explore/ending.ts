import type { InvariantId } from '../judge/invariant-ids.ts'
import type { SaleOutcome } from '../outcome.ts'
import type { Ending as PlayEnding } from '../play.ts'

/** How a schedule ended, as far as two of them are compared. */
export interface Ending {
  /** What became of each sale and of its money, in the order of the steps. */
  readonly sales: readonly SaleEnd[]
  /** Broken invariants, each once. */
  readonly broken: readonly InvariantId[]
  /** Causes of announced losses, each once. */
  readonly causes: readonly string[]
}

type SaleEnd = Pick<SaleOutcome, 'outcome' | 'cardholderMinor' | 'merchantMinor' | 'receipt'>

export function endingOf({ judgement, sales }: PlayEnding): Ending {
  const { violations, differences } = judgement
  return {
    sales: sales.map(({ outcome, cardholderMinor, merchantMinor, receipt }) => {
      return { outcome, cardholderMinor, merchantMinor, receipt }
    }),
    broken: [...new Set(violations.map(({ invariant }) => invariant))],
    causes: [...new Set(differences.map(({ cause }) => cause))].sort(),
  }
}
