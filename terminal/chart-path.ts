/** Where the chart is, as the path of its innermost state: `sale.awaiting`. One state at a time: it has no parallel ones. */
export function chartPath(value: unknown): string {
  if (typeof value === 'string') return value
  const state = value as Readonly<Record<string, unknown>>
  let path = paths.get(state)
  if (path === undefined) {
    const [name, inner] = Object.entries(state)[0] as [string, unknown]
    path = `${name}.${chartPath(inner)}`
    paths.set(state, path)
  }
  return path
}
/** A value never changes: its path is made once. */
const paths = new WeakMap<object, string>()
