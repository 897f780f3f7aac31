import type { Edges } from './edges.ts'

/** Asks whether the user wants the process to end. It is asked between two pieces of work: the one under way is finished. */
export function listenForInterrupt(edges: Pick<Edges, 'onInterrupt'>): () => boolean {
  let interrupted = false
  edges.onInterrupt(() => {
    interrupted = true
  })
  return () => interrupted
}
