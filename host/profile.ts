import type { Spec } from '../protocol/index.ts'
import { specs } from '../protocol/index.ts'
import { assert } from './assert.ts'
import type { TestCard } from './cards.ts'

/** What acquirers do differently. Each switch is explained in docs/rules.md 3; the defaults are in `hostProfileOf`. */
export interface HostProfile {
  readonly spec: 'unionpay' | 'iso87'
  /** A repeat of a finished 0200: its stored answer, or 94. */
  readonly duplicate: 'stored' | 'refuse94'
  /** A reversal without an original: 00, or 25. Both leave a tombstone. */
  readonly unknownOriginal: 'accept' | 'reject'
  /** A reversal of a declined original: 00, or 25. */
  readonly failedOriginal: 'accept' | 'reject'
  /** A second reversal: what the first was told, or 25. */
  readonly alreadyReversed: 'asBefore' | 'notFound'
  /** A reversal of an earlier business day: 25 and an exception item, or taken back. */
  readonly crossDay: 'refuse' | 'accept'
  /** A query that finds nothing leaves the doubt to a reversal, or burns the key. */
  readonly queryNotFound: 'doubt' | 'seal'
  /** How long after its 98 the host's own reversal reaches the issuer, or that it never does. */
  readonly upstreamReversalMs: number | 'lost'
  readonly issuerTimerMs: number
  /** Question to answer, when nothing goes wrong. */
  readonly issuerMs: number
  /** Minutes after local midnight when the next business day begins. */
  readonly cutOverMinutes: number
}

export interface HostTerminal {
  readonly terminalId: string
  readonly merchantId: string
  readonly masterKeyHex: string
  readonly active: boolean
}
export interface HostMerchant {
  readonly merchantId: string
  readonly name: string
  readonly active: boolean
}
export interface HostConfig {
  readonly profile: HostProfile
  readonly terminals: readonly HostTerminal[]
  readonly merchants: readonly HostMerchant[]
  readonly cards: readonly TestCard[]
  readonly utcOffsetMinutes: number
  /** Key of the digest that stands for a PAN in the books, 16 bytes as hex; a fixed one of the laboratory if absent. */
  readonly digestKeyHex?: string
}

/** The switches as they come; a profile file changes single ones. */
export function hostProfileOf(name: HostProfile['spec']): HostProfile {
  return {
    spec: name,
    duplicate: 'stored',
    unknownOriginal: 'accept',
    failedOriginal: 'accept',
    alreadyReversed: 'asBefore',
    crossDay: 'refuse',
    queryNotFound: 'doubt',
    upstreamReversalMs: 10_000,
    issuerTimerMs: 30_000,
    issuerMs: 200,
    cutOverMinutes: 23 * 60,
  }
}

/** The message spec of a profile. */
export function specOf(profile: HostProfile): Spec {
  return specs[profile.spec]
}

/** A configuration that contradicts itself is a bug of whoever built it. */
export function assertConfig(config: HostConfig): void {
  const { profile, terminals, merchants } = config
  assert(Number.isInteger(profile.issuerTimerMs) && profile.issuerTimerMs > 0, 'issuerTimerMs is a positive integer')
  assert(
    Number.isInteger(profile.issuerMs) && profile.issuerMs >= 0 && profile.issuerMs < profile.issuerTimerMs,
    'issuerMs is an integer, not negative, below issuerTimerMs',
  )
  assert(
    terminals.every((one) => /^([0-9A-F]{32}|[0-9A-F]{48})$/.test(one.masterKeyHex)),
    'a terminal master key has 16 or 24 bytes as upper-case hex',
  )
  const known = new Set(merchants.map((one) => one.merchantId))
  assert(
    terminals.every((one) => known.has(one.merchantId)),
    'each terminal belongs to a merchant of the configuration',
  )
}
