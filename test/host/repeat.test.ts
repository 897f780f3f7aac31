import { expect, test } from 'vitest'
import { checkMac } from '../../protocol/index.ts'
import * as fc from '../fast-check.ts'
import { cardOf, configOf, MERCHANT, Street } from './street.ts'

const MERCHANT_ACCOUNT = `merchant:${MERCHANT}`

test('a repeat of a finished sale gets the stored answer under the MAC key of the day', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100)
  const [first] = street.send(sale)
  street.pass(60_000)
  street.signOn('900002')
  const [again] = street.send(sale)
  expect({ ...again?.fields, 64: '' }).toEqual({ ...first?.fields, 64: '' })
  expect(checkMac(street.spec, street.bodies.at(-1)!, street.keys!.macKey)).toBe('right')
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a repeat of a declined sale is declined as before', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100, cardOf('insufficient-funds'))
  expect([street.send(sale), street.send(sale)].map(([answer]) => answer?.fields[39])).toEqual(['51', '51'])
})

test('a strict host tells a repeat 94 and books nothing', () => {
  const street = new Street(configOf({ duplicate: 'refuse94' }))
  street.signOn()
  const sale = street.sale('000001', 100)
  expect([street.send(sale), street.send(sale)].map(([answer]) => answer?.fields[39])).toEqual(['00', '94'])
  expect(street.balanceOf(MERCHANT_ACCOUNT)).toBe(100)
})

test('a reversal before its sale burns the key: the late sale is told 94 and books nothing', () => {
  const street = new Street()
  street.signOn()
  const sale = street.sale('000001', 100)
  expect(street.send(street.reversalOf(sale))[0]?.fields[39]).toBe('00')
  expect(street.send(sale)[0]?.fields[39]).toBe('94')
  expect(street.store.books().accounts).toEqual({})
})

const act = fc.record({
  what: fc.constantFrom('sale', 'otherSale', 'reversal', 'otherReversal', 'query', 'crash', 'signOn'),
  stan: fc.constantFrom('000001', '000002'),
  forMs: fc.constantFrom(0, 50, 300, 31_000),
  fault: fc.constantFrom(
    '',
    'authorize.0200 slow(20000)',
    'authorize.0200 code(96)',
    'commit.0200 crashBefore',
    'commit.0200 crashAfter',
    'commit.0400 crashBefore',
    'commit.0400 crashAfter',
    'issuer.response drop',
    'issuer.response late(40000)',
    'issuer.request duplicate',
  ),
})

test('whatever is sent, in whatever order and however often, a key is worth nothing or what was approved', () => {
  const property = fc.property(fc.array(act, { maxLength: 14 }), fc.constantFrom('unionpay', 'iso87'), (acts, spec) => {
    const street = new Street(configOf({ spec }))
    street.signOn()
    const reversed = new Set<string>()
    for (const [index, { what, stan, forMs, fault }] of acts.entries()) {
      const [point, name] = fault.split(' ')
      if (name !== undefined) street.strike(point!.startsWith('issuer') ? point! : `host.${point}`, name)
      const sale = street.sale(stan, 100)
      if (what === 'sale') street.send(sale, { forMs })
      if (what === 'otherSale') street.send(street.sale(stan, 200, cardOf('credit-ok-2')), { forMs })
      if (what === 'reversal') {
        const answers = street.send(street.reversalOf(sale), { forMs })
        // An international 00 says nothing when an exception item says otherwise.
        const spoken = answers.some(
          ({ mti, fields }) => /^04[13]0$/.test(mti) && fields[39] === '00' && fields[11] === stan,
        )
        const excepted = street.store.books().exceptions.some(({ keyText }) => keyText.endsWith(stan))
        if (spoken && !excepted) reversed.add(stan)
      }
      if (what === 'otherReversal')
        street.send(street.reversalOf(street.sale(stan, 200, cardOf('credit-ok-2'))), { forMs })
      if (what === 'query') street.send(street.queryOf(sale), { forMs })
      if (what === 'signOn') street.signOn(String(910_000 + index))
      if (what === 'crash') street.restart()
      assertBooks(street)
    }
    street.pass(120_000)
    assertBooks(street)
    for (const stan of reversed) {
      const txn = street.store.books().txns.find(({ key }) => key.stan === stan)
      if (txn?.amountMinor === 100) expect(txn.flags.captured && !txn.flags.reversed).toBe(false)
    }
    // Nothing stays between issuer and acquirer once the host's own reversals have gone.
    expect(street.balanceOf('clearing:acquirer')).toBe(0)
  })
  fc.assert(property, { numRuns: 150 })
})

function assertBooks(street: Street): void {
  const { accounts, txns } = street.store.books()
  expect(Object.values(accounts).reduce((sum, minor) => sum + minor, 0)).toBe(0)
  let effects = 0
  for (const { flags, approvedMinor, amountMinor } of txns) {
    expect([0, amountMinor]).toContain(approvedMinor)
    effects += flags.captured && !flags.reversed ? approvedMinor : 0
  }
  expect(accounts[MERCHANT_ACCOUNT] ?? 0).toBe(effects)
}
