import type { Books } from '../host/index.ts'
import type { Struck } from '../sim/index.ts'
import { assert } from './assert.ts'
import type { ExpectationResult } from './expectation.ts'
import { compare } from './expectation.ts'
import type { InvariantId } from './judge/invariant-ids.ts'
import type { Difference, Violation } from './judge/judgement.ts'
import { labOf } from './lab.ts'
import { offeredTexts } from './offer.ts'
import type { SaleOutcome } from './outcome.ts'
import { demandAnswers } from './planned-answers.ts'
import { Play } from './play.ts'
import type { Profile } from './profile.ts'
import type { Scenario } from './scenario.ts'
import type { Schedule } from './schedule.ts'
import { parseSchedule, printEntry, printSchedule } from './schedule.ts'
import { shippedProfile } from './shipped.ts'
import type { StageParts } from './stage.ts'
import { storyHash, traceHash } from './story.ts'
import type { TraceEvent } from './trace.ts'

/** What a run ended with. Plain data; money in minor units. */
export interface RunResult {
  readonly id: string
  readonly wire: WireName
  readonly firmware: string
  readonly seed: number
  readonly schedule: readonly string[]
  readonly fired: readonly FiredFault[]
  readonly verdict: 'held' | 'violated'
  readonly violations: readonly Violation[]
  readonly differences: readonly Difference[]
  /** How often each invariant had something to judge. */
  readonly checked: Readonly<Record<InvariantId, number>>
  /** Nothing is checked under a schedule that is not the scenario's own. */
  readonly expected: ExpectationResult
  /** Acceptance cases that this run played. */
  readonly cases: Readonly<Record<string, number>>
  readonly sales: readonly SaleOutcome[]
  /** Fingerprint of every event with its virtual time, '' without a trace. */
  readonly traceHash: string
  /** Fingerprint of what happened in each lane, '' without a trace. */
  readonly storyHash: string
  /** The command that plays this run again. */
  readonly replay: string
}

/** A result with all that a window on the run may want to show. */
export interface FullRun {
  readonly result: RunResult
  /** Empty when the run was asked to do without. */
  readonly trace: readonly TraceEvent[]
  /** The host's books as they stood at the end. */
  readonly books: Books
  /** What the printer printed, line by line. */
  readonly paper: readonly string[]
}

export interface FiredFault {
  /** `point#occurrence=fault` */
  readonly fault: string
  readonly atSeq: number
  readonly atMs: number
}

export type WireName = 'sim' | 'tcp' | 'ws'

export interface RunOptions extends StageParts {
  /** Replaces the scenario's own schedule; an empty text is the empty schedule. */
  readonly faults?: string | Schedule
  /** Replaces the scenario's profile; its switches still lie over it. */
  readonly profile?: Profile
  /** What scenario and profile are called in the replay line, where they are no shipped ones. */
  readonly scenarioFile?: string
  readonly profileFile?: string
  /** How the replay line begins; `npx droporder` when absent. */
  readonly command?: string
  /** What the firmware is called in the result; `ours` unless said otherwise. */
  readonly firmwareName?: string
  readonly wire?: WireName
  /** Entries of the schedule that never strike, or change nothing, are no mistake: for schedules that chance has made. */
  readonly mayMiss?: boolean
  /** False leaves trace and hashes away, which takes a third of the time. */
  readonly trace?: boolean
}

/**
 * Plays a scenario to its rest and judges it, in virtual time, at once. Throws UsageError: NEVER_STRUCK, ANSWER_UNUSED,
 * or what is wrong with `faults`.
 */
export function run(scenario: Scenario, options: RunOptions = {}): RunResult {
  return runFully(scenario, options).result
}

/** The same with trace, books and paper. */
export function runFully(scenario: Scenario, options: RunOptions = {}): FullRun {
  const { play, finish } = prepare(scenario, options)
  const { clock } = play
  while (clock.step());
  return finish()
}

/** The same for a wire whose bytes really travel: `drive` fires the clock's events and ends when there are none left. */
export async function runOn(
  scenario: Scenario,
  options: RunOptions,
  drive: (clock: Play['clock']) => Promise<void>,
): Promise<FullRun> {
  const { play, finish } = prepare(scenario, options)
  await drive(play.clock)
  return finish()
}

