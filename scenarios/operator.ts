import type { Prompt, Restore } from '../sim/index.ts'
import { saveFields } from '../sim/index.ts'
import type { Act } from './act.ts'
import type { Desk } from './desk.ts'
import { typedFor } from './human-error.ts'
import { finalPrompts } from './judge/prompts.ts'
import { isTired, noTries, PATIENCE_MS, patienceText, pauseMs, plannedText, triedAgain } from './patience.ts'
import type { PromptsOfStep } from './planned-answers.ts'
import type { Progress } from './progress.ts'
import { beginning } from './progress.ts'
import type { SaleStep, Step } from './step.ts'

/**
 * The clerk and the card holder. They look at the screen, take a second for each act and know two things: the list of what
 * is to be done, and that a prompt nobody planned for gets its first choice. Who is ignored tries again.
 */
export class Operator {
  readonly #desk: Desk
  readonly #acts: readonly Act[]
  readonly #now: Progress
  /** By amount the number of the last act for which it may be typed. */
  readonly #lastAct = new Map<number, number>()

  constructor(desk: Desk, acts: readonly Act[]) {
    this.#desk = desk
    this.#acts = acts
    this.#now = { ...beginning, stepSince: desk.clock.now() }
    for (const [index, { step }] of acts.entries()) {
      if (step.kind === 'sale') for (const amount of typedFor(step.amountMinor)) this.#lastAct.set(amount, index)
    }
    desk.onShow(() => {
      this.#now.leftIdle = true
      if (this.#now.stage === 'under way' && this.#now.hasTyped) this.#read(desk.prompt()?.name ?? '')
      this.#plan(pauseMs(this.#now.tries, desk.prompt()))
    })
    // A screen that never shows anything is given up as well.
    this.#plan(PATIENCE_MS + 1)
  }

  /** True when the list is done. */
  get done(): boolean {
    return this.#now.index >= this.#acts.length
  }

  /** The prompts that offered a choice during each step, and how often the planned answer was given there. */
  get came(): ReadonlyMap<Step, PromptsOfStep> {
    return this.#now.came
  }

  /** Whether this amount may still be typed, by whoever means it or by mistake: `now`, or in a sale that begins at `idle`. */
  mayType(amountMinor: number, from: 'now' | 'idle'): boolean {
    const { index, stage, wasTold, leftIdle } = this.#now
    const isPast = stage === 'under way' && (wasTold || (from === 'idle' && leftIdle))
    return (this.#lastAct.get(amountMinor) ?? -1) >= (isPast ? index + 1 : index)
  }

  /** What the clerk is at, for comparing worlds; times relative to now. */
  state(): string {
    const now = this.#desk.clock.now()
    const patience = patienceText(this.#now.tries, now - this.#now.stepSince)
    const planned = plannedText(this.#now.answered, this.#acts[this.#now.index]?.step)
    const heard = `${this.#now.hasTyped ? 'typed' : ''}${this.#now.wasTold ? ' told' : ''}${this.#now.sawDoubt ? ' doubt' : ''} ${this.#now.paid.map((one) => Object.values(one).join('/')).join(' ')}`
    return `operator ${this.#now.index} ${this.#now.stage} ${heard} ${Math.max(0, this.#now.waitsUntil - now)} ${patience} ${planned}`
  }

  save(): Restore {
    return saveFields(this.#now)
  }

  /** What the screen says of this step's sale. */
  #read(prompt: string): void {
    const outcome = finalPrompts.get(prompt)
    this.#now.sawDoubt ||= prompt === 'inDoubt'
    this.#now.wasTold ||= outcome !== undefined
    const step = this.#acts[this.#now.index]?.step
    // A slip that is to be signed says so as well.
    const said = prompt === 'signature' ? 'approved' : outcome
    if (said === undefined || step?.kind !== 'sale' || step.purchase === undefined) return
    const { purchase, card } = step
    const others = this.#now.paid.filter((one) => one.purchase !== purchase)
    const paid = { purchase, doubtedCard: this.#now.sawDoubt ? card : undefined }
    this.#now.paid = said === 'approved' ? [...others, paid] : others
  }

  /** Nobody begins a sale for a purchase that the screen has called paid. */
  #isPaid(step: Act['step']): boolean {
    if (step.kind !== 'sale' || step.purchase === undefined || this.#now.stage === 'under way') return false
    const paid = this.#now.paid.find(({ purchase }) => purchase === step.purchase)
    return paid !== undefined && paid.doubtedCard !== step.card
  }

  #plan(ms: number): void {
    const { clock } = this.#desk
    clock.clearTimeout(this.#now.timer)
    if (!this.done) this.#now.timer = clock.later(ms, 'operator acts', () => this.#look())
  }

  #look(): void {
    const prompt = this.#desk.prompt()
    const act = this.#acts[this.#now.index]
    if (act === undefined) return
    if (this.#isOver(prompt, act.step) || this.#isPaid(act.step) || this.#isGivenUp()) {
      this.#finish()
      return
    }
    if (this.#now.stage === 'under way') this.#goOn(prompt, act.step)
    else if (!this.#mayBegin(prompt, act.step)) this.#answer(prompt, act.step)
    else if (!this.#isStruck(act)) this.#begin(act)
    this.#plan(this.#nextLookMs(this.#desk.prompt()))
  }

  /** Once before each step of the scenario the power may fail; true when it did. */
  #isStruck(act: Act): boolean {
    if (this.#now.stage !== 'ahead' || act.from === 'rest') return false
    this.#now.stage = 'asked'
    return this.#desk.strike()
  }

  #goOn(prompt: Prompt | undefined, step: Act['step']): void {
    if (prompt?.name === 'idle' && !this.#now.leftIdle && isKeyStep(step)) this.#press(step)
    else this.#answer(prompt, step)
  }

  /** A screen that asks for nothing changes by itself; one that still asks was not heard. */
  #nextLookMs(prompt: Prompt | undefined): number {
    const now = this.#desk.clock.now()
    const waitMs = this.#now.waitsUntil > now ? this.#now.waitsUntil - now : LOOK_AGAIN_MS
    if (this.#now.waitsUntil > 0 || (prompt !== undefined && prompt.asks !== 'nothing'))
      return Math.min(waitMs, LOOK_AGAIN_MS)
    return PATIENCE_MS + 1
  }

  #isGivenUp(): boolean {
    return (
      isTired(this.#now.tries) ||
      this.#desk.clock.now() > Math.max(this.#now.stepSince, this.#now.waitsUntil) + PATIENCE_MS
    )
  }

  #isOver(prompt: Prompt | undefined, step: Act['step']): boolean {
    if (this.#now.stage !== 'under way') return false
    if (step.kind === 'wait' || step.kind === 'settle' || (step.kind === 'restart' && step.node === 'host')) {
      return this.#desk.clock.now() >= this.#now.waitsUntil && (step.kind !== 'settle' || this.#desk.isSettled())
    }
    if (INSTANT_STEPS.has(step.kind)) return true
    if (prompt === undefined) return false
    if (step.kind === 'sale' && step.answers?.[prompt.name] !== undefined) return false
    return (prompt.name === 'idle' && this.#now.leftIdle) || this.#nextDealsWith(prompt)
  }

  /** A step also ends at a prompt that the next one is there for. */
  #nextDealsWith(prompt: Prompt): boolean {
    const next = this.#acts[this.#now.index + 1]?.step.kind
    return next !== undefined && STEPS_FOR[prompt.name]?.has(next) === true
  }

  #mayBegin(prompt: Prompt | undefined, step: Act['step']): boolean {
    if (ANYTIME_STEPS.has(step.kind)) return true
    if (prompt === undefined) return false
    return prompt.name === 'idle' || STEPS_FOR[prompt.name]?.has(step.kind) === true
  }

  #begin(act: Act): void {
    this.#now.stage = 'under way'
    this.#now.leftIdle = false
    this.#now.waitsUntil = 0
    this.#desk.began(act)
    const { step } = act
    const { clock } = this.#desk
    if (step.kind === 'wait') this.#now.waitsUntil = clock.now() + step.durationMs
    else if (step.kind === 'settle') this.#now.waitsUntil = clock.now() + SETTLE_MS
    else if (step.kind === 'restart') {
      this.#now.waitsUntil = clock.now() + HOST_RESTART_MS
      this.#desk.restart(step.node)
    } else if (step.kind === 'heal') this.#desk.heal()
    else if (step.kind === 'loadPaper') this.#desk.loadPaper()
    else if (step.kind === 'repair') this.#desk.repair()
    else if (isKeyStep(step)) this.#press(step)
  }

  /** The key that begins a step; a supervisor may be at a block already. */
  #press(step: KeyStep): void {
    const prompt = this.#desk.prompt()
    if (step.kind === 'supervisor' && prompt?.choices.includes(step.choice)) this.#desk.press(step.choice)
    else this.#desk.press(step.kind)
  }

  #finish(): void {
    this.#now.index += 1
    this.#now.stage = 'ahead'
    this.#now.waitsUntil = 0
    this.#now.hasTyped = false
    this.#now.wasTold = false
    this.#now.sawDoubt = false
    this.#now.answered = {}
    this.#now.tries = noTries
    this.#now.stepSince = this.#desk.clock.now()
    if (!this.done) this.#plan(0)
  }

  #answer(prompt: Prompt | undefined, step: Act['step']): void {
    if (prompt === undefined) return
    const isMine = this.#now.stage === 'under way' && !this.#now.wasTold
    if (prompt.asks !== 'nothing' && prompt.name !== 'idle') this.#count(prompt.name)
    switch (prompt.asks) {
      case 'amount':
        if (isMine && step.kind === 'sale') this.#typeAmount(step.amountMinor)
        else this.#desk.cancel()
        return
      case 'card':
        if (isMine && (step.kind === 'sale' || step.kind === 'balance')) this.#desk.present(step.card)
        else this.#desk.cancel()
        return
      case 'pin':
        this.#typePin(prompt, step, isMine)
        return
      case 'choice':
        this.#choose(prompt, this.#now.stage === 'under way' ? step : undefined)
        return
      default:
    }
  }

  #count(name: string): void {
    this.#now.tries = triedAgain(this.#now.tries, name)
    this.#now.answered = { ...this.#now.answered, [name]: (this.#now.answered[name] ?? 0) + 1 }
  }

  #typeAmount(amountMinor: number): void {
    this.#now.hasTyped = true
    this.#desk.typeAmount(amountMinor)
  }

