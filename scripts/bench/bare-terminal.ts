import { labelFrame, specs } from '../../protocol/index.ts'
import { actsOf } from '../../scenarios/act.ts'
import { labOf, readingOf } from '../../scenarios/lab.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { shippedProfile } from '../../scenarios/shipped.ts'
import { bootTerminal, factoryBanks } from '../../terminal/index.ts'
import type { Hands } from './bare-devices.ts'
import { BareDevices } from './bare-devices.ts'
import { answerFrame } from './canned-host.ts'

/** What a run did, for comparing two of them. */
export interface Deeds {
  /** Types of the messages that the terminal sent. */
  readonly sent: readonly string[]
  /** Kinds of the records that it synced. */
  readonly records: readonly string[]
}

/**
 * The firmware alone, driven by hand through the same sales and the same way to rest as a run of the scenario: no world, no
 * line, no host, no judge. The answers are made at the first run and used again at every later one.
 */
export class BareTerminal {
  readonly #scenario: Scenario
  readonly #lab: ReturnType<typeof labOf>
  readonly #bank: Uint8Array
  readonly #unanswered: ReadonlySet<number>
  readonly #canned: (Uint8Array | undefined)[] = []

  /** `unanswered`: which of the terminal's frames get no answer, the first being 0. */
  constructor(scenario: Scenario, unanswered: readonly number[]) {
    this.#scenario = scenario
    this.#lab = labOf(scenario, shippedProfile(scenario.profile))
    this.#bank = factoryBanks()[0]
    this.#unanswered = new Set(unanswered)
  }

  run(): BareDevices {
    const devices = new BareDevices({
      startAtMs: this.#scenario.startAtMs,
      bank: this.#bank,
      bankBytes: BANK_BYTES,
      answer: (frame, nth) => {
        if (nth === this.#canned.length) this.#canned.push(this.#answer(frame, nth))
        return this.#canned[nth]
      },
    })
    bootTerminal(devices, this.#lab.terminal)
    devices.run(this.#hands())
    return devices
  }

  deeds(): Deeds {
    const { sent, records } = this.run()
    const spec = specs[this.#lab.terminal.profile.spec]
    return { sent: sent.map((frame) => labelFrame(spec, frame)), records }
  }

  #answer(frame: Uint8Array, nth: number): Uint8Array | undefined {
    return this.#unanswered.has(nth) ? undefined : answerFrame(this.#lab.terminal, frame)
  }

  #hands(): Hands {
    const steps = actsOf(this.#scenario.steps).flatMap(({ step }) =>
      step.kind === 'sale' || step.kind === 'balance' ? [step] : [],
    )
    let index = -1
    return (prompt, { key, card }) => {
      if (prompt.name === 'idle') index += 1
      const step = steps[index]
      if (step === undefined) return false
      const mine = this.#lab.cards.get(step.card)
      if (mine === undefined) throw new Error(`no card ${step.card}`)
      if (prompt.name === 'idle') key({ kind: 'choice', choice: step.kind })
      else if (prompt.asks === 'amount')
        key({ kind: 'amount', amountMinor: step.kind === 'sale' ? step.amountMinor : 0 })
      else if (prompt.asks === 'card') card(readingOf(mine))
      else if (prompt.asks === 'pin') key({ kind: 'pin', pin: mine.typedPin ?? mine.pin ?? '' })
      else key({ kind: 'choice', choice: prompt.choices[0] ?? '' })
      return true
    }
  }
}

/** As large as the stage of the product makes them. */
const BANK_BYTES = 16 * 1024
