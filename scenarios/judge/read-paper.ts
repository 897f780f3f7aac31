import type { Restore, WorldEvent } from '../../sim/index.ts'
import type { Court } from './court.ts'
import type { Dispatch } from './dispatch.ts'
import { findMatter } from './docket.ts'
import type { Matter } from './matter.ts'
import type { Slip } from './slip.ts'
import { isEndMark, newSlip, opensSlip, readLine } from './slip.ts'

/** Reads the lane `printer` as a pile of slips. */
export class PaperReader {
  readonly #court: Court
  readonly #dispatch: Dispatch
  #slip: Slip | undefined
  #matter: Matter | undefined
  #job = -1

  constructor(court: Court, dispatch: Dispatch) {
    this.#court = court
    this.#dispatch = dispatch
  }

  read(event: WorldEvent): void {
    const { kind, data } = event
    if (kind === 'line.printed') this.#line(Number(data['job']), String(data['text']))
    else if (kind === 'job.ended') this.#ended(String(data['how']))
    else if (kind === 'paper.loaded') this.#court.docket.scene.paperOut = false
  }

  /** The printer lost its power or its job: what comes next is another slip. */
  breakOff(): void {
    this.#slip = undefined
    this.#matter = undefined
  }

  state(): string {
    if (this.#slip === undefined) return ''
    const { job: _, lines: __, stan, ...facts } = this.#slip
    return JSON.stringify([facts, stan === '' ? '' : `#${stan}`])
  }

  /** The slip itself is among those of the docket. */
  save(): Restore {
    const [slip, matter, job] = [this.#slip, this.#matter, this.#job]
    return () => {
      this.#slip = slip
      this.#matter = matter
      this.#job = job
    }
  }

  #line(job: number, text: string): void {
    const slip = this.#slipOf(job, text)
    const { type } = slip
    readLine(slip, text)
    if (this.#matter === undefined && slip.stan !== '') {
      this.#matter = findMatter(this.#court.docket, slip.batch, slip.stan)
      this.#matter?.slips.push(slip)
    }
    const matter = this.#matter
    if (matter !== undefined) {
      if (this.#dispatch.linePrinted(this.#court, slip, matter)) slip.condemned = true
      // Of a slip that is not whole the matter remembers what it is, no more.
      if (slip.complete || slip.condemned || slip.type !== type) matter.text = undefined
    }
    if (slip.complete) this.breakOff()
  }

  /** The end mark may come in a job of its own, after the journal has said that the receipt stands. */
  #slipOf(job: number, text: string): Slip {
    const open = this.#slip
    const isSame = open !== undefined && (job === this.#job || isEndMark(text))
    this.#job = job
    if (isSame && !(open.merchantNo !== '' && opensSlip(text))) return open
    this.breakOff()
    const slip = newSlip(job)
    this.#slip = slip
    this.#court.docket.slips.push(slip)
    return slip
  }

  #ended(how: string): void {
    if (how === 'printed') return
    const { docket } = this.#court
    docket.scene.copyDue = true
    if (how === 'paperOut') docket.scene.paperOut = true
    const matter = this.#matter ?? docket.current
    if (matter !== undefined) {
      matter.trouble.printer = true
      matter.text = undefined
    }
    this.breakOff()
  }
}
