import type { WireFrame } from './wire-frame.ts'

/** What an answer is worth by the rules of the trade, worked out without asking the terminal. */
export type AnswerSort = 'foreign' | 'malformed' | 'badMac' | 'approved' | 'declined' | 'doubt'

/** The switches of the profile that the sorting depends on. */
export interface SortingRules {
  readonly declineMac: 'require' | 'ignore'
  /** Listed codes that leave a doubt all the same. */
  readonly doubtCodes: readonly string[]
}

/**
 * Sorts the answer to a money request, first match wins: foreign, malformed, approval with a bad MAC, then by response
 * code. Unknown is never declined: only the listed codes are final.
 */
export function sortAnswer(
  request: WireFrame,
  answer: WireFrame,
  isMacRight: boolean,
  rules: SortingRules,
): AnswerSort {
  const asked = request.message?.fields
  const got = answer.message?.fields
  if (asked === undefined || got === undefined || answer.mti !== responseMti(request.mti)) return 'foreign'
  if (got[11] !== asked[11] || got[41] !== asked[41] || got[42] !== asked[42]) return 'foreign'
  const code = got[39]
  if (code === undefined || contradicts(asked, got, code)) return 'malformed'
  if (approvals.has(code)) return isMacRight ? 'approved' : 'badMac'
  if (!isDecline(code, rules)) return 'doubt'
  return isMacRight || rules.declineMac === 'ignore' ? 'declined' : 'badMac'
}

/** Whether a reversal's answer clears what is owed; `refused` for any other that is not foreign. */
export function sortReversalAnswer(
  reversal: WireFrame,
  answer: WireFrame,
  isMacRight: boolean,
): 'foreign' | 'refused' | 'success' {
  const asked = reversal.message?.fields
  const got = answer.message?.fields
  if (asked === undefined || got === undefined || answer.mti !== responseMti(reversal.mti)) return 'foreign'
  if (got[11] !== asked[11] || got[41] !== asked[41] || got[42] !== asked[42]) return 'foreign'
  const code = got[39] ?? ''
  const isGood = reversalSuccess.has(code) && !contradicts(asked, got, code)
  return isGood && isMacRight ? 'success' : 'refused'
}

/** The response type of a request or advice; a repeat is answered like the first. */
function responseMti(mti: string): string {
  return `${mti.slice(0, 2)}${mti[2] === '0' ? '1' : '3'}0`
}

/** Full approvals, a partial one (10) and approvals with a remark. */
export const approvals: ReadonlySet<string> = new Set(['00', '10', '11', 'A2', 'A4', 'A5', 'A6'])

/** Whether a code ends a purchase for good: it is known, and the profile does not say that it leaves a doubt. */
export function isDecline(code: string, { doubtCodes }: Pick<SortingRules, 'doubtCodes'>): boolean {
  return !approvals.has(code) && known.has(code) && !doubtCodes.includes(code)
}

/** Codes with a meaning; whatever else comes leaves a doubt under any profile. Rule: docs/rules.md 6. */
const known: ReadonlySet<string> = new Set([
  ...range(1, 7),
  '09',
  ...range(12, 15),
  ...range(19, 23),
  '25',
  '30',
  '31',
  ...range(33, 45),
  ...range(51, 67),
  '68',
  '75',
  '77',
  '79',
  ...range(90, 99),
  'A0',
])

const reversalSuccess: ReadonlySet<string> = new Set(['00', '12', '25'])

/** Fields 3 and 4 repeat the request's; a partial approval may be lower, and an approval without an amount approves nothing. */
function contradicts(asked: Fields, got: Fields, code: string): boolean {
  if (got[3] !== undefined && got[3] !== asked[3]) return true
  const [wanted, told] = [asked[4], got[4]]
  if (wanted === undefined) return false
  if (told === undefined) return approvals.has(code)
  return code === '10' ? Number(told) > Number(wanted) || Number(told) === 0 : told !== wanted
}
type Fields = Readonly<Record<number, string>>

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(2, '0'))
}
