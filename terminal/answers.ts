import type { Message } from '../protocol/index.ts'
import { checkMac, decode, specs, splitParts, unpackWorkingKeys } from '../protocol/index.ts'
import { approvingCodes, effectOf, reversalSignOnCodes, signOnCodes } from './codes.ts'
import type { TerminalConfig } from './profile.ts'

/** The request that is out, as far as an answer must match it. */
export interface Awaited {
  readonly about: 'sale' | 'reversal' | 'query' | 'signOn' | 'balance'
  readonly mti: string
  readonly stan: string
  /** Fields an answer may not contradict. */
  readonly processing?: string
  readonly amountMinor?: number
  /** Field 61 of a query. */
  readonly original?: string
}

export interface Keys {
  readonly pinKey: string
  readonly macKey: string
}
/** What an answer that approves says. */
export interface Approval {
  readonly responseCode: string
  readonly approvedMinor: number
  readonly approvalCode: string
  readonly rrn: string
  /** When the host says it was, hhmmss and MMDD. */
  readonly hostTime: string
  readonly hostDate: string
}

/** What an answer is. The events of the machine are these verdicts. */
export type Verdict =
  | { readonly type: 'answer.foreign'; readonly why: string; readonly mti: string }
  /** `issuerHex`: field 55, for the chip. `hostDay`, here and below: the host's business day (mmdd), absent when no MAC vouches for it. */
  | {
      readonly type: 'answer.approved'
      readonly approval: Approval
      readonly issuerHex: string
      readonly hostDay?: string | undefined
    }
  | {
      readonly type: 'answer.declined'
      readonly code: string
      readonly signOn: boolean
      readonly hostDay?: string | undefined
    }
  /** Nobody knows: `reason` is what a reversal would carry; `query` says whether a question may come first. */
  | {
      readonly type: 'answer.unclear'
      readonly code: string
      readonly reason: string
      readonly query: boolean
      readonly signOn: boolean
    }
  | { readonly type: 'answer.forgotten' }
  | { readonly type: 'answer.conflicting' }
  | { readonly type: 'answer.cleared'; readonly code: string; readonly hostDay?: string | undefined }
  | { readonly type: 'answer.refused'; readonly code: string }
  | { readonly type: 'answer.signOnAsked'; readonly code: string }
  | { readonly type: 'answer.signedOn'; readonly keys: Keys; readonly batch: string }
  | { readonly type: 'answer.keyCheckFailed' }
  | { readonly type: 'answer.inProgress' }
  | { readonly type: 'answer.notFound' }
  | { readonly type: 'answer.balance'; readonly balanceMinor: number }

/** Sorts one frame's body; the first rule that fits decides. `awaited` is undefined when nothing is out. */
export function sortAnswer(
  awaited: Awaited | undefined,
  body: Uint8Array,
  config: TerminalConfig,
  keys: Keys | undefined,
): Verdict {
  const spec = specs[config.profile.spec]
  const decoded = decode(spec, body)
  if (!decoded.ok) return foreign(`does not decode: ${decoded.error.code}`, decoded.partial.mti)
  const { message } = decoded
  const why = mismatch(awaited, message, config)
  if (awaited === undefined || why !== undefined) return foreign(why ?? 'nothing is awaited', message.mti)
  const mac = keys === undefined ? 'missing' : checkMac(spec, body, keys.macKey)
  switch (awaited.about) {
    case 'sale':
      return sortSale(awaited, message, mac === 'right', config)
    case 'reversal':
      return sortReversal(awaited, message, mac === 'right')
    case 'query':
      return sortQuery(awaited, message, mac === 'right', config)
    case 'signOn':
      return sortSignOn(message, config)
    case 'balance':
      return sortBalance(message, mac === 'right', config)
  }
}

function mismatch(awaited: Awaited | undefined, { mti, fields }: Message, config: TerminalConfig): string | undefined {
  if (awaited === undefined) return 'nothing is awaited'
  if (mti !== awaited.mti) return 'another message type'
  if (fields[11] !== awaited.stan) return 'another trace number'
  if (fields[41] !== config.terminalId || fields[42] !== config.merchantId) return 'another terminal or merchant'
  return undefined
}

function sortSale(awaited: Awaited, message: Message, sealed: boolean, { profile }: TerminalConfig): Verdict {
  const { fields } = message
  const code = fields[39]
  if (code === undefined || contradicts(awaited, message)) {
    if (profile.malformedAnswer === 'forget') return { type: 'answer.forgotten' }
    return { type: 'answer.unclear', code: code ?? '', reason: '06', query: false, signOn: false }
  }
  const effect = effectOf(code, profile)
  const believed = sealed || (effect === 'declined' && profile.declineMac === 'ignore')
  if (!believed && effect !== 'doubt') {
    return { type: 'answer.unclear', code, reason: 'A0', query: false, signOn: signOnCodes.has(code) }
  }
  if (effect === 'declined') {
    return { type: 'answer.declined', code, signOn: signOnCodes.has(code), hostDay: sealed ? fields[15] : undefined }
  }
  if (effect === 'doubt') {
    if (code === '94' && sealed) return { type: 'answer.conflicting' }
    return { type: 'answer.unclear', code, reason: '98', query: true, signOn: false }
  }
  return approved(message, code, awaited)
}

