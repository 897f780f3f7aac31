/** What the judge must know of the case beforehand. */
export interface JudgeConfig {
  readonly profile: { readonly terminal: JudgedTerminal; readonly host: JudgedHost }
  /** Unwraps the working keys of each 0810, so that the judge checks every MAC himself. */
  readonly masterKeyHex: string
  /** Texts that must appear nowhere but on the wire: PANs, tracks, PINs, keys in hex. */
  readonly secrets: readonly string[]
  readonly bounds: Bounds
  readonly utcOffsetMinutes: number
  /** What was on the two banks of flash before the first event. Without it damaged flash is judged by the screen alone. */
  readonly flash?: readonly [Uint8Array, Uint8Array]
}

/** The switches of the terminal that decide what is right. A terminal profile has them all. */
export interface JudgedTerminal {
  readonly spec: 'unionpay' | 'iso87'
  readonly completion: 'approval' | 'receipt'
  readonly malformedAnswer: 'reverse' | 'forget'
  readonly declineMac: 'require' | 'ignore'
  readonly onExhausted: 'block' | 'drop'
  readonly doubtCodes: readonly string[]
  readonly answerTimerMs: number
  readonly connectTimerMs: number
  readonly dialAttempts: number
  readonly reversalAttempts: number
  readonly query: { readonly times: number; readonly withinMs: number; readonly timerMs: number }
}

/** The switches of the host that decide what is right. */
interface JudgedHost {
  readonly crossDay: 'refuse' | 'accept'
}

/** How much is too much; `boundsOf` works them out from a profile. */
export interface Bounds {
  /** Bytes of a frame with its length header. */
  readonly frameBytes: number
  /** Frames that leave the terminal between two acts of a person. */
  readonly messagesBetweenActs: number
  /** How long a screen may stand that asks nobody for anything. */
  readonly busyMs: number
}

/** What is on the table when everything rests. */
export interface Exhibits {
  readonly books: JudgedBooks
  readonly flash: readonly [Uint8Array, Uint8Array]
  /** Everything that was printed, line by line. */
  readonly paper: readonly string[]
  /** `batch/stan` of the probe sale; absent when none was wanted or it got no key. */
  readonly probeKey?: string
  /** Which keys belong to one purchase, by its name. */
  readonly purchases?: Readonly<Record<string, readonly string[]>>
}

/** The ledger, as far as it is judged. */
interface JudgedBooks {
  readonly accounts: Readonly<Record<string, number>>
  readonly exceptions: readonly JudgedException[]
}
interface JudgedException {
  readonly keyText: string
  readonly amountMinor: number
  readonly owedTo: string
  readonly heldBy: string
  readonly reason: string
}

/** What the rules of the trade allow for this profile. */
export function boundsOf(terminal: JudgedTerminal, maxBody: number): Bounds {
  const dialMs = terminal.dialAttempts * (terminal.connectTimerMs + MINUTE_MS / 6)
  const waitMs = Math.max(terminal.answerTimerMs, terminal.query.withinMs + terminal.query.timerMs)
  return {
    frameBytes: maxBody + LONGEST_LENGTH_HEADER,
    // A round of reversals, a sign-on and its round, the queries of one doubt and the money request itself.
    messagesBetweenActs: 2 * terminal.reversalAttempts + terminal.query.times + MESSAGES_AROUND,
    busyMs: dialMs + waitMs + MINUTE_MS,
  }
}

const MINUTE_MS = 60_000
const LONGEST_LENGTH_HEADER = 4
const MESSAGES_AROUND = 8
