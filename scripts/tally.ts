/** What became of one test; `detail` is why it was skipped or how it failed. */
export interface Outcome {
  readonly state: 'passed' | 'failed' | 'skipped'
  readonly name: string
  readonly detail: string
}

export interface Tally {
  /** Lines to print, the closing `N passed, N failed, N skipped` last. */
  readonly lines: readonly string[]
  readonly green: boolean
}

/** Counts outcomes; a run without a single passed test is red, and where `strict`, a skip is too. */
export function tally(outcomes: readonly Outcome[], strict: boolean): Tally {
  const of = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state)
  const [passed, failed, skipped] = [of('passed'), of('failed'), of('skipped')]
  return {
    lines: [
      ...failed.map(({ name, detail }) => `FAILED ${name}: ${detail}`),
      ...skipped.map(({ name, detail }) => `SKIPPED ${name}: ${detail}`),
      ...(strict && skipped.length > 0 ? ['In CI a skipped test is a failure: install what it needs in .ci/run.'] : []),
      ...(passed.length === 0 ? ['Not one test passed, so this run proves nothing.'] : []),
      `${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`,
    ],
    green: passed.length > 0 && failed.length === 0 && !(strict && skipped.length > 0),
  }
}
