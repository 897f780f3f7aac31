/** What was tried and how it ended, as build servers read it. */
export interface Case {
  readonly name: string
  readonly seconds: number
  readonly failures: readonly { readonly kind: string; readonly message: string; readonly text: string }[]
}

/** A test suite as an XML document. */
export function junit(name: string, cases: readonly Case[]): string {
  const failed = cases.filter(({ failures }) => failures.length > 0).length
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0).toFixed(3)
  const lines = cases.flatMap((one) => caseLines(name, one))
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="0" time="${seconds}"`
  const suite = `  <testsuite name="${escaped(name)}" ${counts}>`
  return `${['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', suite, ...lines, '  </testsuite>', '</testsuites>'].join('\n')}\n`
}

function caseLines(suite: string, { name, seconds, failures }: Case): string[] {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"`
  if (failures.length === 0) return [`${head}/>`]
  const told = failures.map(({ kind, message, text }) => {
    return `      <failure type="${escaped(kind)}" message="${escaped(message)}">${escaped(text)}</failure>`
  })
  return [`${head}>`, ...told, '    </testcase>']
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => ENTITIES[one] as string)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
