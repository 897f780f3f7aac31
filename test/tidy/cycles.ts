import type { Finding, Rule } from './rule.ts'
import type { Source } from './source.ts'

/** Files that depend on each other in a ring, types included; each ring is reported once, where it closes. */
export const cycles: Rule = (sources) => {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const done = new Set<string>()
  const findings: Finding[] = []

  const follow = (source: Source, trail: readonly string[]) => {
    const here = [...trail, source.path]
    for (const found of source.imports) {
      const next = found.path === undefined ? undefined : byPath.get(found.path)
      if (next === undefined || done.has(next.path)) continue
      const start = here.indexOf(next.path)
      if (start < 0) follow(next, here)
      else {
        const ring = [...here.slice(start), next.path].join(' → ')
        findings.push({ path: source.path, line: found.line, advice: `break the ring ${ring}` })
      }
    }
    done.add(source.path)
  }

  for (const source of sources) if (!done.has(source.path)) follow(source, [])
  return findings
}
