import type { Restore, WorldEvent } from '../sim/index.ts'
import { allOf, saveData, saveGrowing } from '../sim/index.ts'
import type { Slip } from './judge/slip.ts'
import { isEndMark, newSlip, opensSlip, readLine } from './judge/slip.ts'
import type { Receipt } from './scenario.ts'

/** Everything that came out of the printer, as lines and as slips. */
export class PaperPile {
  readonly lines: string[] = []
  readonly slips: Slip[] = []
  #open: Slip | undefined

  see({ kind, data }: WorldEvent): void {
    if (kind === 'line.printed') this.#line(Number(data['job']), String(data['text']))
    else if (kind === 'job.ended' && data['how'] !== 'printed') this.#open = undefined
  }

  /** What one sale left on paper. */
  receiptOf(keys: readonly string[]): Receipt {
    const mine = this.slips.filter((slip) => slip.type === 'approval' && keys.includes(`${slip.batch}/${slip.stan}`))
    if (mine.length === 0) return 'none'
    const copies = (['M', 'C'] as const).map((copy) => mine.filter((slip) => slip.complete && slip.copy === copy))
    if (copies.some((slips) => slips.length === 0)) return 'partial'
    return copies.every((slips) => slips.some(({ marked }) => !marked)) ? 'complete' : 'duplicate'
  }

  /** Whether a slip of this type with its end mark exists for one of the keys. */
  hasComplete(keys: readonly string[], type: Slip['type']): boolean {
    return this.slips.some((slip) => slip.complete && slip.type === type && keys.includes(`${slip.batch}/${slip.stan}`))
  }

  /** Which kinds of slips there are for these keys, once each, and how far the open one is. */
  state(keys: readonly string[]): readonly string[] {
    const mine = this.slips.filter(({ batch, stan }) => keys.includes(`${batch}/${stan}`))
    return [...new Set(mine.map(slipText))].sort()
  }

  save(): Restore {
    const open = this.#open
    const reopen = () => {
      this.#open = open
    }
    return allOf([reopen, saveGrowing(this.lines), saveData(this.slips)])
  }

  #line(job: number, text: string): void {
    this.lines.push(text)
    const open = this.#open
    const isSame = open !== undefined && (open.job === job || isEndMark(text)) && !(opensSlip(text) && open.lines > 1)
    const slip = isSame ? open : newSlip(job)
    if (!isSame) this.slips.push(slip)
    readLine(slip, text)
    this.#open = slip.complete ? undefined : slip
  }
}

function slipText({ type, copy, marked, complete }: Slip): string {
  return complete ? `${type} ${copy} ${marked}` : `${type} broken off`
}
