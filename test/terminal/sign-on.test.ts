import { describe, expect, it } from 'vitest'
import type { Message } from '../../protocol/index.ts'
import { packWorkingKeys } from '../../protocol/index.ts'
import { approval, CARD, Hand, MAC_KEY, PIN_KEY, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

const config = terminalConfig()

function signOnAnswer(
  change: Record<number, string> = {},
  keys = packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '003', config.masterKeyHex),
) {
  const fields = {
    11: '000001',
    39: '00',
    41: config.terminalId,
    42: config.merchantId,
    60: '00000001003',
    62: keys,
    ...change,
  }
  return { mti: '0810', fields }
}

describe('signing on', () => {
  it('comes after power-up, with a synced trace number, and installs the keys that the host sends', () => {
    const street = new Street()
    street.until('idle')
    expect(street.messages()).toEqual(['0800', '0810'])
    expect(street.records()).toEqual(['counters'])
    street.sell(100)
    expect(street.shown()).toContain('approved')
  })

  it('with a key that fails its check says so and stays signed off', () => {
    const keys = packWorkingKeys({ pinKey: PIN_KEY, macKey: MAC_KEY }, '003', config.masterKeyHex)
    const hand = new Hand(config, { answer: () => signOnAnswer({}, `00${keys.slice(2)}`) })
    expect(hand.prompt).toMatchObject({ name: 'keyCheckFailed', choices: ['signOn', 'supervisor'] })
    hand.answer = () => signOnAnswer({ 11: '000002' })
    hand.choose('signOn')
    expect(hand.prompt.name).toBe('idle')
  })

  it.each([
    ['is refused', signOnAnswer({ 39: '03' }), { code: '03' }],
    ['is never answered', undefined, {}],
  ])('that %s leaves the terminal signed off', (_how, answer, values) => {
    const hand = new Hand(config, { answer: () => answer ?? new Uint8Array(0) })
    hand.passMs(60_000)
    expect(hand.prompt).toMatchObject({ name: 'signOnFailed', values })
  })

  it('takes no answer for another terminal', () => {
    const hand = new Hand(config, { answer: () => signOnAnswer({ 41: '99999999' }) })
    expect(hand.prompt.name).toBe('signingOn')
  })

  it.each(['77', '99', 'A0'])('comes again by itself when a sale is declined with %s', (code) => {
    const hand = new Hand(config)
    hand.answer = (request) => (request.mti === '0200' ? approval(request, { 39: code, 38: undefined }) : undefined)
    hand.sell(100, '123456')
    expect(hand.prompt).toMatchObject({ name: 'declined', values: { code } })
    hand.passMs(2_000)
    expect(hand.mtis()).toEqual(['0800', '0200', '0800'])
    expect(hand.prompt.name).toBe('idle')
  })

  it('adopts another batch of the host while its own is empty', () => {
    const hand = new Hand(config, { answer: () => signOnAnswer({ 60: '00000007003' }) })
    expect(hand.records).toEqual(['counters', 'batch'])
    hand.answer = approval
    hand.sell(100, '123456')
    expect(hand.sent.at(-1)!.fields[60]).toBe('22000007000')
  })

  it('asks to settle first when the host has another batch and its own holds sales', () => {
    const hand = new Hand(config)
    hand.answer = (request) =>
      request.mti === '0200' ? approval(request) : signOnAnswer({ 11: request.fields[11]!, 60: '00000007003' })
    hand.sell(100, '123456')
    hand.choose('signOn')
    expect(hand.prompt.name).toBe('settleFirst')
  })

  it('asks to settle first when the host has another batch and a reversal is owed, and changes once that is cleared', () => {
    const hand = new Hand(config)
    hand.sell(12800, '123456')
    hand.passMs(62_000)
    const otherBatch = (request: Message) => signOnAnswer({ 11: request.fields[11]!, 60: '00000007003' })
    hand.answer = (request) => (request.mti === '0800' ? otherBatch(request) : reversalAnswer(request, '96'))
    hand.choose('signOn')
    expect(hand.records).not.toContain('batch')
    hand.answer = (request) => (request.mti === '0800' ? otherBatch(request) : reversalAnswer(request))
    hand.passMs(2_000)
    hand.choose('sendAgain')
    hand.passMs(2_000)
    expect(hand.records.at(-1)).toBe('batch')
  })

  it('asks to settle first when the host has another batch and its own has an exception', () => {
    const hand = new Hand(config)
    hand.sell(12800, '123456')
    hand.passMs(62_000)
    hand.choose('supervisor')
    hand.enter({ kind: 'pin', pin: '00000000' })
    hand.choose('clear')
    hand.passMs(2_000)
    hand.answer = (request) => signOnAnswer({ 11: request.fields[11]!, 60: '00000007003' })
    hand.choose('signOn')
    expect(hand.prompt.name).toBe('settleFirst')
  })

  it('brings another batch, and the same purchase is still suspected', () => {
    const hand = new Hand(config)
    hand.sell(12800, '123456')
    hand.passMs(62_000)
    hand.answer = (request) =>
      request.mti === '0800'
        ? signOnAnswer({ 11: request.fields[11]!, 60: '00000007003' })
        : request.mti === '0400'
          ? reversalAnswer(request)
          : undefined
    hand.choose('signOn')
    hand.passMs(2_000)
    expect(hand.records.at(-1)).toBe('batch')
    hand.choose('sale')
    hand.enter({ kind: 'amount', amountMinor: 12800 })
    hand.present(CARD)
    expect(hand.prompt.name).toBe('duplicateSuspected')
  })

  it('failing in the middle of a reversal round ends the sale that waits', () => {
    const hand = new Hand(config)
    hand.sell(12800, '123456')
    hand.passMs(62_000)
    hand.answer = (request) => {
      if (request.mti === '0800') return signOnAnswer({ 11: request.fields[11]!, 39: '96' })
      return { mti: '0410', fields: { ...approval(request).fields, 39: 'A0' } }
    }
    hand.sell(500, '123456')
    expect(hand.prompt).toMatchObject({ name: 'cancelled', values: { amountMinor: 500 } })
    hand.passMs(2_000)
    expect(hand.prompt.name).toBe('signedOff')
  })
})

describe('the batch', () => {
  it('that is full asks to settle first', () => {
    const hand = new Hand(terminalConfig({ ...config.profile, logLimit: 1 }), {
      answer: (request) => (request.mti === '0200' ? approval(request) : undefined),
    })
    hand.sell(100, '123456')
    hand.choose('sale')
    expect(hand.prompt.name).toBe('settleFirst')
  })
})
