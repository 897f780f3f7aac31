/** The firmware of a simulated card terminal: a statechart, a journal, receipts. It knows its devices by interface only. */
export type { Awaited, Keys, Verdict } from './answers.ts'
export { sortAnswer } from './answers.ts'
export { endOfBank, scanBank } from './bank.ts'
export { chartPath } from './chart-path.ts'
export type { CodeEntry } from './codes.ts'
export { approvingCodes, codes, effectOf } from './codes.ts'
export type {
  Bank,
  Battery,
  CardData,
  CardRead,
  CardReader,
  Charge,
  ChipAnswer,
  ChipEnd,
  ChipTerms,
  Clock,
  Connection,
  Devices,
  Display,
  Flash,
  Keypad,
  KeypadInput,
  Link,
  LinkEars,
  PrintEnd,
  Printer,
  PrinterStatus,
  Prompt,
} from './devices.ts'
export { factoryBanks } from './factory.ts'
export type { JournalError, JournalReading } from './journal.ts'
export { isAboutMoney, readJournal } from './journal.ts'
export type { TerminalMachine } from './machine.ts'
export { terminalMachine } from './machine.ts'
export { agesText, mediumText, settledOn } from './medium-text.ts'
export type { QueryTimes, TerminalConfig, TerminalProfile } from './profile.ts'
export { profileOf } from './profile.ts'
export type { PromptName } from './prompts.ts'
export { promptChoices, promptNames } from './prompts.ts'
export type { JournalEntry, JournalRecord, ReadableRecord, RecordKind } from './records.ts'
export { readRecord } from './records.ts'
export type { Firmware, Terminal } from './shell.ts'
export { bootTerminal, firmware } from './shell.ts'
export type { MayCome } from './state-text.ts'
export { promptLines, promptTitle } from './texts.ts'
