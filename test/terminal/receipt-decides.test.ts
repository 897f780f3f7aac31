import { describe, expect, it } from 'vitest'
import { profileOf, promptLines } from '../../terminal/index.ts'
import { approving, Hand } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

describe('where the receipt decides', () => {
  const receipt = { completion: 'receipt' } as const

  it('the record that the end comes is synced before the end mark is printed, and success is told only then', () => {
    const street = new Street({ profile: receipt })
    street.sell(12800)
    const order = street.events.flatMap(({ lane, kind, data }) => {
      if (lane === 'flash' && kind === 'synced') return [`synced ${data['label']}`]
      if (lane === 'printer' && kind === 'line.printed' && /END|COPY/.test(String(data['text'])))
        return [String(data['text'])]
      return lane === 'screen' && data['name'] === 'approved' ? ['approved'] : []
    })
    expect(order.slice(2)).toEqual([
      'synced outcome',
      '商户存根 MERCHANT COPY',
      'synced receiptCommitted',
      '*** 完 END 000002 M ***',
      'approved',
      'synced signed',
      '持卡人存根 CARDHOLDER COPY',
      '*** 完 END 000002 C ***',
      'synced printed',
    ])
  })

  it('no paper means no sale', () => {
    const hand = approving(receipt)
    hand.paperStatus = 'paperOut'
    hand.choose('sale')
    expect(hand.prompt.name).toBe('paperOut')
    hand.choose('cancel')
    expect(hand.prompt.name).toBe('cancelled')
    hand.passMs(2_000)
    hand.choose('sale')
    hand.paperStatus = 'nearEnd'
    hand.choose('confirm')
    expect(hand.prompt.name).toBe('enterAmount')
  })

  it('a copy that the clerk gives up takes the sale back, 96', () => {
    const hand = approving(receipt)
    hand.prints = ['paperOut']
    hand.sell(12800, '123456')
    expect(hand.names()).not.toContain('approved')
    hand.choose('cancel')
    expect(hand.prompt.name).toBe('cancelled')
    hand.passMs(2_000)
    hand.sell(500, '123456')
    expect(hand.sent.find(({ mti }) => mti === '0400')!.fields[39]).toBe('96')
  })

  it('a receipt that is missing at a restart blocks while its reversal cannot be recorded, and is not forgotten then', () => {
    const profile = { ...profileOf('unionpay'), ...receipt }
    const cut = approving(receipt)
    cut.prints = ['unknown']
    cut.sell(12800, '123456')
    const again = new Hand(terminalConfig(profile), { banks: cut.banks, answer: cut.answer })
    expect(again.records).toContain('owed')

    const full = new Hand(terminalConfig(profile), { banks: cut.banks, answer: cut.answer, fullFor: ['owed'] })
    expect(full.prompt).toMatchObject({ name: 'blocked', values: { reason: 'storage' } })
    expect(promptLines(full.prompt, 'en')).toEqual(['Blocked: storage fault'])
    full.choose('sendAgain')
    expect(full.prompt).toMatchObject({ name: 'blocked', values: { reason: 'storage' } })
    full.fullFor = []
    full.choose('sendAgain')
    full.passMs(2_000)
    full.sell(500, '123456')
    expect(full.mtis().filter((mti) => mti !== '0800')).toEqual(['0400', '0200'])
  })

  it('once the end was committed a fault no longer takes the sale back', () => {
    const hand = approving(receipt)
    hand.prints = ['printed', 'paperOut']
    hand.sell(12800, '123456')
    hand.choose('cancel')
    expect(hand.prompt.name).toBe('approved')
    hand.passMs(2_000)
    hand.choose('reprint')
    expect(hand.mtis()).not.toContain('0400')
  })

  it('a power cut before the end was committed takes the sale back; after it the approval stands', () => {
    for (const [fault, merchantMinor] of [
      ['flash.sync.receiptCommitted#1=cutBefore', 500],
      ['flash.sync.receiptCommitted#1=cutAfter', 13300],
    ] as const) {
      const [point = '', how = ''] = fault.split('=')
      const street = new Street({ profile: receipt, faults: { [point]: how } })
      street.beginSale(12800)
      street.passMs(20_000)
      street.finish()
      street.sell(500)
      expect(street.merchantMinor()).toBe(merchantMinor)
    }
  })
})
