import pc from 'picocolors'
import { hanging } from './columns.ts'
import type { Edges } from './edges.ts'
import type { Case } from './junit.ts'

/** Asks whether the user wants the process to end. It is asked between two pieces of work: the one under way is finished. */
export function listenForInterrupt(edges: Pick<Edges, 'onInterrupt'>): () => boolean {
  let interrupted = false
  edges.onInterrupt(() => {
    interrupted = true
  })
  return () => interrupted
}

/** What an interrupt left, for build servers: no passed test. */
export function leftCase(name: string): Case {
  return { name, seconds: 0, failures: [{ kind: 'incomplete', message: 'interrupted before it was begun', text: '' }] }
}

/** The same for people; `head` says what the names are. */
export function leftLines(head: string, left: readonly string[], { colour, columns }: Edges): string[] {
  if (left.length === 0) return []
  return hanging(head + left.join(', '), columns).map(pc.createColors(colour).yellow)
}
