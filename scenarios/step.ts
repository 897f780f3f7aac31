/** What the clerk does next. Every step ends when the terminal stands idle again, unless the next one deals with its prompt. */
export type Step =
  | SaleStep
  | { readonly kind: 'wait'; readonly durationMs: number }
  | { readonly kind: 'balance'; readonly card: string; readonly pin?: string }
  | { readonly kind: 'restart'; readonly node: 'terminal' | 'host' }
  | { readonly kind: 'supervisor'; readonly choice: SupervisorChoice }
  | { readonly kind: PlainStep }

/** Steps that need no more than their name. */
export type PlainStep = 'reprint' | 'signOn' | 'loadPaper' | 'repair'
export const plainSteps: readonly PlainStep[] = ['reprint', 'signOn', 'loadPaper', 'repair']

export interface SaleStep {
  readonly kind: 'sale'
  /** The alias of a card. */
  readonly card: string
  readonly amountMinor: number
  /** Two sales of the same purchase are a re-swipe: at most one of them may be paid. */
  readonly purchase?: string
  /** What the card holder types: '' for nothing, absent for the card's own PIN. */
  readonly pin?: string
  /** Choices for named prompts during this sale, taken in order and the last one for good; others get their first choice. */
  readonly answers?: Readonly<Record<string, readonly string[]>>
}

export const supervisorChoices = ['sendAgain', 'clear', 'accept', 'decline'] as const
export type SupervisorChoice = (typeof supervisorChoices)[number]
