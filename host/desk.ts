import type { Message, Spec } from '../protocol/index.ts'
import { checkMac, readPinBlock, toFrame } from '../protocol/index.ts'
import { answerTo, encodeAnswer } from './answer.ts'
import type { Misbehaviour } from './behaviour.ts'
import { faultsFor, misbehaviourOf } from './behaviour.ts'
import { businessDay } from './business-day.ts'
import { commitTo } from './commit.ts'
import { APPROVING, openTxn } from './decide-money.ts'
import { isRepeatedSignOn, networkOf } from './decide-sign-on.ts'
import type { Decide, Decision, Situation, Verdict } from './decision.ts'
import { refused } from './decision.ts'
import type { HostDoor } from './door.ts'
import { Issuer, UNREADABLE } from './issuer.ts'
import { keyOf } from './key.ts'
import { freshKeysHex, keysOf } from './keyring.ts'
import type { HostConfig, HostMerchant, HostTerminal } from './profile.ts'
import { specOf } from './profile.ts'
import type { Request } from './request.ts'
import { keyNamed } from './request.ts'
import type { Change, Store, Txn, View } from './store.ts'
import { Upstream } from './upstream.ts'
import type { Caller, Errand, Work } from './work.ts'
import { WorkTable } from './work.ts'

/** Where requests are handled: view, decide, ask the issuer if need be, commit once, then answer. */
export class Desk {
  readonly #store: Store
  readonly #door: HostDoor
  readonly #config: HostConfig
  readonly #spec: Spec
  readonly #decide: Decide
  readonly #issuer: Issuer
  readonly #upstream: Upstream
  readonly #works = new WorkTable()
  readonly #terminals: ReadonlyMap<string, HostTerminal>
  readonly #merchants: ReadonlyMap<string, HostMerchant>

  constructor(store: Store, door: HostDoor, config: HostConfig, decide: Decide) {
    this.#store = store
    this.#door = door
    this.#config = config
    this.#spec = specOf(config.profile)
    this.#decide = decide
    this.#issuer = new Issuer(door, config)
    this.#upstream = new Upstream(store, door, config.profile, this.#issuer)
    this.#terminals = new Map(config.terminals.map((one) => [one.terminalId, one]))
    this.#merchants = new Map(config.merchants.map((one) => [one.merchantId, one]))
    this.#upstream.resume()
  }

  /** Handles a request whose frame and fields are in order; `body` is what its MAC is over. */
  take(request: Request, body: Uint8Array, caller: Caller): void {
    const { mti } = request.message
    const mac = this.#macOf(request, body)
    const errand: Errand = { request, mac, callers: [caller], ...DUTIFUL }
    const decision = this.#judge(errand)
    // A repeat is told what was said before, a refusal costs nothing, and who waits is served later: no duty to depart from.
    const offered = DUTY_FREE.has(decision.effect) ? [] : faultsFor(request)
    if (offered.length === 0) this.#finish(errand, decision)
    else this.#perform(errand, decision, misbehaviourOf(this.#door.choose(`host.authorize.${mti}`, offered)))
  }

  /** Answers a message that cannot be handled; seals the answer where a key is known. */
  refuse(message: Message, responseCode: string, caller: Caller): void {
    this.#answer(message, refused(responseCode), [caller], false)
  }

  state(): { readonly works: readonly string[]; readonly issuer: readonly string[] } {
    return { works: this.#works.state(), issuer: this.#issuer.state() }
  }

  save(): () => void {
    const [works, issuer] = [this.#works.save(), this.#issuer.save()]
    return () => {
      works()
      issuer()
    }
  }

  #perform(errand: Errand, decision: Decision, misbehaviour: Misbehaviour): void {
    const { crash, silent, delayMs } = misbehaviour
    if (crash !== undefined) this.#door.crash(crash.restartAfterMs)
    if (silent) return
    const { wrongKey = false, turnDay = false, losesClearing = false } = misbehaviour
    const bent = { ...errand, wrongKey, turnDay, losesClearing }
    const go = decision.effect === 'authorise' ? this.#openWork(bent, misbehaviour) : this.#later(bent, misbehaviour)
    if (delayMs === undefined) go()
    else this.#door.clock.setTimeout(go, delayMs)
  }

  /** What answers at once, or after the host's own delay: then on what is on file by then. */
  #later(errand: Errand, { respond }: Misbehaviour): () => void {
    return () => this.#finish(errand, respond === undefined ? this.#judge(errand) : refused(respond))
  }

