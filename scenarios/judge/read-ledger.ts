import type { WorldEvent } from '../../sim/index.ts'
import type { Court } from './court.ts'
import type { Dispatch } from './dispatch.ts'
import type { Docket } from './docket.ts'
import { keyOfHost, matterOf } from './docket.ts'
import type { Commit } from './rules.ts'

/** Reads the lane `ledger`: each durable commit, taken apart by key. Entries that a rule condemns are left out. */
export function readLedger(court: Court, dispatch: Dispatch, event: WorldEvent): void {
  if (event.kind !== 'committed' || event.data['keyText'] === undefined) return
  const commit = commitOf(court.docket, event.data)
  if (dispatch.committed(court, commit)) return
  const { ledger } = commit.matter
  for (const { account, deltaMinor } of commit.postings) {
    court.docket.accounts.set(account, (court.docket.accounts.get(account) ?? 0) + deltaMinor)
  }
  if (commit.cardholderMinor < 0) {
    ledger.capturedMinor = -commit.cardholderMinor
    ledger.isPartial = commit.isPartial
  }
  ledger.known = true
  ledger.captured = commit.flags.captured
  ledger.reversed = commit.flags.reversed
  ledger.voided = commit.flags.voided
  ledger.cardholderMinor += commit.cardholderMinor
  ledger.merchantMinor += commit.merchantMinor
  if (commit.account !== '') ledger.account = commit.account
  if (commit.merchantAccount !== '') ledger.merchantAccount = commit.merchantAccount
  for (const { reason, owedTo } of commit.exceptions) {
    if (owedTo === 'cardholder') ledger.exceptionReason = reason
  }
}

interface LedgerData {
  readonly keyText: string
  readonly amountMinor: number
  readonly approvedMinor: number
  readonly panHash: string
  readonly responseCode: string
  readonly flags: Commit['flags']
  readonly postings: readonly { readonly account: string; readonly deltaMinor: number; readonly keyText?: string }[]
  readonly exceptions?: Commit['exceptions']
}

function commitOf(docket: Docket, raw: WorldEvent['data']): Commit {
  const data = raw as unknown as LedgerData
  let cardholderMinor = 0
  let merchantMinor = 0
  let account = ''
  let merchantAccount = ''
  for (const posting of data.postings) {
    if (posting.account.startsWith('cardholder:')) {
      cardholderMinor += posting.deltaMinor
      account = posting.account
    } else if (posting.account.startsWith('merchant:')) {
      merchantMinor += posting.deltaMinor
      merchantAccount = posting.account
    }
  }
  return {
    matter: matterOf(docket, keyOfHost(docket, data.keyText)),
    amountMinor: data.amountMinor,
    approvedMinor: data.approvedMinor,
    panHash: data.panHash,
    isPartial: data.responseCode === '10',
    flags: data.flags,
    cardholderMinor,
    merchantMinor,
    account,
    merchantAccount,
    postings: data.postings,
    exceptions: data.exceptions ?? [],
  }
}
