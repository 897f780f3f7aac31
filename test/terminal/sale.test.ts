import { describe, expect, it } from 'vitest'
import { readPinBlock } from '../../protocol/index.ts'
import { factoryBanks } from '../../terminal/index.ts'
import { writeRecord } from '../../terminal/records.ts'
import { approval, CARD, Hand, PIN_KEY, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

const approving = (request: Parameters<typeof approval>[0]) => (request.mti === '0200' ? approval(request) : undefined)

describe('a sale', () => {
  it('is recorded before it leaves and before it is told, printed twice and booked once', () => {
    const street = new Street()
    street.sell(12800)
    expect(street.messages()).toEqual(['0800', '0810', '0200', '0210'])
    const order = street.events.flatMap(({ lane, kind, data }) => {
      if (lane === 'flash' && kind === 'synced') return [`synced ${data['label']}`]
      if (lane === 'link' && kind === 'frame.left') return [`left ${data['from']}`]
      return lane === 'screen' ? [String(data['name'])] : []
    })
    expect(order.slice(order.indexOf('sending'))).toEqual([
      'sending',
      'synced intent',
      'left terminal',
      'awaiting',
      'left host',
      'synced outcome',
      'approved',
      'signature',
      'printing',
      'synced signed',
      'synced printed',
      'idle',
    ])
    expect(street.merchantMinor()).toBe(12800)
  })

  it('carries a PIN block under the PIN key, and then asks for no signature', () => {
    const hand = new Hand(terminalConfig(), { answer: approving })
    hand.sell(12800, '123456')
    const { fields } = hand.sent.at(-1)!
    expect(readPinBlock(fields[52]!, CARD.pan, PIN_KEY)).toBe('123456')
    expect(fields[22]).toBe('021')
    expect(hand.names()).not.toContain('signature')
    expect(hand.paper()).not.toContain('SIGNATURE')
    expect(hand.prompt.name).toBe('idle')
  })

  it('carries no PIN block when no PIN was entered, and asks for a signature between the copies', () => {
    const hand = new Hand(terminalConfig(), { answer: approving })
    hand.sell()
    expect(hand.sent.at(-1)!.fields[52]).toBeUndefined()
    expect(hand.sent.at(-1)!.fields[22]).toBe('022')
    expect(hand.prompt.name).toBe('signature')
    expect(hand.paper()).toContain('MERCHANT COPY')
    expect(hand.paper()).not.toContain('CARDHOLDER COPY')
    hand.choose('signed')
    expect(hand.paper()).toContain('CARDHOLDER COPY')
  })

  it('that is declined leaves nothing to reverse, and the next one goes at once', () => {
    const street = new Street()
    street.sell(12800, { card: 'lost-card' })
    expect(street.shown()).toContain('declined')
    street.sell(500)
    expect(street.messages()).toEqual(['0800', '0810', '0200', '0210', '0200', '0210'])
    expect(street.merchantMinor()).toBe(500)
  })

  it('never leaves when the host cannot be reached, and uses no trace number', () => {
    const hand = new Hand(terminalConfig(), { answer: approving })
    hand.drop()
    hand.dial = 'refused'
    hand.sell()
    expect(hand.prompt).toMatchObject({ name: 'connectFailed', values: { amountMinor: 12800 } })
    expect(hand.records).toEqual(['counters'])
    hand.passMs(2000)
    hand.dial = 'opened'
    hand.sell()
    expect(hand.sent.at(-1)!.fields[11]).toBe('000002')
  })

  it('gives up a dial that nobody answers after the connect timer, three times', () => {
    const hand = new Hand(terminalConfig(), { answer: approving })
    hand.drop()
    hand.dial = 'silent'
    hand.sell()
    hand.passMs(29_000)
    expect(hand.prompt.name).toBe('connecting')
    hand.passMs(1_000)
    expect(hand.prompt.name).toBe('connectFailed')
  })

  it('is cancelled when its intent cannot be stored, and no byte leaves', () => {
    const hand = new Hand(terminalConfig(), { answer: approving })
    hand.fullFor = ['intent']
    hand.sell()
    expect(hand.prompt.name).toBe('storageFull')
    expect(hand.mtis()).toEqual(['0800'])
  })

  it('whose line goes after the intent and before the first byte is withdrawn: nothing is owed', () => {
    const hand = new Hand(terminalConfig(), { answer: approving })
    hand.dropAt = 'intent'
    hand.sell()
    expect(hand.prompt).toMatchObject({ name: 'connectFailed', values: { stan: '000002' } })
    expect(hand.records).toEqual(['counters', 'intent', 'outcome'])
    hand.passMs(2_000)
    hand.dropAt = ''
    hand.sell()
    expect(hand.mtis()).toEqual(['0800', '0200'])
  })

  it('takes no cancel key while an answer is awaited', () => {
    const hand = new Hand(terminalConfig())
    hand.sell()
    hand.enter({ kind: 'cancel' })
    expect(hand.prompt.name).toBe('awaiting')
    expect(hand.notes.at(-1)).toEqual({ kind: 'key.ignored', data: { key: 'cancel' } })
  })

  it.each(['enterAmount', 'presentCard', 'enterPin'])('can be cancelled at %s, and nothing is recorded', (at) => {
    const hand = new Hand(terminalConfig())
    hand.choose('sale')
    if (at !== 'enterAmount') hand.enter({ kind: 'amount', amountMinor: 1 })
    if (at === 'enterPin') hand.present(CARD)
    expect(hand.prompt.name).toBe(at)
    hand.enter({ kind: 'cancel' })
    expect(hand.prompt.name).toBe('cancelled')
    hand.passMs(2000)
    expect(hand.prompt.name).toBe('idle')
    expect(hand.records).toEqual(['counters'])
  })

  it.each([0, -1, 1.5, 1e12])('asks again for an amount of %d', (amountMinor) => {
    const hand = new Hand(terminalConfig())
    hand.choose('sale')
    hand.enter({ kind: 'amount', amountMinor })
    expect(hand.prompt.name).toBe('enterAmount')
  })

  it.each(['1', '123', '1234567890123', '12a4'])('asks again for the PIN when %s was entered', (pin) => {
    const hand = new Hand(terminalConfig())
    hand.sell(12800, pin)
    expect(hand.prompt.name).toBe('enterPin')
  })

  it('asks again for a card that was misread', () => {
    const street = new Street({ faults: { 'card.swipe#1': 'misread' } })
    street.until('idle')
    street.press('sale')
    street.until('enterAmount')
    street.keypad.typeAmount(100)
    street.until('presentCard')
    street.reader.present({ ...street.card(), entryMode: 'swiped' }, 'credit-ok')
    street.until('cardMisread')
    street.reader.present({ ...street.card(), entryMode: 'swiped' }, 'credit-ok')
    street.until('enterPin')
  })

  it('approved in part is printed with the approved amount when the clerk goes on', () => {
    const partial = (request: Parameters<typeof approval>[0]) =>
      request.mti === '0200' ? approval(request, { 39: '10', 4: '000000005000' }) : undefined
    const hand = new Hand(terminalConfig(), { answer: partial })
    hand.sell(12800, '123456')
    expect(hand.prompt).toMatchObject({ name: 'partiallyApproved', values: { amountMinor: 5000 } })
    hand.choose('goOn')
    expect(hand.paper()).toContain('CNY 50.00')
  })

  it('approved in part and cancelled is owed with the requested amount in 4 and the approved one in 54', () => {
    const hand = new Hand(terminalConfig(), {
      answer: (request) => {
        if (request.mti === '0400') return reversalAnswer(request)
        return request.mti === '0200' && request.fields[4] === '000000012800'
          ? approval(request, { 39: '10', 4: '000000005000' })
          : approving(request)
      },
    })
    hand.sell(12800, '123456')
    hand.choose('cancel')
    expect(hand.prompt.name).toBe('cancelled')
    hand.passMs(2000)
    hand.sell(100, '123456')
    const reversal = hand.sent.find(({ mti }) => mti === '0400')!
    expect(reversal.fields).toMatchObject({ 4: '000000012800', 38: '123456', 39: '06', 54: '0057156D000000005000' })
  })

  it('is never sent twice and never adopts an answer that comes after its timer', () => {
    const hand = new Hand(terminalConfig())
    hand.sell()
    const request = hand.sent.at(-1)!
    hand.passMs(60_000)
    expect(hand.prompt).toMatchObject({ name: 'inDoubt', values: { stan: '000002', amountMinor: 12800 } })
    hand.passMs(2_000)
    hand.hear(hand.frame(approval(request)))
    expect(hand.prompt.name).toBe('idle')
    expect(hand.notes.at(-1)).toMatchObject({ kind: 'answer.ignored' })
    expect(hand.mtis()).toEqual(['0800', '0200'])
    expect(hand.paper()).toBe('')
  })

  it('ignores the answer to an older sale and waits for its own', () => {
    const hand = new Hand(terminalConfig(), {
      answer: (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined),
    })
    hand.sell(12800, '123456')
    const older = hand.sent.at(-1)!
    hand.passMs(62_000)
    hand.sell(500, '123456')
    hand.passMs(2_000)
    hand.hear(hand.frame(approval(older)))
    expect(hand.prompt.name).toBe('awaiting')
    hand.hear(hand.frame(approval(hand.sent.at(-1)!)))
    expect(hand.prompts.at(-1)!.name).toBe('idle')
    expect(hand.paper()).toContain('CNY 5.00')
    expect(hand.paper()).not.toContain('CNY 128.00')
  })

  it('dials anew when half a frame is held at its timer: the next answer would be taken for the rest', () => {
    const hand = new Hand(terminalConfig())
    hand.sell(12800, '123456')
    const frame = hand.frame(approval(hand.sent.at(-1)!))
    hand.hear(frame.slice(0, 20))
    hand.passMs(62_000)
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : approving(request))
    hand.sell(500, '123456')
    hand.passMs(2_000)
    expect(hand.paper()).toContain('CNY 5.00')
  })

  it('with the card and amount of a doubt settled shortly before asks whether it is the same purchase', () => {
    const street = new Street({ faults: { 'link.response.0210#1': 'drop' } })
    street.sell(12800)
    street.sell(500)
    street.until('idle')
    street.press('sale')
    street.until('enterAmount')
    street.keypad.typeAmount(12800)
    street.until('presentCard')
    street.reader.present({ ...street.card(), entryMode: 'swiped' }, 'credit-ok')
    const prompt = street.until('duplicateSuspected')
    expect(prompt.values).toEqual({ batch: '000001', stan: '000002', amountMinor: 12800, end: 'reversed' })
    street.press('cancel')
    street.until('cancelled')
  })

  it('with that card and amount after ten minutes does not ask', () => {
    const street = new Street({ faults: { 'link.response.0210#1': 'drop' } })
    street.sell(12800)
    street.sell(500)
    street.passMs(600_001)
    street.sell(12800)
    expect(street.shown()).not.toContain('duplicateSuspected')
  })

  it('wraps the trace number from 999999 to 000001', () => {
    const last = writeRecord(2, { record: 'counters', batch: '000001', stan: '999997' })
    const banks = factoryBanks().map((bank) => Uint8Array.from([...bank, ...last]))
    const hand = new Hand(terminalConfig(), { answer: approving, banks: [banks[0]!, banks[1]!] })
    hand.sell(100, '123456')
    hand.sell(100, '123456')
    expect(hand.sent.map(({ fields }) => fields[11])).toEqual(['999998', '999999', '000001'])
  })
})
