/** The same by name, in the order of the code units: what a report says does not depend on what was met first. */
export function sorted<T>(named: Iterable<readonly [name: string, value: T]>): Record<string, T> {
  return Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)))
}
