/** The library: the catalogue of scenarios, a run or a search of any of them, judged, and what of ours may be replaced. */

export type { Decide, Decision, HostConfig, HostDoor, Store } from './host/index.ts'
export { decide, memoryStore, serve } from './host/index.ts'

export type {
  Difference,
  Expectation,
  Exploration,
  ExploreOptions,
  FullRun,
  InvariantId,
  Outcome,
  Profile,
  ReachedPoint,
  Receipt,
  RunOptions,
  RunResult,
  SaleOutcome,
  Scenario,
  Schedule,
  Step,
  TraceEvent,
  UsageCode,
  Violation,
} from './scenarios/index.ts'
export {
  catalogue,
  explore,
  loadProfile,
  loadScenario,
  parseSchedule,
  points,
  printSchedule,
  profiles,
  run,
  runFully,
  scenario,
  shippedScenario,
  UsageError,
  usageCodes,
} from './scenarios/index.ts'
export type { Devices, Firmware, MayCome, Terminal, TerminalConfig } from './terminal/index.ts'
export { bootTerminal, firmware, sortAnswer, terminalMachine } from './terminal/index.ts'
