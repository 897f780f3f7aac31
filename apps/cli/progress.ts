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

/** A progress line for searches, of which several may be under way: it tells of the first of them. */
export interface Countdown {
  at(search: Searched): void
  /** This search has ended. */
  over(search: number): void
  end(): void
}

/** How far a search is. `begun`: when it began, in ms of the process's own clock. */
interface Searched {
  readonly search: number
  readonly begun: number
  readonly done: number
  readonly total: number
  readonly name: string
}

/** Drawn seldom, because what it counts is quick; the total becomes known on the way. */
export function startCountdown({ progressTo }: Edges): Countdown {
  if (progressTo === undefined) return { at: () => undefined, over: () => undefined, end: () => undefined }
  const format = '{bar} {value}/{total} {name}, {rate}/s, {left} s left'
  const bar = new SingleBar({ format, stream: progressTo, clearOnComplete: true, noTTYOutput: false, barsize: 16 })
  bar.start(1, 0, { name: '', rate: '', left: '' })
  const underWay = new Set<number>()
  return {
    at({ search, begun, done, total, name }) {
      underWay.add(search)
      if (done % DRAWN_EVERY !== 0 || search > Math.min(...underWay)) return
      const perMs = done / Math.max(1, performance.now() - begun)
      bar.setTotal(total)
      bar.update(done, { name, rate: (1000 * perMs).toFixed(0), left: ((total - done) / perMs / 1000).toFixed(0) })
      // The search leaves no pause in which the bar's own timer could draw.
      bar.render()
    },
    over: (search) => void underWay.delete(search),
    end: () => bar.stop(),
  }
}

const DRAWN_EVERY = 200
