import type { Fault } from './fault.ts'
import { faultNumber } from './fault.ts'
import type { Restore } from './restore.ts'
import { allOf, saveFields, saveMap } from './restore.ts'

/**
 * What can be wrong with a receipt printer's body: the roll, the cover, the head, the knife.
 *
 * Jam, open cover and a stuck knife stay until somebody repairs them, a finished roll until paper is loaded. Overheating,
 * low voltage and being offline pass by themselves; the fault's argument says after how many ms. So does being busy, which
 * stops no line: who asks in that time learns nothing else, and no job is taken.
 */
export class PrinterMechanism {
  private readonly rollLines: number
  private left: number
  /** Until which instant (virtual ms) each trouble lasts. */
  private readonly troubles = new Map<Trouble, number>()
  private busyUntilMs = 0

  constructor(rollLines: number) {
    this.rollLines = rollLines
    this.left = rollLines
  }

  /** Lets one of `LASTING` happen. */
  suffer(fault: Fault, nowMs: number): void {
    const name = fault.name
    if (name === 'paperOut') this.left = 0
    else if (name === 'busy') this.busyUntilMs = nowMs + faultNumber(fault, 0, BUSY_MS)
    else if (name === 'nearEnd') this.left = Math.min(this.left, faultNumber(fault, 0, NEAR_END_LINES))
    else {
      const passes = PASSES_AFTER_MS[name as Trouble]
      this.troubles.set(name as Trouble, passes === undefined ? Infinity : nowMs + faultNumber(fault, 0, passes))
    }
  }

  isBusy(nowMs: number): boolean {
    return nowMs < this.busyUntilMs
  }

  use(lines: number): void {
    this.left = Math.max(0, this.left - lines)
  }

  loadPaper(): void {
    this.left = this.rollLines
  }

  get isEmpty(): boolean {
    return this.left === 0
  }

  /** A hand is needed. */
  get isBroken(): boolean {
    return BY_HAND.some((trouble) => this.troubles.has(trouble))
  }

  /** A hand takes out the jam, frees the knife and closes the cover. */
  repair(): void {
    for (const trouble of BY_HAND) this.troubles.delete(trouble)
  }

  /** Ends every trouble; a finished roll stays finished. */
  heal(): void {
    this.troubles.clear()
    this.busyUntilMs = 0
  }

  /** Nothing stops it; cheaper to ask than the sensors. */
  get isQuiet(): boolean {
    return this.troubles.size === 0 && this.left > 0
  }

  sensors(nowMs: number): Sensors {
    for (const [trouble, untilMs] of this.troubles) if (untilMs <= nowMs) this.troubles.delete(trouble)
    const has = (trouble: Trouble) => this.troubles.has(trouble)
    return {
      offline: has('offline'),
      coverOpen: has('coverOpen'),
      jam: has('jam'),
      cutter: has('cutter'),
      overheat: has('overheat'),
      lowVoltage: has('lowVoltage'),
      paperEnd: this.left === 0,
      nearEnd: this.left <= NEAR_END_LINES,
    }
  }

  save(): Restore {
    return allOf([saveFields(this), saveMap(this.troubles)])
  }

  /** Times are relative to now. */
  state(nowMs: number): string {
    // Only of a roll that nears its end the exact length can matter.
    let text = this.left > PLENTY_LINES ? 'plenty' : `${this.left} lines`
    if (this.isBusy(nowMs)) text += ` busy@${this.busyUntilMs - nowMs}`
    for (const [trouble, untilMs] of this.troubles) if (untilMs > nowMs) text += ` ${trouble}@${untilMs - nowMs}`
    return text
  }
}

/** As long as somebody else's job takes. */
const BUSY_MS = 3000
/** More than a run of trouble prints before anybody loads paper. */
const PLENTY_LINES = 500

/** What the printer notices about itself. */
export interface Sensors {
  readonly offline: boolean
  readonly coverOpen: boolean
  readonly jam: boolean
  readonly cutter: boolean
  readonly overheat: boolean
  readonly lowVoltage: boolean
  readonly paperEnd: boolean
  readonly nearEnd: boolean
}

type Trouble = 'jam' | 'coverOpen' | 'overheat' | 'lowVoltage' | 'cutter' | 'offline'

const BY_HAND: readonly Trouble[] = ['jam', 'cutter', 'coverOpen']
const PASSES_AFTER_MS: Partial<Record<Trouble, number>> = { overheat: 20_000, lowVoltage: 10_000, offline: 15_000 }

/** The sensor sees the core of the roll when so many lines are left. */
const NEAR_END_LINES = 30
