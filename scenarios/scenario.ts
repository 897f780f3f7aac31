import type { Bilingual } from '../protocol/index.ts'
import type { Schedule } from './schedule.ts'
import type { Step } from './step.ts'
import type { Switches } from './switches.ts'

/** One validated scenario: what is on the table, what the people do, what goes wrong and how it must end. Plain data. */
export interface Scenario {
  readonly id: string
  readonly title: Bilingual
  readonly tags: readonly string[]
  /** Rows of the coverage table of causes that this scenario plays. */
  readonly seeds: readonly number[]
  /** Acceptance cases that it plays. */
  readonly cases: readonly string[]
  /** Name of a shipped profile. */
  readonly profile: string
  readonly switches: Switches
  /** Cards beyond the test cards. */
  readonly cards: readonly OwnCard[]
  /** Virtual instant at which the terminal is switched on, milliseconds since 1970. */
  readonly startAtMs: number
  /** Seed of the world's chance: keys, approval codes. Two runs with the same seed are the same. */
  readonly seed: number
  readonly steps: readonly Step[]
  readonly faults: Schedule
  readonly expect: Expectation
}

/** A card of the scenario or profile: what the stripe says and how its issuer behaves. */
export interface OwnCard {
  readonly alias: string
  readonly pan: string
  /** yymm */
  readonly expiry: string
  readonly pin?: string
  readonly balanceMinor: number
  /** Where the balance is not enough its issuer approves what is there. */
  readonly partial?: boolean
  /** It is inserted, and its chip approves what its issuer has approved. */
  readonly chip?: true
  /** Response code of its issuer; absent: it approves while the balance lasts. */
  readonly decline?: string
}

/** How a scenario must end under its own schedule. */
export interface Expectation {
  /** One entry for each sale step, in their order. */
  readonly sales: readonly ExpectedSale[]
  /** Losses by rule that this scenario is about. Any other makes the run violated. */
  readonly differences: readonly ExpectedDifference[]
}

export interface ExpectedSale {
  readonly outcome: Outcome
  /** What the card holder paid in the end, minor units. */
  readonly cardholderMinor: number
  /** What the merchant received in the end, minor units; absent: as much as the card holder paid. */
  readonly merchantMinor?: number
  readonly receipt: Receipt
}

export interface ExpectedDifference {
  readonly cause: string
  readonly amountMinor: number
}

export const outcomes = ['approved', 'declined', 'reversed', 'cancelled', 'voided', 'refunded', 'inDoubt'] as const
export type Outcome = (typeof outcomes)[number]

/**
 * What the sale left on paper: `complete` when both copies ended with their end mark, `duplicate` when at least one did
 * so only as a marked copy, `partial` when something is on paper and neither holds.
 */
export const receipts = ['none', 'partial', 'complete', 'duplicate'] as const
export type Receipt = (typeof receipts)[number]

/** 2026-01-05T09:00:00+08:00, a Monday morning. */
export const USUAL_START_MS = 1_767_574_800_000
