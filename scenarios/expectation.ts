import type { Difference } from './judge/judgement.ts'
import { formatMoney } from './money.ts'
import type { SaleOutcome } from './outcome.ts'
import type { Expectation } from './scenario.ts'

/** What of a scenario's expectation was looked at, and what of it did not come true. */
export interface ExpectationResult {
  readonly checked: number
  readonly missed: readonly Missed[]
}

/** One line of the expectation that did not come true; `path` as in the file, with lists counted from 0. */
export interface Missed {
  readonly path: string
  readonly wanted: string
  readonly got: string
}

/** Compares how a run ended with how it had to. */
export function compare(
  expect: Expectation,
  sales: readonly SaleOutcome[],
  differences: readonly Difference[],
): ExpectationResult {
  const missed: Missed[] = []
  let checked = 0
  const check = (path: string, wanted: string, got: string) => {
    checked += 1
    if (wanted !== got) missed.push({ path, wanted, got })
  }
  for (const [index, wanted] of expect.sales.entries()) {
    const got = sales[index]
    const path = `expect.sales[${index}]`
    const merchantMinor = wanted.merchantMinor ?? wanted.cardholderMinor
    check(`${path}.outcome`, wanted.outcome, got?.outcome ?? 'never begun')
    check(`${path}.cardholder`, formatMoney(wanted.cardholderMinor), formatMoney(got?.cardholderMinor ?? 0))
    check(`${path}.merchant`, formatMoney(merchantMinor), formatMoney(got?.merchantMinor ?? 0))
    check(`${path}.receipt`, wanted.receipt, got?.receipt ?? 'none')
  }
  check('expect.differences', listed(expect.differences), listed(differences))
  return { checked, missed }
}

function listed(differences: readonly { readonly cause: string; readonly amountMinor: number }[]): string {
  const lines = differences.map(({ cause, amountMinor }) => `${cause} ${formatMoney(amountMinor)}`)
  return lines.length === 0 ? 'none' : lines.sort().join(', ')
}
