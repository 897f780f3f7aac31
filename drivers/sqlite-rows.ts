import type { SQLOutputValue } from 'node:sqlite'
import type { ExceptionItem, Session, Txn, TxnKind } from '../host/index.ts'

type Row = Readonly<Record<string, SQLOutputValue>>

/** The columns of a transaction, in the order in which they are written. */
export const txnColumns: readonly string[] = [
  ...['key_text', 'merchant_id', 'terminal_id', 'period', 'stan', 'kind', 'pan_hash'],
  ...['amount_minor', 'approved_minor'],
  ...['captured', 'reversed', 'voided', 'debited_upstream', 'clearing_lost'],
  ...['response_code', 'approval_code', 'rrn', 'reversal_code', 'original_text', 'day', 'at_ms'],
]

export function txnOf(row: Row | undefined): Txn | undefined {
  if (row === undefined) return undefined
  const text = (column: string) => String(row[column])
  const isSet = (column: string) => row[column] === 1
  return {
    key: {
      merchantId: text('merchant_id'),
      terminalId: text('terminal_id'),
      period: text('period'),
      stan: text('stan'),
      text: text('key_text'),
    },
    kind: text('kind') as TxnKind,
    panHash: text('pan_hash'),
    amountMinor: Number(row['amount_minor']),
    approvedMinor: Number(row['approved_minor']),
    flags: {
      captured: isSet('captured'),
      reversed: isSet('reversed'),
      voided: isSet('voided'),
      debitedUpstream: isSet('debited_upstream'),
      clearingLost: isSet('clearing_lost'),
    },
    responseCode: text('response_code'),
    approvalCode: text('approval_code'),
    rrn: text('rrn'),
    reversalCode: text('reversal_code'),
    originalText: text('original_text'),
    day: text('day'),
    atMs: Number(row['at_ms']),
  }
}

export function exceptionOf(row: Row): ExceptionItem {
  return {
    keyText: String(row['key_text']),
    amountMinor: Number(row['amount_minor']),
    owedTo: String(row['owed_to']),
    heldBy: String(row['held_by']),
    reason: String(row['reason']),
    nextStep: { en: String(row['next_step_en']), zh: String(row['next_step_zh']) },
  }
}

export function sessionOf(row: Row | undefined): Session | undefined {
  if (row === undefined) return undefined
  return {
    merchantId: String(row['merchant_id']),
    terminalId: String(row['terminal_id']),
    batch: String(row['batch']),
    network: String(row['network']) as Session['network'],
    keysHex: String(row['keys_hex']),
    stan: String(row['stan']),
    device: String(row['device']),
    devices: JSON.parse(String(row['devices'])) as Session['devices'],
  }
}
