import type { TraceEvent } from '../../scenarios/index.ts'
import type { Slip } from './paper.ts'

/** The strips of paper of a run, each under the number of the event that ended it. */
export function collectSlips(trace: readonly TraceEvent[]): ReadonlyMap<number, Slip> {
  const slips = new Map<number, Slip>()
  let lines: string[] = []
  let last = -1
  const end = (seq: number, whole: boolean) => {
    if (lines.length > 0) slips.set(seq, { lines, whole })
    lines = []
  }
  for (const { seq, lane, kind, data } of trace) {
    // A terminal that loses power in the middle of a job never says that the job ended.
    if (lane === 'power' && data['node'] === 'terminal') end(last, false)
    if (lane !== 'printer') continue
    if (kind === 'line.printed') {
      lines.push(String(data['text']))
      last = seq
    }
    if (kind === 'job.ended') end(seq, data['how'] === 'printed')
    if (kind === 'job.started') end(last, false)
  }
  end(last, false)
  return slips
}
