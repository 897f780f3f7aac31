import { describe, expect, it } from 'vitest'
import { approval, approving, CARD, Hand, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

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

  it('whose end is unknown still has to be signed when it is repeated, and may be refused', () => {
    const hand = approving()
    hand.prints = ['unknown']
    hand.sell()
    hand.choose('confirm')
    expect(hand.prompt).toMatchObject({ name: 'signature', values: { stan: '000002' } })
    hand.choose('refused')
    expect(hand.prompt.name).toBe('cancelled')
    expect(hand.records.at(-1)).toBe('owed')
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

  it('that the clerk left before it was signed is signed when it is reprinted, and can be refused', () => {
    const hand = approving()
    hand.prints = ['paperOut']
    hand.sell()
    hand.choose('cancel')
    hand.choose('reprint')
    expect(hand.prompt.name).toBe('signature')
    hand.choose('refused')
    hand.passMs(2_000)
    expect(hand.paper()).toContain('交易已取消 CANCELLED')
  })

  it('that was signed can no longer be refused, not even after a power cut in the customer copy', () => {
    const street = new Street({ faults: { 'printer.line#20': 'cutAfter' } })
    street.beginSale(12800)
    street.until('signature')
    street.press('signed')
    street.until('slipIncomplete')
    expect(street.records()).toContain('signed')
    const before = street.shown().length
    street.finish()
    expect(street.shown().slice(before)).not.toContain('signature')
    expect(street.merchantMinor()).toBe(12800)
  })

  it('that was whole once is reprinted without a signature', () => {
    const hand = approving()
    hand.sell()
    hand.choose('signed')
    hand.names()
    hand.choose('reprint')
    expect(hand.names()).toEqual(['printing', 'idle'])
    expect(copies(hand.paper()).slice(2)).toEqual(['000002 M marked', '000002 C marked'])
  })

  it('whose customer copy the clerk left is not signed again', () => {
    const hand = approving()
    hand.prints = ['printed', 'paperOut']
    hand.sell()
    hand.choose('signed')
    hand.choose('cancel')
    hand.names()
    hand.choose('reprint')
    expect(hand.names()).toEqual(['printing', 'idle'])
    expect(hand.records.at(-1)).toBe('printed')
  })

  it('of nothing is no slip', () => {
    const hand = approving()
    hand.choose('reprint')
    expect(hand.prompt).toMatchObject({ name: 'noTransaction', values: {} })
  })

  it.each([
    ['owed', 'owed'],
    ['reversed', 'reversed'],
  ])('of the last sale is not that of the one before it, when the last is %s', (_how, end) => {
    const hand = approving()
    hand.sell(500, '123456')
    const paper = hand.paper()
    hand.answer = () => undefined
    hand.sell(12800, '123456')
    hand.passMs(62_000)
    if (end === 'reversed') {
      hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined)
      hand.choose('balance')
      hand.present(CARD)
      hand.enter({ kind: 'pin', pin: '' })
      hand.passMs(70_000)
    }
    expect(hand.prompt.name).toBe('idle')
    hand.choose('reprint')
    expect(hand.prompt).toMatchObject({ name: 'noTransaction', values: { stan: '000003', amountMinor: 12800, end } })
    expect(hand.paper()).toBe(paper)
  })

  it('of the last sale is that of the one before it, when the last was plainly declined', () => {
    const hand = approving()
    hand.sell(500, '123456')
    hand.answer = (request) => approval(request, { 39: '51', 38: undefined })
    hand.sell(12800, '123456')
    hand.passMs(2_000)
    hand.choose('reprint')
    expect(copies(hand.paper()).slice(2)).toEqual(['000002 M marked', '000002 C marked'])
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

  it('that a power cut left incomplete still has to be signed, and may be refused', () => {
    const street = new Street({ faults: { 'printer.line#9': 'cutAfter' } })
    street.beginSale(12800)
    street.until('slipIncomplete')
    street.press('reprint')
    street.until('signature')
    street.press('refused')
    street.until('cancelled')
    street.finish()
    street.sell(500)
    expect(street.merchantMinor()).toBe(500)
    expect(street.paper().join('')).toContain('交易已取消 CANCELLED')
  })

  it('that was put off is not offered while another sale is open, for it may have to be taken back', () => {
    const hand = approving()
    hand.prints = ['paperOut']
    hand.sell()
    hand.choose('cancel')
    hand.answer = () => undefined
    hand.sell(500, '123456')
    hand.passMs(62_000)
    const again = new Hand(terminalConfig(), {
      banks: hand.banks,
      answer: (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined),
    })
    again.passMs(4_000)
    expect(again.names().slice(-2)).toEqual(['reversed', 'slipIncomplete'])
    expect(again.prompt.values).toMatchObject({ stan: '000002' })
  })

  it('that is complete is not offered again after a restart', () => {
    const hand = approving()
    hand.sell(12800, '123456')
    const again = new Hand(terminalConfig(), { banks: hand.banks })
    expect(again.names()).toEqual(['booting', 'signingOn', 'idle'])
  })

  it('a printer that is busy when the slip comes is asked until it is not, and nobody has to help', () => {
    const hand = approving()
    hand.prints = ['busy']
    hand.choose('sale')
    hand.enter({ kind: 'amount', amountMinor: 12800 })
    hand.present(CARD)
    hand.paperStatus = 'busy'
    hand.enter({ kind: 'pin', pin: '123456' })
    expect(hand.prompt.name).toBe('printerBusy')
    hand.passMs(3_000)
    expect(hand.jobs).toHaveLength(1)
    hand.paperStatus = 'ready'
    hand.passMs(500)
    expect(hand.prompt.name).toBe('idle')
    expect(hand.paper()).not.toContain('DUPLICATE')
  })

  it('one that stays busy is none, and the clerk may wait for it or print later', () => {
    for (const [choice, end] of [
      ['confirm', 'printerBusy'],
      ['cancel', 'idle'],
    ] as const) {
      const hand = approving()
      hand.prints = ['busy', 'busy']
      hand.choose('sale')
      hand.enter({ kind: 'amount', amountMinor: 12800 })
      hand.present(CARD)
      hand.paperStatus = 'busy'
      hand.enter({ kind: 'pin', pin: '123456' })
      hand.passMs(10_000)
      expect(hand.prompt).toMatchObject({ name: 'printerFault', values: { cause: 'offline' } })
      hand.choose(choice)
      expect(hand.prompt.name).toBe(end)
    }
  })
})
