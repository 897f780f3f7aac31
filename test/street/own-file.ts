/** One sale of a scenario file, and how it should end. */
export interface FileSale {
  readonly card: string
  /** As it stands in the file, "10.00". */
  readonly amount: string
  readonly outcome: string
  /** What the card holder paid in the end. */
  readonly paid: string
  readonly receipt: string
}

/** A scenario file as somebody would write it; `faults` one an entry. */
export function fileOf(sales: readonly FileSale[], faults: readonly string[] = [], extra = ''): string {
  const lines = [
    'id: mine',
    'title: { en: Somebody wrote this, zh: 某人写的 }',
    ...(extra === '' ? [] : [extra]),
    'steps:',
    ...sales.map(({ card, amount }) => `  - sale: { card: "${card}", amount: "${amount}" }`),
    ...(faults.length === 0 ? [] : ['faults:', ...faults.map((fault) => `  - '${fault}'`)]),
    'expect:',
    '  sales:',
    ...sales.map(
      ({ outcome, paid, receipt }) => `    - { outcome: ${outcome}, cardholder: "${paid}", receipt: ${receipt} }`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

export const approved = (card: string, amount: string): FileSale => {
  return { card, amount, outcome: 'approved', paid: amount, receipt: 'complete' }
}
export const failed = (outcome: 'declined' | 'reversed' | 'cancelled', card: string, amount: string): FileSale => {
  return { card, amount, outcome, paid: '0.00', receipt: 'none' }
}
