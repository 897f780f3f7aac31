import { describe, expect, it } from 'vitest'
import type { Message } from '../../protocol/index.ts'
import type { TerminalProfile } from '../../terminal/index.ts'
import { profileOf } from '../../terminal/index.ts'
import { approval, Hand, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

const asking = { onDoubt: 'queryFirst' } as const

/** The host's answer to a query: `code` is its own, `original` that of the sale. */
function told({ fields }: Message, code: string, original?: string, change: Record<number, string> = {}): Message {
  const answer: Record<number, string> = { 39: code, 37: '260105000001', 38: '123456' }
  for (const field of [3, 4, 11, 41, 42, 49, 60, 61]) answer[field] = fields[field]!
  return { mti: '0610', fields: { ...answer, ...(original === undefined ? {} : { 63: original }), ...change } }
}

function handAsking(profile: Partial<TerminalProfile> = {}): Hand {
  const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), ...asking, ...profile }))
  hand.sell(12800, '123456')
  return hand
}

describe('a doubt where questions come first', () => {
  it('adopts the approval that a query finds, prints it and reverses nothing', () => {
    const street = new Street({ profile: asking, faults: { 'link.response.0210#1': 'drop' } })
    street.sell(12800)
    expect(street.messages()).toEqual(['0800', '0810', '0200', '0210', '0600', '0610'])
    expect(street.merchantMinor()).toBe(12800)
    expect(street.paper().filter((line) => line.startsWith('金额'))).toEqual([
      '金额 AMOUNT: CNY 128.00',
      '金额 AMOUNT: CNY 128.00',
    ])
    expect(street.paper().join('')).not.toContain('DUPLICATE')
  })

  it('asks first after five seconds, with its own trace number and the original in field 61', () => {
    const hand = handAsking()
    hand.passMs(60_000)
    hand.passMs(4_999)
    expect(hand.mtis()).not.toContain('0600')
    hand.passMs(1)
    const { fields } = hand.sent.at(-1)!
    expect(fields[11]).toBe('000003')
    expect(fields[61]).toBe('0000010000020105')
    expect(fields[4]).toBe('000000012800')
  })

  it('asks again three seconds after an answer or three after its own timer, ten times, then reverses at once', () => {
    const hand = handAsking({ query: { firstMs: 5_000, everyMs: 3_000, timerMs: 3_000, times: 10, withinMs: 600_000 } })
    hand.answer = (request) =>
      request.mti === '0600' && Number(request.fields[11]) % 2 === 0 ? told(request, '09') : undefined
    hand.passMs(60_000)
    hand.passMs(5_000 + 10 * 6_000)
    expect(hand.mtis().filter((mti) => mti === '0600')).toHaveLength(10)
    expect(hand.mtis().at(-1)).toBe('0400')
  })

  it('stops asking after a minute', () => {
    const hand = handAsking()
    hand.passMs(60_000)
    hand.passMs(65_000)
    expect(hand.mtis().filter((mti) => mti === '0600')).toHaveLength(10)
    expect(hand.mtis().at(-1)).toBe('0400')
  })

  it('takes a decline that a query finds for the end', () => {
    const hand = handAsking()
    hand.answer = (request) => (request.mti === '0600' ? told(request, '00', '51') : undefined)
    hand.passMs(65_000)
    expect(hand.prompt).toMatchObject({ name: 'declined', values: { stan: '000002', code: '51' } })
    expect(hand.mtis()).not.toContain('0400')
  })

  it('is not ended by "not found": the reversal follows', () => {
    const hand = handAsking()
    hand.answer = (request) =>
      request.mti === '0600' ? told(request, '25') : request.mti === '0400' ? reversalAnswer(request, '25') : undefined
    hand.passMs(65_000)
    expect(hand.mtis()).toEqual(['0800', '0200', '0600', '0400'])
    expect(hand.prompt.name).toBe('reversed')
  })

  it('is ended by "not found" where the host burns the key with it', () => {
    const hand = handAsking({ queryNotFound: 'seal' })
    hand.answer = (request) => (request.mti === '0600' ? told(request, '25') : undefined)
    hand.passMs(65_000)
    expect(hand.mtis()).not.toContain('0400')
    expect(hand.prompt).toMatchObject({ name: 'cancelled', values: { stan: '000002' } })
    hand.passMs(2_000)
    expect(hand.prompt).toMatchObject({ name: 'idle', values: {} })
  })

  it('adopts nothing whose fingerprint is another', () => {
    const hand = handAsking()
    hand.answer = (request) => (request.mti === '0600' ? told(request, '00', '00', { 4: '000000099900' }) : undefined)
    hand.passMs(65_000)
    expect(hand.mtis().at(-1)).toBe('0400')
  })

  it('adopts no approval that comes once a 0400 has left', () => {
    const hand = handAsking()
    let query: Message | undefined
    hand.answer = (request) => {
      if (request.mti === '0600') query ??= request
      return undefined
    }
    hand.passMs(125_000)
    expect(hand.mtis().at(-1)).toBe('0400')
    hand.hear(hand.frame(told(query!, '00', '00')))
    hand.hear(hand.frame(approval(hand.sent[1]!)))
    expect(hand.prompt.name).toBe('reversing')
    expect(hand.paper()).toBe('')
  })

  it('asks before anything else after a restart, and prints an unmarked slip, to be signed, of what it finds', () => {
    const street = new Street({ profile: asking, faults: { 'link.send.0200#1': 'cutAfter' } })
    street.beginSale(12800)
    street.passMs(20_000)
    street.finish()
    expect(street.messages()).toEqual(['0800', '0200', '0210', '0800', '0810', '0600', '0610'].toSpliced(1, 0, '0810'))
    expect(street.merchantMinor()).toBe(12800)
    expect(street.shown()).toContain('signature')
    expect(street.paper().filter((line) => line.includes(' END '))).toHaveLength(2)
    expect(street.paper()).not.toContain('重打印凭证 DUPLICATE')
  })

  it('asks no more once its questions are over, also when the reversal cannot be written at first', () => {
    const hand = handAsking()
    hand.fullFor = ['owed']
    hand.passMs(125_000)
    expect(hand.prompt).toMatchObject({ name: 'blocked', values: { reason: 'storage', stan: '000002' } })
    hand.choose('sendAgain')
    expect(hand.prompt.name).toBe('blocked')
    hand.fullFor = []
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined)
    hand.choose('sendAgain')
    expect(hand.prompt.name).toBe('reversed')
    expect(hand.mtis().filter((mti) => mti === '0600')).toHaveLength(10)
  })

  it('asks again about the next doubt', () => {
    const hand = handAsking()
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined)
    hand.passMs(130_000)
    const before = hand.mtis().filter((mti) => mti === '0600').length
    hand.sell(500, '123456')
    hand.passMs(65_000)
    expect(hand.mtis().filter((mti) => mti === '0600')).toHaveLength(before + 1)
  })
})

