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

  /** False when nothing more is on paper. */
  see({ kind, data }: WorldEvent): boolean {
    if (kind === 'line.printed') this.#line(Number(data['job']), String(data['text']))
    else if (kind === 'job.ended' && data['how'] !== 'printed') this.#open = undefined
    return kind === 'line.printed'
  }

  /** What one sale left on paper. */
  receiptOf(keys: readonly string[]): Receipt {
    const mine = this.slips.filter((slip) => slip.type === 'approval' && keys.includes(`${slip.batch}/${slip.stan}`))
    if (mine.length === 0) return 'none'
    const copies = bestCopies(mine)
    if (copies.includes('none')) return 'partial'
    return copies.includes('marked') ? 'duplicate' : 'complete'
  }

  /** Whether a slip of this type with its end mark exists for one of the keys. */
  hasComplete(keys: readonly string[], type: Slip['type']): boolean {
    return this.slips.some((slip) => slip.complete && slip.type === type && keys.includes(`${slip.batch}/${slip.stan}`))
  }

  /** All that decides what it will say of these keys. */
  state(keys: readonly string[]): readonly string[] {
    const mine = this.slips.filter(({ batch, stan }) => keys.includes(`${batch}/${stan}`))
    const approvals = mine.filter(({ type }) => type === 'approval')
    const isCancelled = this.hasComplete(keys, 'cancelled')
    return ['papers', approvals.length > 0 ? 'begun' : '', ...bestCopies(approvals), isCancelled ? 'cancelled' : '']
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

/** Of the merchant's and of the card holder's copies the best one each. */
function bestCopies(slips: readonly Slip[]): readonly ReturnType<typeof best>[] {
  return (['M', 'C'] as const).map((copy) => best(slips.filter((slip) => slip.copy === copy)))
}

/** The best of several papers: a whole one without a mark, a whole one, none. */
function best(slips: readonly Slip[]): 'original' | 'marked' | 'none' {
  const whole = slips.filter(({ complete }) => complete)
  if (whole.length === 0) return 'none'
  return whole.some(({ marked }) => !marked) ? 'original' : 'marked'
}