  #typePin(prompt: Prompt, step: Act['step'], isMine: boolean): void {
    if (prompt.name === 'supervisorCode') this.#desk.typeSupervisorCode()
    else if (isMine && (step.kind === 'sale' || step.kind === 'balance')) this.#desk.typePin(step.card, step.pin)
    else this.#desk.cancel()
  }

  /** `idle` is where steps begin; nothing is chosen there on the way. */
  #choose(prompt: Prompt, step: Act['step'] | undefined): void {
    if (prompt.name === 'idle') return
    const times = (this.#now.answered[prompt.name] ?? 1) - 1
    const wanted = this.#wanted(prompt, step, times)
    const choice = wanted !== undefined && prompt.choices.includes(wanted) ? wanted : prompt.choices[0]
    if (choice === undefined) return
    if (step !== undefined && isKeyStep(step)) this.#note(step, prompt.name, choice === wanted)
    // Nobody confirms that paper was loaded without loading it.
    if (choice === prompt.choices[0]) this.#desk.mend(prompt.name)
    this.#desk.press(choice)
  }

  #note(step: Step, prompt: string, isPlanned: boolean): void {
    const { came } = this.#now
    const before = came.get(step) ?? new Map<string, number>()
    const prompts = new Map(before).set(prompt, (before.get(prompt) ?? 0) + (isPlanned ? 1 : 0))
    this.#now.came = new Map(came).set(step, prompts)
  }

  /** What the step says about this prompt; undefined: nothing. A supervisor chooses once and leaves the menu. */
  #wanted(prompt: Prompt, step: Act['step'] | undefined, times: number): string | undefined {
    if (step?.kind === 'sale') {
      const planned = step.answers?.[prompt.name]
      if (planned !== undefined) return planned[Math.min(times, planned.length - 1)]
      return isPaidAlready(prompt, step) ? 'cancel' : undefined
    }
    if (step?.kind !== 'supervisor') return undefined
    if (prompt.name !== 'supervisor') return 'supervisor'
    return times === 0 ? step.choice : 'back'
  }
}

