import type { Align, DecodeText, PrintStep } from './escpos.ts'
import { EscPosReader } from './escpos.ts'
import { faultNumber, parseFault } from './fault.ts'
import type { Node } from './node.ts'
import { PrinterMechanism } from './printer-mechanism.ts'
import type { PrinterCondition } from './printer-status.ts'
import { conditionOf, statusByte } from './printer-status.ts'
import type { Restore } from './restore.ts'
import { allOf, saveData, saveFields, saveGrowing } from './restore.ts'
import type { World } from './world.ts'

/**
 * A receipt printer built into the terminal: it executes ESC/POS bytes line by line and shares the terminal's power.
 *
 * Fault model. Before any line of text the paper may end, the mechanism jam, overheat, lose voltage or its knife, the
 * cover open, the printer go offline: the job ends there and what is printed stays printed. It may lose its buffer: the
 * rest of the job vanishes and after a silence the end is `unknown`. A job that comes while it is busy is not taken. The power may go between two lines. Never: a line
 * printed twice, half a line, an order other than that of the bytes, `printed` before the last line is on paper.
 */
export class SimulatedPrinter {
  private readonly world: World
  private readonly node: Node
  private readonly reader: EscPosReader
  private readonly mechanism: PrinterMechanism
  private readonly lines: PaperLine[] = []
  private waiting: Job[] = []
  private job: Job | undefined
  private steps: readonly PrintStep[] = []
  private at = 0
  private jobs = 0

  /** `paperLines`: what a new roll holds. */
  constructor(world: World, node: Node, options: { readonly paperLines: number; readonly decodeText: DecodeText }) {
    this.world = world
    this.node = node
    this.reader = new EscPosReader(options.decodeText)
    this.mechanism = new PrinterMechanism(options.paperLines)
    node.onLose(() => this.goDark())
    world.join(this)
  }

  /** Executes the bytes; jobs that come while one is printed wait for it. */
  print(bytes: Uint8Array, done: (how: PrintEnd) => void): void {
    this.jobs += 1
    this.waiting.push({ number: this.jobs, bytes: bytes.slice(), done })
    if (this.job === undefined) this.takeNext()
  }

  /** Asks what the printer says of itself. */
  status(done: (status: PrinterCondition | 'busy') => void): void {
    const fault = this.world.choose('printer.status', STATUS_FAULTS)
    if (fault !== 'pass') this.mechanism.suffer(parseFault(fault), this.world.clock.now())
    this.node.later(STATUS_MS, 'printer status', () => {
      done(this.mechanism.isBusy(this.world.clock.now()) ? 'busy' : conditionOf(this.sensors()))
    })
  }

  /** What it answers to DLE EOT n at this moment. */
  statusByte(n: 1 | 2 | 3 | 4): number {
    return statusByte(n, this.sensors())
  }

  /** Everything on paper, in order. */
  paper(): readonly PaperLine[] {
    return this.lines
  }

  /** The operator puts in a new roll. */
  loadPaper(): void {
    this.mechanism.loadPaper()
    this.world.record('printer', 'paper.loaded', {})
  }

  /** The operator takes out a jam, frees the knife and closes the cover. */
  repair(): void {
    this.mechanism.repair()
    this.world.record('printer', 'repaired', {})
  }

  /** The operator puts right whatever needs a hand: what passes by itself only takes time. */
  mend(): void {
    if (this.mechanism.isEmpty) this.loadPaper()
    if (this.mechanism.isBroken) this.repair()
  }

  /** Ends what is wrong with the mechanism; paper is loaded by the operator. */
  heal(): void {
    this.mechanism.heal()
  }

  state(): string {
    const body = this.mechanism.state(this.world.clock.now())
    return `printer ${body} ${this.reader.state()} todo ${this.steps.length - this.at} ${this.waiting.length}`
  }

  save(): Restore {
    const { reader, mechanism, waiting, lines } = this
    return allOf([saveFields(this), reader.save(), mechanism.save(), saveData(waiting), saveGrowing(lines)])
  }

  private setSteps(steps: readonly PrintStep[]): void {
    this.steps = steps
    this.at = 0
  }

  private sensors() {
    return this.mechanism.sensors(this.world.clock.now())
  }

  private takeNext(): void {
    const job = this.waiting.shift()
    if (job === undefined) return
    this.job = job
    this.setSteps(this.reader.push(job.bytes))
    this.node.later(START_MS, 'print job', () => {
      this.world.record('printer', 'job.started', { job: job.number })
      if (this.mechanism.isBusy(this.world.clock.now())) this.end('busy')
      else this.proceed()
    })
  }

