/** A broken invariant of ours: nobody catches it. `claim` says what must hold, and never a field's value. */
export function assert(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new Error(`invariant broken in the host: ${claim}`)
}
