import { z } from 'zod'
import { approvingCodes } from '../terminal/index.ts'
import { parseDuration } from './duration.ts'
import { durationText, isPositiveDuration } from './duration-text.ts'
import { coded } from './issue.ts'

/** Switches laid over a profile: what the two sides do differently from it. Durations in milliseconds. */
export interface Switches {
  readonly terminal: Readonly<Record<string, unknown>>
  readonly host: Readonly<Record<string, unknown>>
}

/** A timer needs time; what only comes later may come at once. */
const timer = (says: string) =>
  durationText.refine(isPositiveDuration, coded('DURATION_INVALID')).meta({ description: says })
const delay = (says: string) => durationText.meta({ description: says })
/** An approving code moves money: whoever calls it a doubt would have every sale taken back. */
const doubtCode = z
  .string(coded('VALUE_KIND'))
  .regex(/^[0-9A-Z]{2}$/, coded('VALUE_KIND'))
  .refine((code) => !approvingCodes.has(code), coded('SWITCHES_CONTRADICT'))
const count = (most: number, says: string) => z.int().min(1).max(most).meta({ description: says })
const one = <const T extends readonly [string, ...string[]]>(values: T, says: string) =>
  z.enum(values).meta({ description: says })

/** The schema of `switches:`, one flat list of names for both sides; `sideOf` says who has which. */
export const switchesSchema = z.strictObject({
  onDoubt: one(['reverseFirst', 'queryFirst'], 'What the terminal does first when an outcome is unknown').optional(),
  queryNotFound: one(['doubt', 'seal'], 'Whether "not found" ends a doubt by itself').optional(),
  completion: one(['approval', 'receipt'], 'What makes a sale final: the approval or the printed receipt').optional(),
  malformedAnswer: one(['reverse', 'forget'], 'What follows an answer without what it needs').optional(),
  declineMac: one(['require', 'ignore'], 'Whether a decline must carry a right MAC').optional(),
  reversalWhen: one(['beforeNext', 'atOnce'], 'When an owed reversal goes out').optional(),
  onExhausted: one(['block', 'drop'], 'What happens when every attempt of a round failed').optional(),
  doubtCodes: z.array(doubtCode).max(100).meta({ description: 'Known response codes that leave a doubt' }).optional(),
  answerTimer: timer('How long the terminal waits for an answer').optional(),
  connectTimer: timer('How long a dial may take').optional(),
  dialAttempts: count(10, 'Dials for one message').optional(),
  reversalAttempts: count(10, 'Attempts in one round of a reversal').optional(),
  logLimit: count(500, 'Sales in a batch before it must be settled').optional(),
  duplicate: one(['stored', 'refuse94'], 'What the host answers to a repeated request').optional(),
  unknownOriginal: one(
    ['accept', 'reject'],
    'What it answers to the reversal of something it never saw: 00 or 25',
  ).optional(),
  failedOriginal: one(['accept', 'reject'], 'What it answers to the reversal of a decline: 00 or 25').optional(),
  alreadyReversed: one(['asBefore', 'notFound'], 'What it answers to a second reversal').optional(),
  crossDay: one(['refuse', 'accept'], 'What it does with the reversal of another business day').optional(),
  upstreamReversal: z
    .union([z.literal('lost'), delay('Delay of the reversal from host to issuer')])
    .meta({ description: 'When the host takes back at the issuer what it answered 98 for; lost: never' })
    .optional(),
  issuerTimer: timer('How long the host waits for its issuer').optional(),
  issuerDelay: delay('How long the issuer takes').optional(),
})

export type SwitchesText = z.infer<typeof switchesSchema>

/** Which side has a switch, and what it calls it. `queryNotFound` needs both to agree. */
const SIDES: Readonly<Record<keyof SwitchesText, readonly (readonly ['terminal' | 'host', string])[]>> = {
  onDoubt: [['terminal', 'onDoubt']],
  queryNotFound: [
    ['terminal', 'queryNotFound'],
    ['host', 'queryNotFound'],
  ],
  completion: [['terminal', 'completion']],
  malformedAnswer: [['terminal', 'malformedAnswer']],
  declineMac: [['terminal', 'declineMac']],
  reversalWhen: [['terminal', 'reversalWhen']],
  onExhausted: [['terminal', 'onExhausted']],
  doubtCodes: [['terminal', 'doubtCodes']],
  answerTimer: [['terminal', 'answerTimerMs']],
  connectTimer: [['terminal', 'connectTimerMs']],
  dialAttempts: [['terminal', 'dialAttempts']],
  reversalAttempts: [['terminal', 'reversalAttempts']],
  logLimit: [['terminal', 'logLimit']],
  duplicate: [['host', 'duplicate']],
  unknownOriginal: [['host', 'unknownOriginal']],
  failedOriginal: [['host', 'failedOriginal']],
  alreadyReversed: [['host', 'alreadyReversed']],
  crossDay: [['host', 'crossDay']],
  upstreamReversal: [['host', 'upstreamReversalMs']],
  issuerTimer: [['host', 'issuerTimerMs']],
  issuerDelay: [['host', 'issuerMs']],
}

/** Sorts the flat list to its sides and durations to milliseconds. */
export function sortSwitches(text: SwitchesText): Switches {
  const sorted = { terminal: {} as Record<string, unknown>, host: {} as Record<string, unknown> }
  for (const [name, value] of Object.entries(text)) {
    const plain = typeof value === 'string' ? (parseDuration(value) ?? value) : value
    for (const [side, called] of SIDES[name as keyof SwitchesText]) sorted[side][called] = plain
  }
  return sorted
}

/** The switches of `over` win. */
export function joinSwitches(under: Switches, over: Switches): Switches {
  return { terminal: { ...under.terminal, ...over.terminal }, host: { ...under.host, ...over.host } }
}

/** Every switch, for documentation and for tests that cover both of its values. */
export const switchNames: readonly string[] = Object.keys(SIDES)
