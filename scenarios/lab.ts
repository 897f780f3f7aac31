import type { HostConfig, HostProfile, TestCard } from '../host/index.ts'
import { cardFrom, hostProfileOf, testCards } from '../host/index.ts'
import type { CardData, TerminalConfig, TerminalProfile } from '../terminal/index.ts'
import { profileOf } from '../terminal/index.ts'
import { assert } from './assert.ts'
import { quote, suggest } from './nearest.ts'
import { probeCard } from './probe.ts'
import type { Profile } from './profile.ts'
import type { OwnCard, Scenario } from './scenario.ts'
import { joinSwitches } from './switches.ts'
import { UsageError } from './usage-error.ts'

/** How the laboratory is set up for one run: both sides' configurations and the cards on the table. */
export interface Lab {
  readonly terminal: TerminalConfig
  readonly host: HostConfig
  readonly cards: ReadonlyMap<string, TestCard>
}

/** How long a frame is on its way on the simulated line, one way. */
export const LATENCY_MS = 80

/** The supervisor's code; no secret, it opens a menu of this laboratory. */
export const SUPERVISOR_CODE = '00000000'

/**
 * Lays the scenario's switches over the profile's, and those over what each side ships with. Throws SWITCHES_CONTRADICT when
 * they cannot stand together, CARD_UNKNOWN when a step names a card that is not on the table.
 */
export function labOf(scenario: Scenario, profile: Profile): Lab {
  const switches = joinSwitches(profile.switches, scenario.switches)
  const { merchantId, terminalId, name } = profile.merchant
  const cards = [...testCards, ...profile.cards.map(madeCard), ...scenario.cards.map(madeCard)]
  demandCards(scenario, cards)
  const hostProfile = { ...hostProfileOf(profile.spec), ...switches.host }
  const terminalProfile = { ...profileOf(profile.spec), ...switches.terminal }
  demandPatience(terminalProfile, hostProfile)
  return {
    terminal: {
      profile: terminalProfile,
      terminalId,
      merchantId,
      merchantName: name,
      masterKeyHex: MASTER_KEY,
      storageKeyHex: STORAGE_KEY,
      operatorNo: '001',
      supervisorCode: SUPERVISOR_CODE,
    },
    host: {
      profile: hostProfile,
      terminals: [{ terminalId, merchantId, masterKeyHex: MASTER_KEY, active: true }],
      merchants: [{ merchantId, name, active: true }],
      cards: [...cards, probeCard],
      utcOffsetMinutes: terminalProfile.utcOffsetMinutes,
    },
    cards: new Map([...cards, probeCard].map((card) => [card.alias, card])),
  }
}

/** A timer that no answer can be in time for is no fault but a terminal or a host that never sells. */
function demandPatience(
  { answerTimerMs, connectTimerMs }: TerminalProfile,
  { issuerMs, issuerTimerMs }: HostProfile,
): void {
  const wayMs = 2 * LATENCY_MS
  const timers = [
    { name: 'issuerTimer', timerMs: issuerTimerMs, needsMs: issuerMs, needs: 'issuerDelay' },
    {
      name: 'answerTimer',
      timerMs: answerTimerMs,
      needsMs: issuerMs + wayMs,
      needs: 'issuerDelay and the way there and back',
    },
    { name: 'connectTimer', timerMs: connectTimerMs, needsMs: wayMs, needs: 'the way there and back' },
  ]
  for (const { name, timerMs, needsMs, needs } of timers) {
    if (timerMs > needsMs) continue
    const message = `${name} (${timerMs} ms) is not above ${needs} (${needsMs} ms)`
    throw new UsageError('SWITCHES_CONTRADICT', message, 'to make a single answer late, use issuer.response=late(ms)')
  }
}

/** A scenario that was built in code has not been checked against the cards; the probe's is not on its table. */
function demandCards({ steps }: Scenario, cards: readonly TestCard[]): void {
  const aliases = cards.map(({ alias }) => alias)
  for (const step of steps) {
    if (!('card' in step) || aliases.includes(step.card)) continue
    const message = `no card is called ${quote(step.card)}`
    throw new UsageError('CARD_UNKNOWN', message, suggest(step.card, aliases, 'cards'))
  }
}

/** What a reader gets from a card: from its chip, where it has one. */
export function readingOf(card: TestCard): CardData {
  const stripe = stripeOf(card)
  return card.chip === undefined ? stripe : { ...stripe, entryMode: 'chip', sequence: CARD_SEQUENCE }
}

/** What a reader gets from a card that is swiped. */
export function stripeOf({ pan, expiry, track2 }: TestCard): CardData {
  return { pan, expiry, track2, entryMode: 'swiped' }
}

/** Nobody here has two cards of one number. */
const CARD_SEQUENCE = '001'

/** Texts that may stand nowhere but on the wire, in the card and in the key store. */
export function secretsOf({ cards, terminal }: Lab): readonly string[] {
  const ofCards = [...cards.values()].flatMap(({ pan, track2, pin }) => [
    pan,
    track2,
    ...(pin === undefined ? [] : [pin]),
  ])
  return [...ofCards.filter((text) => text.length >= SHORTEST_SECRET), terminal.masterKeyHex, terminal.storageKeyHex]
}

function madeCard({ alias, pan, expiry, pin, balanceMinor, partial, decline, chip }: OwnCard): TestCard {
  const made = cardFrom({
    alias,
    pan,
    expiry,
    ...(pin === undefined ? {} : { pin }),
    balanceMinor,
    behaviour: decline !== undefined ? { decline } : partial === true ? 'approveInPart' : 'approve',
    ...(chip === undefined ? {} : { chip: 'approves' }),
  })
  assert(made.ok, 'a card that was loaded fits the host')
  return made.card
}

/** Keys of the laboratory: public, and therefore no secret of anybody. */
const MASTER_KEY = '0123456789ABCDEFFEDCBA9876543210'
const STORAGE_KEY = '00112233445566778899AABBCCDDEEFF'
/** A PIN of four digits stands by chance in many a stan and amount. */
const SHORTEST_SECRET = 8