/** Steps that begin with a key at the idle screen. */
type KeyStep = Exclude<Step, { kind: 'wait' | 'restart' | 'loadPaper' | 'repair' }>

function isKeyStep(step: Act['step']): step is KeyStep {
  return !ANYTIME_STEPS.has(step.kind)
}

/** The screen says that this purchase, of which the clerk knows that it was tried before, is paid. */
function isPaidAlready({ name, values }: Prompt, { purchase }: SaleStep): boolean {
  return name === 'duplicateSuspected' && purchase !== undefined && values['end'] === 'approved'
}

const LOOK_AGAIN_MS = 5000
const HOST_RESTART_MS = 6000
/** Longer than any timer of terminal, host or issuer. */
const SETTLE_MS = 90_000

const INSTANT_STEPS: ReadonlySet<string> = new Set(['heal', 'loadPaper', 'repair'])
const ANYTIME_STEPS: ReadonlySet<string> = new Set(['heal', 'loadPaper', 'repair', 'restart', 'wait', 'settle'])
/** Steps that deal with a prompt and may begin there. */
const STEPS_FOR: Readonly<Record<string, ReadonlySet<string>>> = {
  blocked: new Set(['supervisor', 'heal', 'restart', 'wait']),
  paperOut: new Set(['loadPaper', 'heal', 'restart']),
  printerNotReady: new Set(['loadPaper', 'repair']),
  printerFault: new Set(['repair', 'heal', 'restart']),
  outOfService: new Set(['heal', 'restart', 'wait']),
  signedOff: new Set(['signOn', 'supervisor']),
}
