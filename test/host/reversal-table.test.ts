import { describe, expect, test } from 'vitest'
import { openTxn } from '../../host/decide-money.ts'
import type { HostProfile, Situation, Txn, View } from '../../host/index.ts'
import { decide, effectOf } from '../../host/index.ts'
import type { Request } from '../../host/request.ts'
import { readRequest } from '../../host/request.ts'
import { specs } from '../../protocol/index.ts'
import { cardOf, configOf, MERCHANT, START_AT, Street } from './street.ts'

const TODAY = '2026-01-05'

interface Row {
  readonly original: string
  /** The original as it stands on file, made from a captured sale; undefined when there is none. */
  readonly txn: ((sale: Txn) => Txn | undefined) | 'inWork'
  readonly switches?: Partial<HostProfile>
  readonly changed?: Record<number, string>
  readonly code: string
  readonly effect: string
  /** What the merchant's account does. */
  readonly merchantMinor?: number
  readonly exception?: string
  readonly alarm?: string
}

const captured = (sale: Txn) => sale
const flagged = (flags: Partial<Txn['flags']>) => (sale: Txn) => ({ ...sale, flags: { ...sale.flags, ...flags } })
const declinedSale = (sale: Txn): Txn => ({
  ...flagged({ captured: false })(sale),
  responseCode: '51',
  approvedMinor: 0,
})
const reversedSale = (sale: Txn): Txn => ({ ...flagged({ reversed: true })(sale), reversalCode: '00' })
const burnt = (sale: Txn): Txn => ({
  ...flagged({ captured: false, reversed: true })(sale),
  kind: 'tombstone',
  reversalCode: '25',
})
const yesterday = (sale: Txn): Txn => ({ ...sale, day: '2026-01-04' })

const rows: readonly Row[] = [
  { original: 'unknown', txn: () => undefined, code: '00', effect: 'tombstoned' },
  {
    original: 'unknown, strict',
    txn: () => undefined,
    switches: { unknownOriginal: 'reject' },
    code: '25',
    effect: 'tombstoned',
  },
  { original: 'still being authorised', txn: 'inWork', code: '00', effect: 'reversed' },
  { original: 'declined', txn: declinedSale, code: '00', effect: 'unchanged' },
  {
    original: 'declined, strict',
    txn: declinedSale,
    switches: { failedOriginal: 'reject' },
    code: '25',
    effect: 'unchanged',
  },
  { original: 'captured', txn: captured, code: '00', effect: 'reversed', merchantMinor: -12_800 },
  {
    original: 'captured for another amount',
    txn: captured,
    changed: { 4: '000000012900' },
    code: '64',
    effect: 'unchanged',
  },
  {
    original: 'of another type',
    txn: captured,
    changed: { 3: '310000', 60: '01000001' },
    code: '12',
    effect: 'refused',
    exception: 'otherPurchase',
    alarm: 'reversalOfAnother',
  },
  {
    original: 'of another card',
    txn: captured,
    changed: { 2: cardOf('credit-ok-2').pan },
    code: '12',
    effect: 'refused',
    exception: 'otherPurchase',
    alarm: 'reversalOfAnother',
  },
  {
    original: 'of another card, declined',
    txn: declinedSale,
    changed: { 2: cardOf('credit-ok-2').pan },
    code: '12',
    effect: 'refused',
    alarm: 'reversalOfAnother',
  },
  {
    original: 'of another card, given up by the host',
    txn: (sale) => ({ ...flagged({ captured: false, debitedUpstream: true })(sale), responseCode: '98' }),
    changed: { 2: cardOf('credit-ok-2').pan },
    code: '12',
    effect: 'refused',
    alarm: 'reversalOfAnother',
  },
  {
    original: 'voided, for another amount',
    txn: flagged({ voided: true }),
    changed: { 4: '000000012900' },
    code: '64',
    effect: 'unchanged',
  },
  { original: 'reversed already', txn: reversedSale, code: '00', effect: 'unchanged' },
  {
    original: 'reversed already, strict',
    txn: reversedSale,
    switches: { alreadyReversed: 'notFound' },
    code: '25',
    effect: 'unchanged',
  },
  { original: 'a tombstone that was told 25', txn: burnt, code: '25', effect: 'unchanged' },
  {
    original: 'reversed already, now with another amount',
    txn: reversedSale,
    changed: { 4: '000000012900' },
    code: '00',
    effect: 'unchanged',
  },
  { original: 'voided', txn: flagged({ voided: true }), code: '00', effect: 'reversed', merchantMinor: 0 },
  {
    original: 'in a batch that is closed',
    txn: (sale) => ({ ...sale, key: { ...sale.key, period: '000000' } }),
    code: '25',
    effect: 'unchanged',
    exception: 'batchClosed',
  },
  { original: 'of another business day', txn: yesterday, code: '25', effect: 'unchanged', exception: 'otherDay' },
  {
    original: 'of another business day, lenient',
    txn: yesterday,
    switches: { crossDay: 'accept' },
    code: '00',
    effect: 'reversed',
    merchantMinor: -12_800,
  },
  {
    original: 'given up by the host, debited upstream',
    txn: (sale) => ({ ...flagged({ captured: false, debitedUpstream: true })(sale), responseCode: '98' }),
    code: '00',
    effect: 'reversed',
    merchantMinor: 0,
  },
]

function requestOf(spec: 'unionpay' | 'iso87', changed: Record<number, string> = {}, mti?: string): Request {
  const street = new Street(configOf({ spec }))
  const reversal = street.reversalOf(street.sale('000007', 12_800), changed)
  const read = readRequest(specs[spec], mti === undefined ? reversal : { ...reversal, mti }, street.config)
  if (!read?.ok) throw new Error('the reversal has all its fields')
  return read.request
}