  /** A copy gets the answer of what is in work; a reversal of something else is judged when that has ended. */
  #hold(errand: Errand): void {
    const work = this.#works.find(errand.request.key)
    if (errand.request.kind === 'reversal') work?.waiting.push(errand)
    else work?.callers.push(...errand.callers)
  }

  #openWork(errand: Errand, { respond }: Misbehaviour): () => void {
    const { request, wrongKey, turnDay, losesClearing } = errand
    const { bookingDay, atMs } = this.#situation(errand, this.#view(request))
    const txn = openTxn(request, request.txnKind ?? 'sale', bookingDay, atMs)
    const callers = [...errand.callers]
    const work: Work = { request, txn, callers, wrongKey, turnDay, losesClearing, waiting: [], timer: undefined }
    this.#works.open(work)
    return () => {
      if (!this.#works.has(work)) return
      if (respond === undefined) this.#askIssuer(work)
      else this.#conclude(work, answeredByHost(respond, request))
    }
  }

  #askIssuer(work: Work): void {
    const { request, txn } = work
    const { clock } = this.#door
    const keyText = txn.key.text
    work.timer = clock.setTimeout(() => {
      const debitedMinor = this.#issuer.debitedMinor(keyText)
      this.#conclude(work, { responseCode: '98', approvedMinor: debitedMinor, debitedUpstream: debitedMinor > 0 })
      this.#upstream.schedule(txn, clock.now())
    }, this.#config.profile.issuerTimerMs)
    const kind = txn.kind === 'balance' ? 'balance' : 'sale'
    const { amountMinor } = txn
    const { pan, chipHex } = request
    const pin = this.#pinOf(request, this.#view(request))
    const postedMinor = () => this.#view(request).balanceMinor ?? 0
    this.#issuer.ask({ keyText, kind, pan, amountMinor, pin, chipHex, postedMinor }, (verdict) => {
      if (this.#works.has(work)) this.#conclude(work, verdict)
    })
  }

  #conclude(work: Work, verdict: Verdict): void {
    const { request, txn, callers, wrongKey, turnDay, losesClearing, timer } = work
    this.#works.close(txn.key.text)
    if (timer !== undefined) this.#door.clock.clearTimeout(timer)
    const errand: Errand = { request, mac: 'right', callers, wrongKey, turnDay, losesClearing }
    const decision = this.#judge(errand, { ...verdict, clearingLost: losesClearing })
    this.#finish(errand, decision)
    // Booked or refused: either way it no longer waits for anybody.
    this.#issuer.booked(txn.key.text)
    this.#judgeWaiting(work)
  }

  #judgeWaiting({ waiting }: Work): void {
    for (const errand of waiting) this.#finish(errand, this.#judge(errand))
  }

  #finish(errand: Errand, decision: Decision): void {
    const { request, callers, wrongKey, turnDay } = errand
    this.#noteDecided(request, decision)
    if (decision.effect === 'held') {
      this.#hold(errand)
      return
    }
    const { alarm } = decision
    if (alarm !== undefined) this.#door.note('host', 'alarm', { why: alarm, keyText: request.key.text })
    const change = turnDay ? withDayTurned(decision.change, this.#view(request)) : decision.change
    if (change !== undefined) this.#commit(request, change)
    this.#answer(request.message, decision, callers, wrongKey)
  }

  /** The one transaction; only after it an answer may leave. */
  #commit(request: Request, change: Change): void {
    const before = this.#view(request).txn ?? this.#works.find(request.key)?.txn
    commitTo(this.#store, this.#door, { mti: request.message.mti, change, before })
    for (const txn of change.put) this.#release(txn)
  }

  /** What the books say now needs no work and no memory of the issuer. A reversal ends the work on its original. */
  #release(txn: Txn): void {
    const keyText = txn.key.text
    const abandoned = this.#works.close(keyText)
    if (abandoned?.timer !== undefined) this.#door.clock.clearTimeout(abandoned.timer)
    if (abandoned?.timer !== undefined) this.#issuer.reverse(keyText, txn.amountMinor)
    else this.#issuer.booked(keyText)
    if (abandoned !== undefined) this.#judgeWaiting(abandoned)
  }

  #answer(message: Message, decision: Decision, callers: readonly Caller[], wrongKey: boolean): void {
    const terminal = this.#terminals.get(message.fields[41] ?? '')
    const { session } = this.#store.view(keyOf(message.fields[42] ?? '', message.fields[41] ?? '', '', ''), '')
    const macKey = wrongKey ? NOBODYS_KEY : keysOf(session, terminal)?.macKey
    const honest = answerTo(message, decision, this.#door.clock.now(), this.#config.utcOffsetMinutes)
    const answer = wrongKey ? withWrongCheckValue(honest) : honest
    const frame = toFrame(this.#spec, encodeAnswer(this.#spec, answer, macKey))
    const data = { mti: answer.mti, stan: message.fields[11] ?? '', responseCode: decision.responseCode }
    for (const caller of callers) {
      this.#door.note('host', caller.send(frame) ? 'answered' : 'unanswered', data)
    }
  }

  #judge(errand: Errand, verdict?: Verdict): Decision {
    const view = this.#view(errand.request)
    return this.#decide(errand.request, view, this.#situation(errand, view, verdict))
  }

  #view(request: Request): View {
    return this.#store.view(request.key, request.panHash)
  }

  #situation({ request, mac, turnDay }: Errand, view: View, verdict?: Verdict): Situation {
    const { profile, utcOffsetMinutes } = this.#config
    const atMs = this.#door.clock.now()
    const dayAt = (shift: number) => businessDay(atMs, utcOffsetMinutes, profile.cutOverMinutes, shift)
    const bookingDay = dayAt(view.dayShift)
    const terminal = this.#terminals.get(request.terminalId)
    return {
      profile,
      terminal,
      merchant: this.#merchants.get(request.merchantId),
      mac,
      inWork: this.#works.find(request.key)?.txn,
      verdict,
      atMs,
      bookingDay,
      today: turnDay ? dayAt(view.dayShift + 1) : bookingDay,
      keysHex: this.#keysFor(request, terminal, view),
    }
  }

  /** Nothing is drawn but for a sign-on that will need it, so that repeats do not move the draws of others. */
  #keysFor(request: Request, terminal: HostTerminal | undefined, { session }: View): string {
    const network = networkOf(request)
    if (request.kind !== 'signOn' || terminal === undefined || network === undefined) return ''
    if (session !== undefined && isRepeatedSignOn(request, session)) return ''
    return freshKeysHex(network, terminal, (count) => this.#door.randomBytes(count))
  }

  #macOf(request: Request, body: Uint8Array): Situation['mac'] {
    const keys = keysOf(this.#view(request).session, this.#terminals.get(request.terminalId))
    return keys === undefined ? 'missing' : checkMac(this.#spec, body, keys.macKey)
  }

  #pinOf({ message, pan, terminalId }: Request, { session }: View): string | undefined {
    const block = message.fields[52]
    const keys = keysOf(session, this.#terminals.get(terminalId))
    if (block === undefined || keys === undefined) return undefined
    return readPinBlock(block, pan, keys.pinKey) ?? UNREADABLE
  }

  #noteDecided(request: Request, { responseCode, effect }: Decision): void {
    const { message, stan } = request
    this.#door.note('host', 'decided', { mti: message.mti, ...keyNamed(request), stan, responseCode, effect })
  }
}

