import { assert } from './assert.ts'
import type { Request } from './request.ts'

/** How a host departs from its duty while it handles one request. */
export interface Misbehaviour {
  /** Answers this code; books nothing but, for a sale, that this was its answer. */
  readonly respond?: string
  readonly delayMs?: number
  readonly silent?: true
  /** Dies, and starts again after so many milliseconds or when the node does. */
  readonly crash?: { readonly restartAfterMs: number | undefined }
  /** Seals the answer with a key of nobody; at sign-on, sends a check value that is wrong. */
  readonly wrongKey?: true
  /** The business day ends while the request is with the host. */
  readonly turnDay?: true
  /** What it books never reaches the merchant's account. */
  readonly losesClearing?: true
}

/** Fault name → what it does. Arguments stand in parentheses after the name. */
export const misbehaviours: Readonly<Record<string, (argument: string | undefined) => Misbehaviour>> = {
  code: (code) => ({ respond: codeOf(code ?? '') }),
  maintenance: (code) => ({ respond: codeOf(code ?? '90') }),
  inactive: (code) => ({ respond: codeOf(code ?? '58') }),
  slow: (ms) => ({ delayMs: wholeOf(ms ?? '65000') }),
  silent: () => ({ silent: true }),
  crashBefore: (ms) => ({ crash: { restartAfterMs: ms === undefined ? undefined : wholeOf(ms) } }),
  crashAfter: (ms) => ({ crash: { restartAfterMs: ms === undefined ? undefined : wholeOf(ms) } }),
  wrongKey: () => ({ wrongKey: true }),
  cutOver: () => ({ turnDay: true }),
  lostClearing: () => ({ losesClearing: true }),
}

/** Faults at `host.commit.MTI`. */
export const COMMIT_FAULTS: readonly string[] = ['crashBefore', 'crashAfter']

/**
 * Faults at `host.authorize.MTI` that are worth trying on a request. A reversal is not offered codes that would end it
 * without its being booked (00, 12, 25): no terminal survives a host that lies so. They may be written by hand.
 */
export function faultsFor({ kind, txnKind }: Pick<Request, 'kind' | 'txnKind'>): readonly string[] {
  return txnKind === 'balance' ? WITHOUT_MONEY : FAULTS[kind]
}

const FAULTS: Readonly<Record<Request['kind'], readonly string[]>> = {
  money: [
    'code(51)',
    'code(96)',
    'code(ZZ)',
    'maintenance',
    'inactive',
    'slow(65000)',
    'silent',
    'crashBefore',
    'wrongKey',
    'cutOver',
    'lostClearing',
  ],
  reversal: ['code(96)', 'maintenance', 'slow(65000)', 'silent', 'crashBefore', 'wrongKey', 'cutOver'],
  query: ['slow(5000)', 'silent', 'crashBefore', 'wrongKey'],
  signOn: ['code(97)', 'maintenance', 'inactive', 'slow(65000)', 'silent', 'crashBefore', 'wrongKey'],
  network: ['silent'],
  unsupported: [],
}

/** Nothing of a balance enquiry is cleared. */
const WITHOUT_MONEY = FAULTS.money.filter((fault) => fault !== 'lostClearing')

/** What a fault's text asks for; a text that is not in the table is a bug of whoever passed it on. */
export function misbehaviourOf(fault: string): Misbehaviour {
  if (fault === 'pass') return {}
  const [, name = '', argument] = /^(\w+)(?:\(([^)]*)\))?$/.exec(fault) ?? []
  const make = Object.hasOwn(misbehaviours, name) ? misbehaviours[name] : undefined
  assert(make !== undefined, `a fault of the host is one of ${Object.keys(misbehaviours).join(', ')}`)
  return make(argument)
}

function codeOf(text: string): string {
  assert(/^[0-9A-Z]{2}$/.test(text), 'a response code is two letters or digits')
  return text
}

function wholeOf(text: string): number {
  assert(/^\d{1,9}$/.test(text), 'a duration is a whole number of milliseconds')
  return Number(text)
}
