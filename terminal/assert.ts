/** A broken invariant of our own: nobody catches it. */
export function assert(condition: boolean, whatMustHold: string): asserts condition {
  if (!condition) throw new Error(`terminal: ${whatMustHold}`)
}
