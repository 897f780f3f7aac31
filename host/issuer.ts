import { assert } from './assert.ts'
import { civilTime } from './business-day.ts'
import type { TestCard } from './cards.ts'
import { isChipRight } from './chip.ts'
import type { Verdict } from './decision.ts'
import type { HostDoor } from './door.ts'
import type { HostConfig } from './profile.ts'
import { saveMap } from './save-map.ts'

/** One authorisation that the host asks for. */
export interface Question {
  readonly keyText: string
  readonly kind: 'sale' | 'balance'
  readonly pan: string
  readonly amountMinor: number
  /** As typed; undefined without a PIN block, `unreadable` when the block held no PIN. */
  readonly pin: string | undefined
  /** What the card's chip asked with; undefined for a stripe. */
  readonly chipHex: string | undefined
  /** What stands on the card holder's account in the books when the issuer looks, negative after purchases. */
  postedMinor(): number
}

/**
 * The issuer behind the host. Fault model: a question may get lost or come twice, an answer may come late, twice or
 * never; it judges a question once and says the same to a repeat. It dies with the host's process: what it took counts
 * once the host has committed it, as the sale or as its own debit that the host gave up waiting for. (A real one is
 * another company's machine: a host that crashes in between would leave its debit standing until reconciliation.)
 */
export class Issuer {
  readonly #door: HostDoor
  readonly #config: HostConfig
  readonly #cards: ReadonlyMap<string, TestCard>
  readonly #open = new Map<string, { readonly question: Question; readonly verdict: Verdict }>()
  /** Questions and answers on their way, in words. */
  readonly #underWay: string[] = []
  /** Keys that were reversed while their question was on its way. */
  readonly #undone = new Set<string>()

  constructor(door: HostDoor, config: HostConfig) {
    this.#door = door
    this.#config = config
    this.#cards = new Map(config.cards.map((card) => [card.pan, card]))
  }

  /** `answered` is called when an answer arrives: perhaps never, perhaps twice, never before this returns. */
  ask(question: Question, answered: (verdict: Verdict) => void): void {
    const { keyText, amountMinor } = question
    this.#door.note('issuer', 'asked', { keyText, amountMinor })
    const fault = this.#door.choose('issuer.request', ['drop', 'duplicate'])
    if (fault === 'drop') return
    const copies = fault === 'duplicate' ? 2 : 1
    this.#later(`${copies} of ${keyText}`, this.#config.profile.issuerMs, () => {
      const verdicts = Array.from({ length: copies }, () => this.#judgeOnce(question))
      for (const verdict of verdicts) this.#answer(keyText, verdict, answered)
    })
  }

  /** What it has taken for a key that the host has not finished, in minor units. */
  debitedMinor(keyText: string): number {
    const open = this.#open.get(keyText)
    return open?.question.kind === 'sale' ? open.verdict.approvedMinor : 0
  }

  /** The host has booked this key: from here on the books say what was taken. */
  booked(keyText: string): void {
    this.#open.delete(keyText)
  }

  /** The host takes a key back: what was taken for it is free again. */
  reverse(keyText: string, amountMinor: number): void {
    if (!this.#open.delete(keyText)) this.#undone.add(keyText)
    this.#door.note('issuer', 'reversed', { keyText, amountMinor })
  }

  /** What is on its way; keys that it has judged and the host has not booked; those undone before it judged them. */
  state(): readonly string[] {
    const open = [...this.#open].map(([keyText, { verdict }]) => {
      return `${keyText} ${verdict.responseCode} ${verdict.approvedMinor}`
    })
    return [...this.#underWay, ...open, ...[...this.#undone].map((keyText) => `${keyText} undone`)]
  }

  save(): () => void {
    const open = saveMap(this.#open)
    const [underWay, undone] = [[...this.#underWay], [...this.#undone]]
    return () => {
      open()
      this.#underWay.splice(0, this.#underWay.length, ...underWay)
      this.#undone.clear()
      for (const keyText of undone) this.#undone.add(keyText)
    }
  }

  #later(what: string, ms: number, fn: () => void): void {
    this.#underWay.push(what)
    this.#door.clock.setTimeout(() => {
      this.#underWay.splice(this.#underWay.indexOf(what), 1)
      fn()
    }, ms)
  }

  #answer(keyText: string, verdict: Verdict, answered: (verdict: Verdict) => void): void {
    const deliver = () => {
      this.#door.note('issuer', 'answered', { keyText, responseCode: verdict.responseCode })
      answered(verdict)
    }
    const fault = this.#door.choose('issuer.response', ['late(40000)', 'drop', 'duplicate'])
    if (fault === 'drop') return
    const late = /^late\((\d{1,9})\)$/.exec(fault)
    if (late !== null) {
      this.#later(`answer ${keyText}`, Number(late[1]), deliver)
      return
    }
    assert(fault === 'pass' || fault === 'duplicate', 'a fault of issuer.response is late(ms), drop or duplicate')
    deliver()
    if (fault === 'duplicate') deliver()
  }

  #judgeOnce(question: Question): Verdict {
    const open = this.#open.get(question.keyText)
    if (open !== undefined) return open.verdict
    const verdict = this.#judge(question, this.#cards.get(question.pan))
    if (!this.#undone.delete(question.keyText)) this.#open.set(question.keyText, { question, verdict })
    return verdict
  }

  #judge(question: Question, card: TestCard | undefined): Verdict {
    if (card === undefined) return declined('14')
    if (typeof card.behaviour === 'object') return declined(card.behaviour.decline)
    const { month } = civilTime(this.#door.clock.now(), this.#config.utcOffsetMinutes)
    if (card.expiry < month) return declined('54')
    if (card.pin !== undefined && question.pin !== card.pin) {
      return declined(question.pin === UNREADABLE ? '99' : '55')
    }
    const { kind, amountMinor, chipHex } = question
    if (kind === 'sale' && chipHex !== undefined && !isChipRight(card.pan, chipHex, amountMinor)) return declined('05')
    const availableMinor = card.balanceMinor + question.postedMinor() - this.#heldMinor(question)
    if (kind === 'balance') return { responseCode: '00', approvedMinor: 0, availableMinor, debitedUpstream: false }
    if (amountMinor > availableMinor) {
      if (card.behaviour !== 'approveInPart' || availableMinor <= 0) return declined('51')
      return { responseCode: '10', approvedMinor: availableMinor, debitedUpstream: false }
    }
    return { responseCode: '00', approvedMinor: amountMinor, debitedUpstream: false }
  }

  /** What other purchases in flight have taken from the same card. */
  #heldMinor({ pan }: Question): number {
    let heldMinor = 0
    for (const { question, verdict } of this.#open.values()) {
      if (question.pan === pan) heldMinor += verdict.approvedMinor
    }
    return heldMinor
  }
}

/** Stands for the PIN of a block that does not decipher to one. */
export const UNREADABLE = 'unreadable'

function declined(responseCode: string): Verdict {
  return { responseCode, approvedMinor: 0, debitedUpstream: false }
}
