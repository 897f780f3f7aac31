/** The switches of one acquirer's rules: both values of each work. docs/rules.md has them; the defaults are `unionpay`. */
export interface TerminalProfile {
  readonly spec: 'unionpay' | 'iso87'
  /** What an unknown outcome leads to: a reversal at once owed, or questions first. */
  readonly onDoubt: 'reverseFirst' | 'queryFirst'
  /** Whether the host burns the key when it answers *not found* (`seal`), or the reversal must make that final. */
  readonly queryNotFound: 'doubt' | 'seal'
  /** What makes a sale final: the synced approval, or the end mark of the merchant copy. */
  readonly completion: 'approval' | 'receipt'
  /** An answer to our request without a code, or for another amount: taken back, or forgotten (a difference). */
  readonly malformedAnswer: 'reverse' | 'forget'
  /** Whether a decline without a right MAC is believed. */
  readonly declineMac: 'require' | 'ignore'
  /** Whether an owed reversal waits for the next online act. */
  readonly reversalWhen: 'beforeNext' | 'atOnce'
  /** What a round of reversals without success leads to. */
  readonly onExhausted: 'block' | 'drop'
  /** Known codes that leave a doubt; a code that is in no list always does. */
  readonly doubtCodes: readonly string[]
  readonly answerTimerMs: number
  readonly connectTimerMs: number
  readonly dialAttempts: number
  readonly reversalAttempts: number
  readonly query: QueryTimes
  /** How long the end of a sale stays on the screen before the terminal goes on. */
  readonly shownMs: number
  /** Sales that one batch may hold. */
  readonly logLimit: number
  /** A sale with the card and amount of one settled from doubt within this time asks whether it is the same purchase. */
  readonly suspectWithinMs: number
  readonly utcOffsetMinutes: number
  /** Field 60.3 of a sign-on: single or double length working keys. */
  readonly networkCode: '001' | '003'
}

/** First query `firstMs` after the doubt, the next `everyMs` after an answer or `timerMs` of silence, to `times` or `withinMs`. */
export interface QueryTimes {
  readonly firstMs: number
  readonly everyMs: number
  readonly timerMs: number
  readonly times: number
  readonly withinMs: number
}

/** One terminal as its acquirer has set it up. Keys are hex; `supervisorCode` opens the supervisor's menu. */
export interface TerminalConfig {
  readonly profile: TerminalProfile
  readonly terminalId: string
  readonly merchantId: string
  readonly merchantName: string
  readonly masterKeyHex: string
  /** AES key, 32 to 64 hex digits: what the journal keeps of a card is enciphered under it. */
  readonly storageKeyHex: string
  readonly operatorNo: string
  /** `00000000` when absent. */
  readonly supervisorCode?: string
}

const unionpay: TerminalProfile = {
  spec: 'unionpay',
  onDoubt: 'reverseFirst',
  queryNotFound: 'doubt',
  completion: 'approval',
  malformedAnswer: 'reverse',
  declineMac: 'require',
  reversalWhen: 'beforeNext',
  onExhausted: 'block',
  doubtCodes: ['06', '09', '19', '20', '21', '22', '23', '25', '68', '91', '94', '95', '96', '98'],
  answerTimerMs: 60_000,
  connectTimerMs: 10_000,
  dialAttempts: 3,
  reversalAttempts: 3,
  query: { firstMs: 5_000, everyMs: 3_000, timerMs: 3_000, times: 10, withinMs: 60_000 },
  shownMs: 2_000,
  logLimit: 500,
  suspectWithinMs: 600_000,
  utcOffsetMinutes: 480,
  networkCode: '003',
}

/** International habits: advices that are stored and forwarded at once. */
const iso87: TerminalProfile = { ...unionpay, spec: 'iso87', reversalWhen: 'atOnce' }

/** A shipped profile by its name. */
export function profileOf(name: 'unionpay' | 'iso87'): TerminalProfile {
  return name === 'unionpay' ? unionpay : iso87
}
