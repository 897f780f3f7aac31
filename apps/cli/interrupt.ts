import type { Edges } from './edges.ts'

/** Asks whether the user wants the process to end; a second interrupt ends it at once. */
export function listenForInterrupt(edges: Pick<Edges, 'onInterrupt'>): () => boolean {
  let interrupted = false
  edges.onInterrupt(() => {
    interrupted = true
  })
  return () => interrupted
}
