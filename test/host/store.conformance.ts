import { afterEach, describe, expect, test } from 'vitest'
import type { Change, Store, Txn } from '../../host/index.ts'
import { keyOf, postingsBetween } from '../../host/index.ts'

const key = keyOf('898100000000001', '10000001', '000001', '000007')
const sale: Txn = {
  key,
  kind: 'sale',
  panHash: 'A1B2C3D4E5F60718',
  amountMinor: 12_800,
  approvedMinor: 12_800,
  flags: { captured: true, reversed: false, voided: false, debitedUpstream: false, clearingLost: false },
  responseCode: '00',
  approvalCode: '007919',
  rrn: '260105000001',
  reversalCode: '',
  originalText: '',
  day: '2026-01-05',
  atMs: 1_767_574_800_000,
}
const booked: Change = { put: [sale], postings: postingsBetween(undefined, sale), exceptions: [] }
const nothing: Change = { put: [], postings: [], exceptions: [] }
const session = {
  merchantId: key.merchantId,
  terminalId: key.terminalId,
  batch: '000001',
  network: '003',
  keysHex: 'AB'.repeat(40),
  stan: '000001',
  device: 'Sequence No12000110000001',
  devices: [{ device: 'Sequence No12000110000001', batch: '000001' }],
} as const
const item = {
  keyText: key.text,
  amountMinor: 12_800,
  owedTo: 'cardholder',
  heldBy: 'merchant',
  reason: 'otherDay',
  nextStep: { en: 'Adjust', zh: '调账' },
}

/** What every store must do. `open` called again must find what the last one committed. */
export function conformance(name: string, open: () => Store, clean: () => void): void {
  afterEach(clean)

  describe(`the ${name} store`, () => {
    reads(open)
    writes(open)
  })
}

function reads(open: () => Store): void {
  test('is empty at first', () => {
    const store = open()
    expect(store.view(key, sale.panHash)).toEqual({
      txn: undefined,
      original: undefined,
      balanceMinor: undefined,
      count: 0,
      session: undefined,
      dayShift: 0,
    })
    expect(store.books()).toEqual({ accounts: {}, txns: [], exceptions: [], sessions: [], dayShift: 0 })
    store.close()
  })

  test('shows what was committed, in the view and in the books', () => {
    const store = open()
    store.commit({ ...booked, exceptions: [item], session, dayShift: 1 })
    expect(store.view(key, sale.panHash)).toEqual({
      txn: sale,
      original: undefined,
      balanceMinor: -12_800,
      count: 1,
      session,
      dayShift: 1,
    })
    expect(store.books()).toEqual({
      accounts: {
        'cardholder:A1B2C3D4E5F60718': -12_800,
        'clearing:acquirer': 0,
        issuer: 0,
        'merchant:898100000000001': 12_800,
      },
      txns: [sale],
      exceptions: [item],
      sessions: [session],
      dayShift: 1,
    })
    store.close()
  })

  test('keeps the place of a transaction that is put again, and finds the original that one names', () => {
    const store = open()
    const other = { ...sale, key: keyOf('m', 't', '000001', '000008'), originalText: key.text }
    store.commit(booked)
    store.commit({ ...nothing, put: [other] })
    const reversed = { ...sale, flags: { ...sale.flags, reversed: true } }
    store.commit({ ...nothing, put: [reversed], postings: postingsBetween(sale, reversed) })
    expect(store.books().txns).toEqual([reversed, other])
    expect(store.view(other.key, '').original).toEqual(reversed)
    expect(store.view(key, sale.panHash)).toMatchObject({ balanceMinor: 0, count: 2 })
    store.close()
  })
}

function writes(open: () => Store): void {
  test('writes an exception item once per key and reason, until it is settled', () => {
    const store = open()
    store.commit({ ...nothing, exceptions: [item] })
    store.commit({ ...nothing, exceptions: [item, { ...item, reason: 'otherAmount' }] })
    expect(store.books().exceptions.map(({ reason }) => reason)).toEqual(['otherDay', 'otherAmount'])
    store.commit({ ...nothing, settled: [{ keyText: key.text, reason: 'otherDay' }] })
    expect(store.books().exceptions.map(({ reason }) => reason)).toEqual(['otherAmount'])
    store.close()
  })

  test('gives books that later commits do not change', () => {
    const store = open()
    const before = store.books()
    store.commit(booked)
    expect(before.txns).toEqual([])
    store.close()
  })
}