const DUTY_FREE: ReadonlySet<Decision['effect']> = new Set(['refused', 'repeated', 'held'])

/** A MAC under it is never the right one: no session has it. */
const NOBODYS_KEY = '0123456789ABCDEF'

/** How a request is handled unless something goes wrong. */
const DUTIFUL = { wrongKey: false, turnDay: false, losesClearing: false } as const

/**
 * A code that approves books the purchase, 10 the half of it; any other is stored as the answer of this key, so that a repeat
 * hears it too.
 */
function answeredByHost(responseCode: string, { amountMinor }: Request): Verdict {
  const approvedMinor = responseCode === '10' ? Math.ceil(amountMinor / 2) : amountMinor
  return { responseCode, approvedMinor: APPROVING.includes(responseCode) ? approvedMinor : 0, debitedUpstream: false }
}

function withDayTurned(change: Change | undefined, { dayShift }: View): Change {
  return { ...(change ?? { put: [], postings: [], exceptions: [] }), dayShift: dayShift + 1 }
}

/** Working keys end in a check value: its last digit is moved. */
function withWrongCheckValue(answer: Message): Message {
  const keysHex = answer.fields[62]
  if (answer.mti !== '0810' || keysHex === undefined) return answer
  const last = keysHex.endsWith('0') ? '1' : '0'
  return { ...answer, fields: { ...answer.fields, 62: keysHex.slice(0, -1) + last } }
}