/** Fields 3 and 4 must be ours; a partial approval may be lower. An approval that names no amount approves nothing. */
function contradicts({ processing, amountMinor }: Awaited, { fields }: Message): boolean {
  if (processing !== undefined && fields[3] !== undefined && fields[3] !== processing) return true
  if (amountMinor === undefined) return false
  const code = fields[39] ?? ''
  if (fields[4] === undefined) return approvingCodes.has(code)
  const told = Number(fields[4])
  return code === '10' ? told > amountMinor || told === 0 : told !== amountMinor
}

function approved({ fields }: Message, responseCode: string, awaited: Awaited): Verdict {
  const approval = {
    responseCode,
    approvedMinor: fields[4] === undefined ? (awaited.amountMinor ?? 0) : Number(fields[4]),
    approvalCode: fields[38] ?? '',
    rrn: fields[37] ?? '',
    hostTime: fields[12] ?? '',
    hostDate: fields[13] ?? '',
  }
  return { type: 'answer.approved', approval, issuerHex: fields[55] ?? '', hostDay: fields[15] }
}

/** 00, 12 and 25 end a doubt, under a right MAC only. A code that asks for a sign-on is heard whatever its MAC: keys may differ. */
function sortReversal(awaited: Awaited, message: Message, sealed: boolean): Verdict {
  const code = message.fields[39]
  if (code !== undefined && reversalSignOnCodes.has(code)) return { type: 'answer.signOnAsked', code }
  if (!sealed) return foreign('its MAC is not right', message.mti)
  if (code === undefined || contradicts(awaited, message)) return { type: 'answer.refused', code: code ?? '' }
  if (code === '00' || code === '12' || code === '25')
    return { type: 'answer.cleared', code, hostDay: message.fields[15] }
  return { type: 'answer.refused', code }
}

/** A query's answer is believed only with its MAC and only about the key that was asked for. */
function sortQuery(awaited: Awaited, message: Message, sealed: boolean, { profile }: TerminalConfig): Verdict {
  const { fields } = message
  if (!sealed) return foreign('its MAC is not right', message.mti)
  if (awaited.original !== undefined && fields[61] !== awaited.original) return foreign('another original', message.mti)
  if (fields[39] === '09') return { type: 'answer.inProgress' }
  if (fields[39] === '25') return { type: 'answer.notFound' }
  const original = fields[63]?.slice(-2)
  if (fields[39] !== '00' || original === undefined) return foreign('an answer that says nothing', message.mti)
  const told: Message = { mti: message.mti, fields: { ...fields, 39: original } }
  const effect = effectOf(original, profile)
  if (contradicts(awaited, told) || effect === 'doubt') {
    return { type: 'answer.unclear', code: original, reason: '98', query: false, signOn: false }
  }
  if (effect === 'declined') return { type: 'answer.declined', code: original, signOn: false }
  return approved(told, original, awaited)
}

function sortSignOn({ fields, mti }: Message, { profile, masterKeyHex }: TerminalConfig): Verdict {
  const code = fields[39]
  if (code !== '00') return { type: 'answer.refused', code: code ?? '' }
  const unpacked = unpackWorkingKeys(fields[62] ?? '', profile.networkCode, masterKeyHex)
  if (!unpacked.ok) return { type: 'answer.keyCheckFailed' }
  const parts = fields[60] === undefined ? {} : splitParts(specs[profile.spec], 60, fields[60], mti)
  const { pinKey, macKey } = unpacked.keys
  return { type: 'answer.signedOn', keys: { pinKey, macKey }, batch: parts['batch'] ?? '' }
}

/** No money moves, so what is not a right answer is no answer. */
function sortBalance({ fields, mti }: Message, sealed: boolean, { profile }: TerminalConfig): Verdict {
  const code = fields[39] ?? ''
  if (code !== '00') return { type: 'answer.declined', code, signOn: signOnCodes.has(code) }
  if (!sealed) return { type: 'answer.unclear', code, reason: 'A0', query: false, signOn: true }
  const parts = fields[54] === undefined ? {} : splitParts(specs[profile.spec], 54, fields[54], mti)
  const amount = Number(parts['amount'] ?? 0)
  return { type: 'answer.balance', balanceMinor: parts['sign'] === 'D' ? -amount : amount }
}

function foreign(why: string, mti: string): Verdict {
  return { type: 'answer.foreign', why, mti }
}
