import type { Books } from '../host/index.ts'
import type { Decide, Restore, Struck, VirtualClock } from '../sim/index.ts'
import { allOf, saveGrowing } from '../sim/index.ts'
import { actsOf } from './act.ts'
import { assert } from './assert.ts'
import { dayEndsText } from './day-ends.ts'
import type { Desk } from './desk.ts'
import { deskOf } from './desk.ts'
import { withHumanError } from './human-error.ts'
import type { Exhibits } from './judge/exhibits.ts'
import { boundsOf } from './judge/exhibits.ts'
import type { Judge } from './judge/judge.ts'
import { createJudge } from './judge/judge.ts'
import type { Judgement } from './judge/judgement.ts'
import type { Lab } from './lab.ts'
import { secretsOf } from './lab.ts'
import { Operator } from './operator.ts'
import type { SaleOutcome } from './outcome.ts'
import { outcomeOf } from './outcome.ts'
import type { SaleFacts } from './sale-facts.ts'
import { newSale, SaleBook } from './sale-facts.ts'
import type { Scenario } from './scenario.ts'
import type { Schedule } from './schedule.ts'
import { Scheduler } from './scheduler.ts'
import type { Stage, StageParts } from './stage.ts'
import { buildStage } from './stage.ts'
import type { TraceEvent } from './trace.ts'
import { traceEvent } from './trace.ts'

/** Everything that one play of a scenario ended with. */
export interface Ending {
  readonly judgement: Judgement
  readonly sales: readonly SaleOutcome[]
  readonly fired: readonly Struck[]
  readonly books: Books
  /** What the printer printed, line by line. */
  readonly paper: readonly string[]
  readonly trace: readonly TraceEvent[]
}

/**
 * One play of a scenario: stage, people, judge. Whoever plays it fires the events of `clock` until it is `over`, in a loop
 * or in step with real sockets, and then asks for the ending.
 */
export class Play {
  readonly stage: Stage
  readonly operator: Operator
  readonly judge: Judge
  readonly scheduler: Scheduler
  /** The queue, as whoever fires its events needs it: it is empty once the play is over. */
  readonly clock: Pick<VirtualClock, 'now' | 'nextAt' | 'step'>
  readonly #scenario: Scenario
  readonly #lab: Lab
  readonly #book = new SaleBook()
  readonly #desk: Desk
  readonly #trace: TraceEvent[] = []
  /** Whether all that remembers anything can be asked to. */
  readonly #isOurs: boolean
  #events = 0

  constructor(scenario: Scenario, lab: Lab, schedule: Schedule, options: PlayOptions) {
    this.#scenario = scenario
    this.#lab = lab
    this.scheduler = new Scheduler(schedule)
    const { firmware, serve, remembersNothing } = options
    this.#isOurs = (firmware === undefined && serve === undefined) || remembersNothing === true
    this.stage = buildStage({
      ...options,
      lab,
      startAtMs: scenario.startAtMs,
      seed: scenario.seed,
      decide: options.decide ?? this.scheduler.decide,
      keepPoints: options.keepPoints === true,
      bankBytes: bankBytesFor(scenario),
      // A stuck key begins a sale that nobody wants to begin.
      mayCome: (amountMinor, from) => this.operator.mayType(amountMinor, this.stage.keypad.isStuck ? 'now' : from),
    })
    const { world, spec, flash } = this.stage
    this.clock = {
      now: () => world.clock.now(),
      nextAt: () => (this.over ? undefined : world.clock.nextAt()),
      step: () => {
        this.#events += 1
        assert(this.#events < MOST_EVENTS, `a play ends within ${MOST_EVENTS} events`)
        return !this.over && world.clock.step()
      },
    }
    this.judge = createJudge({
      profile: { terminal: lab.terminal.profile, host: lab.host.profile },
      masterKeyHex: lab.terminal.masterKeyHex,
      secrets: secretsOf(lab),
      bounds: boundsOf(lab.terminal.profile, spec.frame.maxBody),
      utcOffsetMinutes: lab.terminal.profile.utcOffsetMinutes,
      flash: flash.medium(),
    })
    world.listen((event) => {
      this.judge.see(event)
      this.#book.see(event)
    })
    if (options.trace === true) world.listen((event) => void this.#trace.push(traceEvent(event, spec)))
    this.#desk = deskOf(this.stage, lab)
    this.operator = new Operator(withHumanError(this.#desk, world.choose), actsOf(scenario.steps))
    this.stage.start()
  }

  /** All that decides how the rest of the play goes and what it will be said to have been, line by line; see `World.state`. */
  state(): readonly string[] {
    const dayEnds = dayEndsText(this.stage.world.clock.now(), this.#lab)
    return [...this.stage.world.state(), dayEnds, this.operator.state(), ...this.judge.memory(), this.#book.state()]
  }

  /** Remembers the whole play between two events; undefined when a part of somebody else's cannot be put back. */
  save(): Restore | undefined {
    if (!this.#isOurs) return undefined
    const { stage, operator, judge, scheduler } = this
    const parts = [operator, judge, scheduler, this.#book, this.#desk].map((part) => part.save())
    const events = this.#events
    const count = () => {
      this.#events = events
    }
    return allOf([stage.world.save(), ...parts, saveGrowing(this.#trace), count])
  }

  /** True once the list of the operator is done. */
  get over(): boolean {
    return this.operator.done
  }

  /** Judges what is on the table now. */
  ending(): Ending {
    const { world, store } = this.stage
    const books = store.books()
    const { paper } = this.#book
    const judgement = this.judge.atRest(this.#exhibits(books))
    return {
      judgement,
      sales: this.#ownSales().map((sale) => outcomeOf(sale, paper)),
      fired: world.fired,
      books,
      paper: paper.lines,
      trace: this.#trace,
    }
  }

  /** One for each sale step, in their order: one that the clerk never came to has ended before it began. */
  #ownSales(): readonly SaleFacts[] {
    return this.#scenario.steps.flatMap((step, index) => {
      if (step.kind !== 'sale') return []
      const begun = this.#book.sales.find((sale) => sale.step === index)
      return begun ?? newSale(step.amountMinor, { step: index, purchase: step.purchase })
    })
  }

  #exhibits(books: Books): Exhibits {
    const { sales, probe, paper } = this.#book
    const probeKey = probe === undefined ? undefined : sales[probe]?.keys.at(-1)
    const purchases: Record<string, string[]> = {}
    for (const [index, { purchase, keys }] of sales.entries()) {
      // A sale that shares its purchase with no other is one by itself: whoever wants it once pays once.
      const name = purchase ?? `of sale ${index + 1}`
      purchases[name] = [...(purchases[name] ?? []), ...keys]
    }
    return {
      books,
      flash: this.stage.flash.medium(),
      paper: paper.lines,
      ...(probeKey === undefined ? {} : { probeKey }),
      purchases,
    }
  }
}

export interface PlayOptions extends StageParts {
  /** Decides in place of the schedule. */
  readonly decide?: Decide
  readonly trace?: boolean
  readonly keepPoints?: boolean
}

/** A flash that holds every sale of the scenario: an empty one costs time at every boot, when it is read to its end. */
function bankBytesFor({ steps }: Scenario): number {
  const sales = steps.filter(({ kind }) => kind === 'sale').length
  return 1024 * Math.max(LEAST_BANK_KIB, sales)
}

const LEAST_BANK_KIB = 16
/** A scenario of two hundred sales with every kind of trouble stays far below. */
const MOST_EVENTS = 3_000_000