describe('code 94 to the only send of a sale', () => {
  it('is asked about, and when the host has another sale there it ends with a slip, unreversed', () => {
    const hand = handAsking()
    hand.hear(hand.frame(approval(hand.sent.at(-1)!, { 39: '94', 38: undefined })))
    expect(hand.names()).toContain('inDoubt')
    hand.answer = (request) => (request.mti === '0600' ? told(request, '25') : undefined)
    hand.passMs(5_000)
    expect(hand.prompt).toMatchObject({ name: 'declined', values: { code: '94', pending: 1 } })
    hand.passMs(2_000)
    expect(hand.paper()).toContain('待查 PENDING')
    expect(hand.mtis()).not.toContain('0400')
    hand.answer = approval
    hand.sell(500, '123456')
    expect(hand.sent.at(-1)!.fields[11]).toBe('000004')
  })

  it('is adopted when the query finds our own approval there', () => {
    const hand = handAsking()
    hand.hear(hand.frame(approval(hand.sent.at(-1)!, { 39: '94', 38: undefined })))
    hand.answer = (request) => (request.mti === '0600' ? told(request, '00', '00') : undefined)
    hand.passMs(5_000)
    expect(hand.names()).toContain('approved')
    expect(hand.paper()).toContain('CNY 128.00')
  })

  it('without a query puts the terminal out of service until it signs on, also over a restart', () => {
    const hand = new Hand(terminalConfig())
    hand.sell(12800, '123456')
    hand.hear(hand.frame(approval(hand.sent.at(-1)!, { 39: '94', 38: undefined })))
    expect(hand.prompt).toMatchObject({ name: 'outOfService', values: { reason: 'stanConflict', stan: '000002' } })
    const again = new Hand(terminalConfig(), { banks: hand.banks })
    expect(again.prompt).toMatchObject({ name: 'outOfService', values: { reason: 'stanConflict', stan: '000002' } })
    again.choose('signOn')
    again.passMs(2_000)
    expect(again.paper()).toContain('待查 PENDING')
    expect(again.prompt.name).toBe('idle')
    expect(again.mtis()).toEqual(['0800', '0800'])
  })
})
