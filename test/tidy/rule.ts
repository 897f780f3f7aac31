import type { Source } from './source.ts'

export interface Finding {
  readonly path: string
  readonly line: number
  /** What to do about it. */
  readonly advice: string
}

/** A rule looks at the whole tree, because some faults lie between files. */
export type Rule = (sources: readonly Source[]) => Finding[]

/** A rule that needs to see one file at a time. */
export function perFile(look: (source: Source, report: (offset: number, advice: string) => void) => void): Rule {
  return (sources) =>
    sources.flatMap((source) => {
      const findings: Finding[] = []
      look(source, (offset, advice) => findings.push({ path: source.path, line: source.lineAt(offset), advice }))
      return findings
    })
}