function situationOf(switches: Partial<HostProfile>): Situation {
  const { profile, terminals, merchants } = configOf(switches)
  return {
    profile,
    terminal: terminals[0],
    merchant: merchants[0],
    mac: 'right',
    inWork: undefined,
    verdict: undefined,
    atMs: START_AT,
    bookingDay: TODAY,
    today: TODAY,
    keysHex: '',
  }
}

function play(row: Row, spec: 'unionpay' | 'iso87') {
  const asSale = requestOf(spec)
  const open = openTxn(asSale, 'sale', TODAY, START_AT)
  const sale: Txn = { ...open, approvedMinor: 12_800, responseCode: '00', flags: { ...open.flags, captured: true } }
  const txn = row.txn === 'inWork' ? undefined : row.txn(sale)
  const session = {
    merchantId: MERCHANT,
    terminalId: '',
    batch: '000001',
    network: '003',
    keysHex: '',
    stan: '',
    device: '',
    devices: [{ device: '', batch: '000001' }],
  } as const
  const view: View = { txn, original: undefined, balanceMinor: 0, count: 1, session, dayShift: 0 }
  const situation = { ...situationOf({ spec, ...row.switches }), inWork: row.txn === 'inWork' ? open : undefined }
  return decide(requestOf(spec, row.changed), view, situation)
}

function merchantMinor(decision: ReturnType<typeof decide>): number {
  const postings = decision.change?.postings ?? []
  expect(postings.reduce((sum, { deltaMinor }) => sum + deltaMinor, 0)).toBe(0)
  return postings
    .filter(({ account }) => account.startsWith('merchant:'))
    .reduce((sum, { deltaMinor }) => sum + deltaMinor, 0)
}

test.each(['unionpay', 'iso87'] as const)(
  'a reversal of another card than the one in work is not answered yet (%s)',
  (spec) => {
    const row = {
      original: '',
      txn: 'inWork',
      changed: { 2: cardOf('credit-ok-2').pan },
      code: '',
      effect: 'held',
    } as const
    expect(play(row, spec)).toEqual({ effect: 'held', responseCode: '', fields: {} })
  },
)

describe('a UnionPay reversal', () => {
  test.each(rows)('whose original is $original is answered $code and is $effect', (row) => {
    const decision = play(row, 'unionpay')
    expect(decision).toMatchObject({ responseCode: row.code, effect: row.effect })
    expect(decision.alarm).toBe(row.alarm)
    expect(merchantMinor(decision)).toBe(row.merchantMinor ?? 0)
    expect(decision.change?.exceptions.map(({ reason }) => reason) ?? []).toEqual(row.exception ? [row.exception] : [])
    for (const txn of decision.change?.put ?? []) expect(effectOf(txn)).toBe(0)
  })

  test('is accepted although terminal and merchant were switched off since', () => {
    const situation = situationOf({})
    const off = {
      ...situation,
      terminal: { ...situation.terminal!, active: false },
      merchant: { ...situation.merchant!, active: false },
    }
    const view = { txn: undefined, original: undefined, balanceMinor: 0, count: 0, session: undefined, dayShift: 0 }
    const session = {
      merchantId: MERCHANT,
      terminalId: '',
      batch: '000001',
      network: '003',
      keysHex: '',
      stan: '',
      device: '',
      devices: [{ device: '', batch: '000001' }],
    } as const
    expect(decide(requestOf('unionpay'), { ...view, session }, off).effect).toBe('tombstoned')
  })

  test('of a void gives its sale back to the merchant', () => {
    const asSale = requestOf('unionpay')
    const open = openTxn(asSale, 'sale', TODAY, START_AT)
    const sale: Txn = {
      ...open,
      approvedMinor: 12_800,
      responseCode: '00',
      flags: { ...open.flags, captured: true, voided: true },
    }
    const undo: Txn = { ...sale, kind: 'void', flags: { ...sale.flags, voided: false }, originalText: 'the sale' }
    const session = {
      merchantId: MERCHANT,
      terminalId: '',
      batch: '000001',
      network: '003',
      keysHex: '',
      stan: '',
      device: '',
      devices: [{ device: '', batch: '000001' }],
    } as const
    const view: View = { txn: undo, original: sale, balanceMinor: 0, count: 2, session, dayShift: 0 }
    const decision = decide(requestOf('unionpay', { 3: '200000', 60: '23000001' }), view, situationOf({}))
    expect(decision).toMatchObject({ responseCode: '00', effect: 'reversed' })
    expect(merchantMinor(decision)).toBe(12_800)
    expect(decision.change?.put.map(effectOf)).toEqual([0, 12_800])
  })
})

describe('an international reversal', () => {
  test.each(rows.filter(({ exception, txn }) => exception !== 'batchClosed' && txn !== burnt))(
    'whose original is $original is answered 00 and does the same to the ledger',
    (row) => {
      const decision = play(row, 'iso87')
      expect(decision).toMatchObject({ responseCode: '00', effect: row.effect })
      expect(merchantMinor(decision)).toBe(row.merchantMinor ?? 0)
      const hidden = row.original === 'captured for another amount' ? 'otherAmount' : row.exception
      expect(decision.change?.exceptions.map(({ reason }) => reason) ?? []).toEqual(hidden ? [hidden] : [])
    },
  )

  test('with a wrong MAC is the one that does not hear 00', () => {
    const view = { txn: undefined, original: undefined, balanceMinor: 0, count: 0, session: undefined, dayShift: 0 }
    const wrong = { ...situationOf({ spec: 'iso87' }), mac: 'wrong' } as const
    expect(decide(requestOf('iso87'), view, wrong)).toEqual({ effect: 'refused', responseCode: 'A0', fields: {} })
  })
})
