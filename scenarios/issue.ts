import type { UsageCode } from './usage-error.ts'

/**
 * Makes a schema report one of our codes. A value that is missing keeps the schema's own report, because that is another
 * mistake.
 */
export function coded(code: UsageCode): { error: (issue: { readonly input?: unknown }) => string | undefined } {
  return { error: (issue) => (issue.input === undefined ? undefined : code) }
}
