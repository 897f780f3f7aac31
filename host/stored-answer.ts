import type { Txn } from './store.ts'

/** The fields of an answer that a transaction remembers, so that a repeat is told the same. */
export function storedFields(txn: Txn): Readonly<Record<number, string>> {
  return {
    ...settlementDate(txn.day),
    ...(txn.rrn === '' ? {} : { 37: txn.rrn }),
    ...(txn.kind === 'sale' ? { 4: amountField(txn.approvedMinor > 0 ? txn.approvedMinor : txn.amountMinor) } : {}),
    ...(txn.approvalCode === '' ? {} : { 38: txn.approvalCode }),
  }
}

/** Field 15: month and day of a business day, `yyyy-mm-dd`. */
export function settlementDate(day: string): Readonly<Record<number, string>> {
  return { 15: day.slice(5).replace('-', '') }
}

/** Field 4: twelve digits of minor units. */
function amountField(amountMinor: number): string {
  return String(amountMinor).padStart(12, '0')
}
