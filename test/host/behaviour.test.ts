import { expect, test } from 'vitest'
import { misbehaviourOf } from '../../host/behaviour.ts'
import { faultsFor, misbehaviours } from '../../host/index.ts'
import { checkMac } from '../../protocol/index.ts'
import { MERCHANT, Street } from './street.ts'

const MERCHANT_ACCOUNT = `merchant:${MERCHANT}`

function bent(fault: string) {
  const street = new Street().strike('host.authorize.0200', fault)
  street.signOn()
  const sale = street.sale('000001', 100)
  return { street, sale, codes: street.send(sale, { forMs: 1000 }).map(({ fields }) => fields[39]) }
}

test.each([
  ['code(51)', '51'],
  ['code(96)', '96'],
  ['code(ZZ)', 'ZZ'],
  ['maintenance', '90'],
  ['maintenance(91)', '91'],
  ['inactive', '58'],
  ['inactive(97)', '97'],
])('%s answers %s and books nothing, also when the request comes again', (fault, code) => {
  const { street, sale, codes } = bent(fault)
  expect(codes).toEqual([code])
  expect(street.send(sale)[0]?.fields[39]).toBe(code)
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(0)
})

test('a code that approves books the purchase under that code', () => {
  const { street, codes } = bent('code(11)')
  expect(codes).toEqual(['11'])
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a silent host neither answers nor books, and takes a repeat for the first', () => {
  const { street, sale, codes } = bent('silent')
  expect(codes).toEqual([])
  expect(street.send(sale)[0]?.fields[39]).toBe('00')
})

test('a wrong key seals a booked approval with a MAC that does not hold', () => {
  const { street, codes } = bent('wrongKey')
  expect(codes).toEqual(['00'])
  expect(checkMac(street.spec, street.bodies.at(-1)!, street.keys!.macKey)).toBe('wrong')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a cut-over under a sale puts it on the old day, so that its reversal is refused and listed', () => {
  const { street, sale } = bent('cutOver')
  street.restart()
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('25')
  expect(street.store.books().exceptions).toMatchObject([{ reason: 'otherDay', amountMinor: 100 }])
  expect(street.send(street.sale('000002', 100))[0]?.fields[15]).toBe('0106')
})

test('a cut-over under a reversal is one day too late for it', () => {
  const street = new Street().strike('host.authorize.0400', 'cutOver')
  street.signOn()
  const sale = street.sale('000001', 100)
  street.send(sale)
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('25')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a reversal that hears 96 changes nothing and works the next time', () => {
  const street = new Street().strike('host.authorize.0400', 'code(96)')
  street.signOn()
  const sale = street.sale('000001', 100)
  street.send(sale)
  const codes = [street.send(street.reversalOf(sale)), street.send(street.reversalOf(sale))].map(
    ([one]) => one?.fields[39],
  )
  expect(codes).toEqual(['96', '00'])
})

test('a repeat meets no fault of its own: it is told what was said', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100)
  street.send(sale)
  street.strike('host.authorize.0200', 'code(51)')
  expect(street.send(sale)[0]?.fields[39]).toBe('00')
})

test('nothing of a balance enquiry can be lost on its way to the merchant', () => {
  expect(faultsFor({ kind: 'money', txnKind: 'sale' })).toContain('lostClearing')
  expect(faultsFor({ kind: 'money', txnKind: 'balance' })).not.toContain('lostClearing')
})

test('every fault that is offered is in the table', () => {
  const kinds = ['money', 'reversal', 'query', 'signOn', 'network', 'unsupported'] as const
  for (const fault of kinds.flatMap((kind) => faultsFor({ kind, txnKind: undefined }))) {
    expect(Object.keys(misbehaviours)).toContain(fault.replace(/\(.*/, ''))
    expect(() => misbehaviourOf(fault)).not.toThrow()
  }
  expect(() => misbehaviourOf('sulk')).toThrow('a fault of the host is one of')
})
