import type { PaperPile } from './paper-pile.ts'
import type { SaleFacts } from './sale-facts.ts'
import type { Outcome, Receipt } from './scenario.ts'

/** One sale as it ended, for whoever reads the result. Money in minor units. */
export interface SaleOutcome {
  /** '' when no money request of it ever left. */
  readonly stan: string
  readonly type: 'sale'
  readonly outcome: Outcome
  readonly amountMinor: number
  /** What the card holder paid in the end. */
  readonly cardholderMinor: number
  /** What the merchant received in the end. */
  readonly merchantMinor: number
  readonly receipt: Receipt
}

/** How a sale ended, by ledger, journal, screen and paper. */
export function outcomeOf(sale: SaleFacts, paper: PaperPile): SaleOutcome {
  return {
    stan: sale.keys.at(-1)?.slice(-6) ?? '',
    type: 'sale',
    outcome: nameOf(sale, paper),
    amountMinor: sale.amountMinor,
    cardholderMinor: sale.cardholderMinor,
    merchantMinor: sale.merchantMinor,
    receipt: paper.receiptOf(sale.keys),
  }
}

function nameOf(sale: SaleFacts, paper: PaperPile): Outcome {
  const { keys, told, owed, cleared } = sale
  const last = told.at(-1)
  if (keys.length === 0) return 'cancelled'
  // Whatever the terminal was told: as long as the card holder has paid, nothing was taken back.
  if (cleared !== undefined && SETTLED_BY_HOST.has(cleared) && sale.cardholderMinor === 0) {
    return paper.hasComplete(keys, 'cancelled') || told.includes('cancelled') ? 'cancelled' : 'reversed'
  }
  // What a supervisor cleared, what the host had nothing to take back for, what nobody cleared: the terminal does not know.
  if (owed || cleared !== undefined) return 'inDoubt'
  if (last === 'approved' || last === 'declined' || last === 'cancelled') return last
  // A sale that was approved before a power cut may be told by its marked copy alone.
  if (paper.receiptOf(keys) !== 'none') return 'approved'
  return last === 'reversed' ? 'reversed' : 'inDoubt'
}

/** How the host ends a debt: a response code of the 0410, or a key that it has burnt. */
const SETTLED_BY_HOST: ReadonlySet<string> = new Set(['00', '12', '25', 'sealed'])
