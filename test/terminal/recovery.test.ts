import { describe, expect, it } from 'vitest'
import { bytesToHex } from '../../protocol/index.ts'
import { compact } from '../../terminal/compaction.ts'
import { factoryBanks, readJournal } from '../../terminal/index.ts'
import { writeRecord } from '../../terminal/records.ts'
import { recall } from '../../terminal/recovery.ts'
import { approval, CARD, Hand, PIN_KEY, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

describe('after a power cut', () => {
  it.each([
    ['before the request leaves', 'link.send.0200#1', 'cutBefore'],
    ['after the request has left', 'link.send.0200#1', 'cutAfter'],
    ['before the outcome is synced', 'flash.sync.outcome#1', 'cutBefore'],
    ['in the middle of writing the outcome', 'flash.write.outcome#1', 'torn(7)'],
  ])('%s, the sale is reversed with 98 when the terminal has signed on', (_when, point, fault) => {
    const street = new Street({ faults: { [point]: fault } })
    street.beginSale(12800)
    street.passMs(20_000)
    street.finish()
    expect(street.messages().filter((mti) => mti.startsWith('04'))).toEqual(['0400', '0410'])
    expect(street.merchantMinor()).toBe(0)
    expect(street.shown()).toContain('reversed')
    expect(street.paper()).toEqual([])
  })

  it('the reversal is rebuilt from the journal: card, amount, trace number and batch as they were', () => {
    const hand = new Hand(terminalConfig())
    hand.sell(12800, '123456')
    const original = hand.sent.at(-1)!.fields
    const again = new Hand(terminalConfig(), {
      banks: hand.banks,
      answer: (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined),
    })
    again.passMs(2_000)
    const { fields } = again.sent.find(({ mti }) => mti === '0400')!
    for (const field of [2, 3, 4, 11, 14, 22, 25, 41, 42, 49, 60]) expect(fields[field]).toBe(original[field])
    expect(fields[39]).toBe('98')
  })

  it('before the request of the intent was synced nothing happened, and the number is free', () => {
    const street = new Street({ faults: { 'flash.sync.intent#1': 'cutBefore' } })
    street.beginSale(12800)
    street.passMs(20_000)
    street.finish()
    street.sell(500)
    expect(street.messages()).not.toContain('0400')
    expect(street.merchantMinor()).toBe(500)
  })

  it('an approval that is in the journal stands: it is told, and its slip is printed, marked', () => {
    const street = new Street({ faults: { 'flash.sync.outcome#1': 'cutAfter' } })
    street.beginSale(12800)
    street.passMs(20_000)
    street.finish()
    expect(street.shown()).toContain('approved')
    expect(street.paper().filter((line) => line === '重打印凭证 DUPLICATE')).toHaveLength(2)
    expect(street.merchantMinor()).toBe(12800)
  })

  it('an approval of less is asked about again, and can be taken back', () => {
    const hand = new Hand(terminalConfig(), {
      answer: (request) => (request.mti === '0200' ? approval(request, { 39: '10', 4: '000000010000' }) : undefined),
    })
    hand.sell(12800, '123456')
    expect(hand.prompt.name).toBe('partiallyApproved')
    const again = new Hand(terminalConfig(), { banks: hand.banks })
    expect(again.names()).toEqual(['booting', 'partiallyApproved'])
    expect(again.prompt.values).toMatchObject({ stan: '000002', amountMinor: 10000, code: '10' })
    const third = new Hand(terminalConfig(), { banks: again.banks })
    again.choose('goOn')
    expect(again.names().slice(0, 1)).toEqual(['approved'])
    expect(again.paper()).toContain('CNY 100.00')
    third.choose('cancel')
    expect(third.prompt.name).toBe('cancelled')
    expect(third.records).toEqual(['owed'])
  })

  it('a decline that nobody may have read is told again', () => {
    const street = new Street({ faults: { 'flash.sync.outcome#1': 'cutAfter' } })
    street.beginSale(12800, { card: 'lost-card' })
    street.passMs(9_000)
    street.until('declined')
  })

  it('in recovery itself, recovery begins again', () => {
    const street = new Street({
      faults: {
        'link.send.0200#1': 'cutAfter',
        'flash.sync.owed#1': 'cutAfter',
        'flash.sync.owed#2': 'cutBefore',
        'link.send.0400#1': 'cutAfter',
        'flash.sync.cleared#1': 'cutBefore',
      },
    })
    street.beginSale(12800)
    street.passMs(60_000)
    street.finish()
    expect(street.merchantMinor()).toBe(0)
    expect(street.world.fired).toHaveLength(5)
  })

  it('a slip that announces something is printed at the next start', () => {
    const street = new Street({ faults: { 'flash.sync.owed#1': 'cutAfter' } })
    street.beginSale(12800)
    street.until('signature')
    street.press('refused')
    street.passMs(20_000)
    street.finish()
    expect(street.paper().join('')).toContain('交易已取消 CANCELLED')
    expect(street.merchantMinor()).toBe(0)
  })

  it('an unfinished write is put right in the flash before anything is appended', () => {
    const street = new Street({ faults: { 'flash.write.intent#1': 'torn(20)' } })
    street.beginSale(12800)
    street.passMs(20_000)
    expect(street.events.some(({ kind, data }) => kind === 'rewritten' && data['label'] === 'repair')).toBe(true)
    street.finish()
    street.sell(500)
    const banks = [street.flash.read(0), street.flash.read(1)] as const
    expect(readJournal(banks)).toMatchObject({ standing: 'whole', errors: [] })
  })

  it('with both banks unreadable the terminal is out of service and sends nothing', () => {
    const blank = new Uint8Array(4096).fill(0xff)
    const hand = new Hand(terminalConfig(), { banks: [blank, blank.slice()] })
    expect(hand.prompt).toMatchObject({ name: 'outOfService', values: { reason: 'counters' } })
    expect(hand.mtis()).toEqual([])
  })
})

describe('the flash', () => {
  it('skips the trace number of a lost record also where the numbers begin anew', () => {
    const records = ['999999', '999999', '999999'].map((stan, index) =>
      writeRecord(2 + index, { record: 'counters', batch: '000001', stan }),
    )
    const [bank] = factoryBanks()
    const bytes = Uint8Array.from([...bank, ...records[0]!, ...records[2]!])
    const hand = new Hand(terminalConfig(), { banks: [bytes, bytes.slice()] })
    expect(hand.prompt).toMatchObject({ name: 'blocked', values: { reason: 'journal' } })
    hand.choose('supervisor')
    hand.enter({ kind: 'pin', pin: '00000000' })
    hand.choose('clear')
    hand.passMs(2_000)
    expect(hand.sent.at(-1)!.fields[11]).toBe('000002')
  })

  it('never holds a PAN, a track, a PIN or a key in clear, in digits, BCD or text', () => {
    const hand = new Hand(terminalConfig())
    hand.sell(12800, '135790')
    hand.passMs(62_000)
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : approval(request))
    hand.sell(500, '135790')
    hand.passMs(2_000)
    const hex = bytesToHex(hand.banks[0])
    const text = (clear: string) => bytesToHex(Uint8Array.from(clear, (letter) => letter.charCodeAt(0)))
    for (const secret of [CARD.pan, CARD.track2, '135790', PIN_KEY, CARD.pan.slice(4, 14)]) {
      expect(hex).not.toContain(text(secret))
      if (!secret.includes('D3')) expect(hex).not.toContain(secret)
    }
    expect(hand.terminal.state()).not.toContain(CARD.pan)
  })

  it('is compacted when room is short: what is needed stays, and selling goes on', () => {
    const hand = new Hand(terminalConfig(), { bankBytes: 4096 })
    hand.answer = (request) => (request.mti === '0200' ? approval(request, { 39: '51', 38: undefined }) : undefined)
    for (let count = 0; count < 60; count++) {
      hand.sell(100 + count, '123456')
      hand.passMs(2_000)
      expect(hand.prompt.name).toBe('idle')
    }
    expect(hand.sent.at(-1)!.fields[11]).toBe('000061')
    const reading = readJournal(hand.banks)
    expect(reading).toMatchObject({ standing: 'whole' })
    expect(reading.header.generation).toBeGreaterThan(1)
  })

  it('remembers after a compaction that an older slip is whole, for the last sale may be taken back', () => {
    const hand = new Hand(terminalConfig(), {
      answer: (request) => (request.mti === '0200' ? approval(request) : undefined),
    })
    hand.sell(500, '123456')
    hand.sell(12800)
    expect(hand.prompt.name).toBe('signature')
    const { entries, header } = readJournal(hand.banks)
    const bytes = compact(entries, header, 0)
    const again = new Hand(terminalConfig(), { banks: [bytes, bytes.slice()] })
    again.passMs(2_000)
    again.choose('reprint')
    again.choose('refused')
    const kept = recall(readJournal(again.banks).entries)
    expect(kept.log).toMatchObject([{ stan: '000002', printed: true }])
  })

  it('that is full of sales asks to settle first', () => {
    const hand = new Hand(terminalConfig(), { bankBytes: 4096 })
    hand.answer = (request) => (request.mti === '0200' ? approval(request) : undefined)
    for (let count = 0; count < 40 && hand.prompt.name === 'idle'; count++) hand.sell(100, '123456')
    expect(hand.prompt.name).toBe('settleFirst')
    const sold = hand.mtis().filter((mti) => mti === '0200').length
    expect(sold).toBeGreaterThan(5)
    const again = new Hand(terminalConfig(), { banks: hand.banks })
    expect(again.prompt.name).toBe('idle')
    again.choose('reprint')
    expect(again.paper()).toContain(`TRACE NO: ${String(sold + 1).padStart(6, '0')}`)
  })
})

describe('the state of a terminal', () => {
  it('is one text for equal terminals, whatever the hour and the trace number, and another when they will differ', () => {
    const idle = new Hand(terminalConfig())
    const later = new Hand(terminalConfig())
    later.passMs(3_600_000)
    expect(later.terminal.state()).toBe(idle.terminal.state())
    const busy = new Hand(terminalConfig())
    busy.sell(12800, '123456')
    const other = new Hand(terminalConfig())
    other.sell(500, '123456')
    expect(new Set([idle, busy, other].map((hand) => hand.terminal.state())).size).toBe(3)
  })
})