  /** Runs the next steps up to one that takes time, or the end of the job. */
  private proceed(): void {
    let step = this.steps[this.at]
    while (step?.kind === 'query' || step?.kind === 'ignored') {
      this.answer(step)
      this.at += 1
      step = this.steps[this.at]
    }
    if (step === undefined) this.end('printed')
    else if (step.kind === 'line') this.beginLine(step)
    else this.beginMove(step)
  }

  private beginLine(step: LineStep): void {
    if (this.isStopped()) return
    // A blank line leaves no mark of its own: a fault before it is the same as one before the next text.
    const fault = step.text === '' ? 'pass' : this.world.choose('printer.line', LINE_FAULTS)
    const cut = fault === 'cutAfter'
    if (fault !== 'pass' && !cut && this.strike(fault)) return
    this.node.later(LINE_MS, cut ? 'print line and cut' : 'print line', () => {
      this.printLine(step)
      if (cut) this.node.cut()
      this.at += 1
      this.proceed()
    })
  }

  private beginMove(step: MoveStep): void {
    if (this.isStopped()) return
    const ms = step.kind === 'feed' ? step.lines * FEED_MS : LINE_MS
    this.node.later(ms, `printer ${step.kind}`, () => {
      if (step.kind === 'feed') this.mechanism.use(step.lines)
      else this.world.record('printer', 'paper.cut', { job: this.job?.number })
      this.at += 1
      this.proceed()
    })
  }

  /** Lets the fault happen; true when it ends the job. */
  private strike(text: string): boolean {
    const fault = parseFault(text)
    const nowMs = this.world.clock.now()
    if (fault.name !== 'bufferLost') {
      this.mechanism.suffer(fault, nowMs)
      return this.isStopped()
    }
    this.mechanism.suffer({ name: 'offline', args: [String(faultNumber(fault, 0, RESTART_MS))] }, nowMs)
    this.setSteps([])
    this.node.later(SILENCE_MS, 'printer silent', () => this.end('unknown'))
    return true
  }

  /** Whether a trouble stands; if so, the job ends with it. */
  private isStopped(): boolean {
    if (this.mechanism.isQuiet) return false
    const condition = conditionOf(this.sensors())
    if (condition === 'ready' || condition === 'nearEnd') return false
    this.end(condition)
    return true
  }

  private printLine(step: LineStep): void {
    const { text, bold, big, align } = step
    const line = { job: this.job?.number ?? 0, text, bold, big, align }
    this.mechanism.use(big ? 2 : 1)
    this.lines.push(line)
    this.world.record('printer', 'line.printed', line)
  }

  private answer(step: Extract<PrintStep, { kind: 'query' | 'ignored' }>): void {
    const job = this.job?.number
    if (step.kind === 'query')
      this.world.record('printer', 'status.told', { job, n: step.n, byte: this.statusByte(step.n) })
    else this.world.record('printer', 'command.ignored', { job, bytes: step.bytes })
  }

  /** The job is over; unless all was printed, the printer forgets what is left of it. */
  private end(how: PrintEnd): void {
    const job = this.job
    if (job === undefined) return
    this.world.record('printer', 'job.ended', { job: job.number, how })
    if (how !== 'printed') this.reader.reset()
    this.job = undefined
    this.setSteps([])
    job.done(how)
    if (this.job === undefined) this.takeNext()
  }

  private goDark(): void {
    if (this.job !== undefined) this.world.record('printer', 'job.ended', { job: this.job.number, how: 'powerLost' })
    this.job = undefined
    this.setSteps([])
    this.waiting = []
    this.reader.reset()
  }
}

/** How a job ended; `unknown`: the printer fell silent, nobody knows how much is on paper; `busy`: it took nothing. */
export type PrintEnd = 'printed' | 'unknown' | 'busy' | Exclude<PrinterCondition, 'ready' | 'nearEnd'>

export interface PaperLine {
  readonly job: number
  readonly text: string
  readonly bold: boolean
  /** Double height or double width. */
  readonly big: boolean
  readonly align: Align
}

type LineStep = Extract<PrintStep, { kind: 'line' }>
type MoveStep = Extract<PrintStep, { kind: 'feed' | 'cut' }>
interface Job {
  readonly number: number
  readonly bytes: Uint8Array
  readonly done: (how: PrintEnd) => void
}

const START_MS = 5
const LINE_MS = 40
const FEED_MS = 10
const STATUS_MS = 5
/** How long nothing is heard of a printer that lost its buffer, and when it is back. */
const SILENCE_MS = 2000
const RESTART_MS = 3000

const LASTING = ['paperOut', 'jam', 'coverOpen', 'overheat', 'lowVoltage', 'cutter', 'offline', 'nearEnd'] as const
const STATUS_FAULTS = [...LASTING, 'busy'] as const
const LINE_FAULTS = [...LASTING, 'bufferLost', 'cutAfter'] as const
