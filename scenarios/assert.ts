/** Throws when something is wrong in our own code; nobody catches it. `must` says what must hold. */
export function assert(condition: boolean, must: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${must}`)
}
