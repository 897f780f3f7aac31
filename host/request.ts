import type { Message, Spec } from '../protocol/index.ts'
import { splitParts } from '../protocol/index.ts'
import type { Key } from './key.ts'
import { keyOf } from './key.ts'
import { panHashOf } from './pan-digest.ts'
import type { HostConfig } from './profile.ts'
import type { TxnKind } from './store.ts'

/** A decoded message as the host understands it. `pan` lives only here: everything that is kept has `panHash`. */
export interface Request {
  readonly kind: RequestKind
  readonly message: Message
  readonly terminalId: string
  readonly merchantId: string
  readonly stan: string
  /** The key of the transaction it is about: its own, or the original's for a reversal or a query. */
  readonly key: Key
  /** What it says that transaction is; undefined where it does not say or nobody knows. */
  readonly txnKind: TxnKind | undefined
  readonly pan: string
  /** '' when the message names no card. */
  readonly panHash: string
  readonly amountMinor: number
  /** Field 55 of a sale with a chip, '' when it is missing; undefined for a stripe. */
  readonly chipHex: string | undefined
  /** 60.2, '' when absent. */
  readonly batch: string
  /** 60.3, '' when absent. */
  readonly network: string
  /** Which device signs on, as it says in field 62; '' when absent. */
  readonly device: string
}
type RequestKind = 'money' | 'reversal' | 'query' | 'signOn' | 'network' | 'unsupported'

export type RequestRead =
  | { readonly ok: true; readonly request: Request }
  /** `code` 30 can be answered when the sender is named. */
  | { readonly ok: false; readonly code: 'FIELD_MISSING'; readonly field: number; readonly answerable: boolean }

/** Understands a message, or says which field it lacks. `undefined` for what is no request at all (an answer). */
export function readRequest(spec: Spec, message: Message, config: HostConfig): RequestRead | undefined {
  if (spec.messages[message.mti]?.class === 'response') return undefined
  const { fields, mti } = message
  const kind = kindOf(message)
  const missing = [...SENDER, ...neededBy(kind, message, spec)].find((field) => fields[field] === undefined)
  const noCard = kind === 'money' && fields[2] === undefined && fields[35] === undefined
  if (missing !== undefined || noCard) {
    const answerable = SENDER.every((field) => fields[field] !== undefined)
    return { ok: false, code: 'FIELD_MISSING', field: missing ?? 2, answerable }
  }
  const pan = fields[2] ?? fields[35]?.split('D')[0] ?? ''
  const private60 = fields[60] === undefined ? {} : splitParts(spec, 60, fields[60], mti)
  const request: Request = {
    kind,
    message,
    terminalId: fields[41] ?? '',
    merchantId: fields[42] ?? '',
    stan: fields[11] ?? '',
    key: keyFor(spec, message, kind, private60['batch'] ?? ''),
    txnKind: kind === 'query' ? undefined : txnKindOf(mti, fields[3] ?? '', private60['type'] ?? ''),
    pan,
    panHash: pan === '' ? '' : panHashOf(pan, config.digestKeyHex),
    amountMinor: Number(fields[4] ?? 0),
    chipHex: fields[22]?.startsWith(BY_CHIP) ? (fields[55] ?? '') : undefined,
    batch: private60['batch'] ?? '',
    network: private60['network'] ?? '',
    device: kind === 'signOn' ? (fields[62] ?? '') : '',
  }
  return { ok: true, request }
}

/** MTI of the answer: 0200 → 0210, 0421 → 0430. */
export function answerMti(mti: string): string {
  return `${mti.slice(0, 2)}${Number(mti[2]) + 1}0`
}

/** The key for a note, where the request is about a transaction. */
export function keyNamed({ kind, key }: Request): { readonly keyText?: string } {
  return kind === 'signOn' || kind === 'network' ? {} : { keyText: key.text }
}

/** How field 22 begins when a chip was read. */
const BY_CHIP = '05'

/** Trace number, terminal, merchant: without them nobody can be answered. */
const SENDER = [11, 41, 42]

function kindOf({ mti, fields }: Message): RequestKind {
  switch (mti) {
    case '0100':
    case '0200':
      return 'money'
    case '0400':
    case '0420':
    case '0421':
      return 'reversal'
    case '0600':
      return 'query'
    case '0800':
      // 301 is the echo test, whichever field the spec keeps it in.
      return fields[70] === '301' || fields[60]?.slice(8, 11) === '301' ? 'network' : 'signOn'
    case '0820':
      return 'network'
    default:
      return 'unsupported'
  }
}

function neededBy(kind: RequestKind, { mti, fields }: Message, spec: Spec): readonly number[] {
  switch (kind) {
    case 'money':
      return [3, 60, ...(fields[3]?.startsWith('31') ? [] : [4]), ...(spec.fields[7] === undefined ? [] : [7])]
    case 'reversal':
      return [3, 4, mti === '0400' ? 60 : 90]
    case 'query':
      return [4, spec.fields[7] === undefined ? 61 : 90]
    default:
      return []
  }
}

/** Rule: docs/rules.md 3.2; a query names its original in 61, international messages name theirs in 90. */
function keyFor(spec: Spec, { mti, fields }: Message, kind: RequestKind, batch: string): Key {
  const [merchantId, terminalId, stan] = [fields[42] ?? '', fields[41] ?? '', fields[11] ?? '']
  if (fields[90] !== undefined) {
    const original = splitParts(spec, 90, fields[90], mti)
    return keyOf(merchantId, terminalId, original['dateTime'] ?? '', original['stan'] ?? '')
  }
  if (kind === 'query') {
    const original = splitParts(spec, 61, fields[61] ?? '', mti)
    return keyOf(merchantId, terminalId, original['batch'] ?? '', original['stan'] ?? '')
  }
  return keyOf(merchantId, terminalId, spec.fields[7] === undefined ? batch : (fields[7] ?? ''), stan)
}

/** By processing code, which 60.1 must not contradict. Rule: docs/messages.md 4. */
function txnKindOf(mti: string, processing: string, type: string): TxnKind | undefined {
  const found = KINDS.find((one) => processing.startsWith(one.processing))
  if (found === undefined || (type !== '' && found.type !== type)) return undefined
  return mti === '0100' && found.kind !== 'preAuthorisation' ? undefined : found.kind
}

const KINDS: readonly { readonly processing: string; readonly type: string; readonly kind: TxnKind }[] = [
  { processing: '00', type: '22', kind: 'sale' },
  { processing: '20', type: '23', kind: 'void' },
  { processing: '31', type: '01', kind: 'balance' },
  { processing: '03', type: '10', kind: 'preAuthorisation' },
]
