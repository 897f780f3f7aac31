import { SingleBar } from 'cli-progress'
import type { Edges } from './edges.ts'

/** A progress line on the error stream, only where somebody watches; `total` 0 shows none. */
export function startProgress(total: number, edges: Edges): { at(name: string): void; end(): void } {
  if (total === 0 || edges.progressTo === undefined) return { at: () => undefined, end: () => undefined }
  const bar = new SingleBar({ format: '{bar} {value}/{total} {name}', stream: edges.progressTo, clearOnComplete: true })
  bar.start(total, 0, { name: '' })
  let played = -1
  return {
    at: (name) => {
      played += 1
      bar.update(played, { name })
    },
    end: () => {
      bar.update(total)
      bar.stop()
    },
  }
}