/** The number of the event at which an invariant broke first, in a run of which a search has said that it breaks it. */
export function seqOf({ violations, replay }: Pick<RunResult, 'violations' | 'replay'>, invariant: string): number {
  const found = violations.find((one) => one.invariant === invariant)
  assert(found !== undefined, `${invariant} breaks again where a search saw it break: ${replay}`)
  return found.atSeq
}

/** A place that a run reaches. */
export interface ReachedPoint {
  readonly point: string
  readonly occurrence: number
  /** The faults that it takes there, one text for each class of arguments. */
  readonly faults: readonly string[]
  readonly atSeq: number
}

/** What can go wrong where when the scenario is played without faults of its own. */
export function points(scenario: Scenario, options: RunOptions = {}): readonly ReachedPoint[] {
  const { play } = prepare(scenario, { faults: '', ...options, trace: false }, true)
  const { clock } = play
  while (clock.step());
  return play.stage.world.points.map(({ point, occurrence, faults, atSeq }) => {
    return { point, occurrence, faults: offeredTexts(point, faults), atSeq }
  })
}

function prepare(scenario: Scenario, options: RunOptions, keepPoints = false): { play: Play; finish: () => FullRun } {
  const profile = options.profile ?? shippedProfile(scenario.profile)
  const schedule = scheduleOf(scenario, options.faults)
  const isOwn = printSchedule(schedule) === printSchedule(scenario.faults)
  const play = new Play(scenario, labOf(scenario, profile), schedule, {
    ...options,
    trace: options.trace !== false,
    keepPoints,
  })
  const finish = (): FullRun => {
    assert(play.over || play.clock.nextAt() === undefined, 'a run is finished when it is over')
    if (options.mayMiss !== true) play.scheduler.demandAll()
    // Another schedule or firmware may well end a sale before its prompts come.
    if (isOwn && options.firmware === undefined) demandAnswers(scenario.steps, play.operator.came)
    const { judgement, sales, fired, books, paper, trace } = play.ending()
    const { violations, differences, checked } = judgement
    const expected = isOwn ? compare(scenario.expect, sales, differences) : { checked: 0, missed: [] }
    const result: RunResult = {
      id: scenario.id,
      wire: options.wire ?? 'sim',
      firmware: options.firmwareName ?? 'ours',
      seed: scenario.seed,
      schedule: schedule.map(printEntry),
      fired: fired.map((struck) => ({ fault: textOf(struck), atSeq: struck.atSeq, atMs: struck.atMs })),
      verdict: violations.length + expected.missed.length === 0 ? 'held' : 'violated',
      violations,
      differences,
      checked,
      expected,
      cases: Object.fromEntries(scenario.cases.map((name) => [name, 1])),
      sales,
      traceHash: trace.length === 0 ? '' : traceHash(trace),
      storyHash: trace.length === 0 ? '' : storyHash(trace),
      replay: replayLine(scenario.id, printSchedule(schedule), options),
    }
    return { result, trace, books, paper }
  }
  return { play, finish }
}

function scheduleOf(scenario: Scenario, faults: string | Schedule | undefined): Schedule {
  if (faults === undefined) return scenario.faults
  return typeof faults === 'string' ? parseSchedule(faults) : faults
}

function textOf({ point, occurrence, fault }: Struck): string {
  return `${point}#${occurrence}=${fault}`
}

/** The command that plays a schedule of a scenario again. */
export function replayLine(id: string, schedule: string, options: ReplayOptions): string {
  const { command = 'npx droporder', scenarioFile = id, wire, firmwareName, profileFile } = options
  const flags = [
    wire === undefined || wire === 'sim' ? '' : ` --wire ${wire}`,
    firmwareName === undefined ? '' : ` --firmware ${firmwareName}`,
    profileFile === undefined ? '' : ` --profile ${quoted(profileFile)}`,
  ]
  return `${command} run ${quoted(scenarioFile)} --faults "${schedule}"${flags.join('')}`
}

type ReplayOptions = Pick<RunOptions, 'command' | 'scenarioFile' | 'wire' | 'firmwareName' | 'profileFile'>

/** Double quotes mean the same to the shells of every system; a plain name needs none. */
function quoted(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `"${name}"`
}
