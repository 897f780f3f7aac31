import { describe, expect, it } from 'vitest'
import type { TerminalProfile } from '../../terminal/index.ts'
import { profileOf } from '../../terminal/index.ts'
import { approval, Hand, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

function approving(profile: Partial<TerminalProfile> = {}): Hand {
  const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), ...profile }))
  hand.answer = (request) => {
    if (request.mti === '0200') return approval(request)
    return request.mti === '0400' ? reversalAnswer(request) : undefined
  }
  return hand
}

/** Complete copies, each with its last line and whether it is marked. */
function copies(paper: string): string[] {
  return paper
    .split('商户编号')
    .slice(1)
    .map((slip) => `${/END (\d{6} [MC])/.exec(slip)?.[1] ?? 'partial'}${slip.includes('DUPLICATE') ? ' marked' : ''}`)
}

describe('the slip', () => {
  it('has the merchant copy first and the customer copy last, each ended by its mark', () => {
    const hand = approving()
    hand.sell(12800, '123456')
    expect(copies(hand.paper())).toEqual(['000002 M', '000002 C'])
  })

  it('is taken back with a slip of its own when the signature is refused', () => {
    const hand = approving()
    hand.sell()
    hand.choose('refused')
    expect(hand.records.at(-1)).toBe('owed')
    expect(hand.prompt).toMatchObject({ name: 'cancelled', values: { stan: '000002', amountMinor: 12800 } })
    hand.passMs(2_000)
    expect(hand.paper()).toContain('交易已取消 CANCELLED')
    expect(copies(hand.paper())).toEqual(['000002 M', '000002 M'])
    hand.sell(500, '123456')
    expect(hand.sent.find(({ mti }) => mti === '0400')!.fields).toMatchObject({ 38: '123456', 39: '06' })
  })

  it('is taken back as soon as there is room, when the refusal cannot be stored', () => {
    const hand = approving()
    hand.sell()
    hand.fullFor = ['owed']
    hand.choose('refused')
    expect(hand.prompt).toMatchObject({ name: 'blocked', values: { reason: 'storage', stan: '000002' } })
    hand.fullFor = []
    hand.choose('sendAgain')
    expect(hand.prompt.name).toBe('cancelled')
    expect(hand.records.at(-1)).toBe('owed')
  })

  it('that ran out of paper is printed again from its start, unmarked, because no copy was complete', () => {
    const hand = approving()
    hand.prints = ['paperOut']
    hand.sell(12800, '123456')
    expect(hand.prompt).toMatchObject({ name: 'paperOut', choices: ['confirm', 'cancel'] })
    hand.choose('confirm')
    expect(copies(hand.paper())).toEqual(['000002 M', '000002 M', '000002 C'])
    expect(hand.records.at(-1)).toBe('printed')
  })

  it.each(['jammed', 'coverOpen', 'overheated', 'lowVoltage', 'cutterFailed', 'offline'] as const)(
    'that was stopped (%s) shows the cause and waits for the clerk',
    (cause) => {
      const hand = approving()
      hand.prints = [cause]
      hand.sell(12800, '123456')
      expect(hand.prompt).toMatchObject({ name: 'printerFault', values: { cause }, choices: ['confirm', 'cancel'] })
      hand.choose('confirm')
      expect(copies(hand.paper())).toEqual(['000002 M', '000002 M', '000002 C'])
    },
  )

  it('whose end is unknown is not repeated by itself, and marked when the clerk repeats it', () => {
    const hand = approving()
    hand.prints = ['unknown']
    hand.sell(12800, '123456')
    expect(hand.prompt).toMatchObject({ name: 'printerFault', values: { cause: 'unknown' } })
    hand.choose('confirm')
    expect(copies(hand.paper())).toEqual(['000002 M', '000002 M marked', '000002 C marked'])
  })

  it('that the clerk leaves stays approved and can be reprinted, marked', () => {
    const hand = approving()
    hand.prints = ['paperOut']
    hand.sell(12800, '123456')
    hand.choose('cancel')
    expect(hand.prompt.name).toBe('idle')
    hand.choose('reprint')
    expect(copies(hand.paper()).slice(1)).toEqual(['000002 M marked', '000002 C marked'])
    expect(hand.mtis()).toEqual(['0800', '0200'])
  })

  it('of nothing is no slip', () => {
    const hand = approving()
    hand.choose('reprint')
    expect(hand.prompt.name).toBe('noTransaction')
  })

  it('of a sale that was taken back is no plain duplicate', () => {
    const hand = approving()
    hand.sell()
    hand.choose('refused')
    hand.passMs(2_000)
    hand.choose('reprint')
    expect(hand.prompt.name).toBe('noTransaction')
  })

  it('that a power cut left incomplete is offered at the next start, marked', () => {
    const street = new Street({ faults: { 'printer.line#9': 'cutAfter' } })
    street.beginSale(12800)
    const prompt = street.until('slipIncomplete')
    expect(prompt).toMatchObject({ values: { stan: '000002', amountMinor: 12800 }, choices: ['reprint', 'later'] })
    street.finish()
    expect(street.paper().filter((line) => line === '重打印凭证 DUPLICATE')).toHaveLength(2)
    expect(street.messages().filter((mti) => mti === '0400')).toEqual([])
    expect(street.merchantMinor()).toBe(12800)
  })

  it('that is complete is not offered again after a restart', () => {
    const hand = approving()
    hand.sell(12800, '123456')
    const again = new Hand(terminalConfig(), { banks: hand.banks })
    expect(again.names()).toEqual(['booting', 'signingOn', 'idle'])
  })
})

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
