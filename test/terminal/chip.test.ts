import { describe, expect, it } from 'vitest'
import type { Message } from '../../protocol/index.ts'
import { decode, readChipData, specs, writeChipData } from '../../protocol/index.ts'
import type { CardData, ChipEnd, TerminalProfile } from '../../terminal/index.ts'
import { profileOf } from '../../terminal/index.ts'
import { approval, CARD, Hand, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

const INSERTED: CardData = { ...CARD, entryMode: 'chip', sequence: '001' }
const ASKED = writeChipData([
  ['84', 'A000000333010102'],
  ['95', '0000008000'],
  ['9F10', '07010103A00000'],
  ['9F26', '1122334455667788'],
  ['9F36', '0007'],
])
const ISSUER = writeChipData([['91', '99AABBCCDDEEFF003030']])
const TC: ChipEnd = {
  how: 'approved',
  chipHex: writeChipData([
    ['84', 'A000000333010102'],
    ['95', '0000008000'],
    ['9F26', '8877665544332211'],
    ['9F36', '0007'],
  ]),
}
const PIN = '123456'

/** A terminal with a chip in its reader, up to the chip's last word. */
function sold(end: ChipEnd, profile: Partial<TerminalProfile> = {}, pin = PIN): Hand {
  const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), ...profile }))
  hand.reader.chipHex = ASKED
  hand.reader.chipEnd = end
  hand.answer = (request) =>
    request.mti === '0200'
      ? approval(request, { 55: ISSUER })
      : request.mti === '0400'
        ? reversalAnswer(request)
        : undefined
  hand.sell(12800, pin, INSERTED)
  return hand
}

const reversalOf = (hand: Hand): Message['fields'] => hand.sent.find(({ mti }) => mti === '0400')!.fields

/** A balance enquiry: what is owed goes first. */
function enquire(hand: Hand): void {
  hand.choose('balance')
  hand.present(CARD)
  hand.enter({ kind: 'pin', pin: '' })
}

/** Fields of every message of this type that left. */
function sent({ events, config }: Street, mti: string): Message['fields'][] {
  return events.flatMap(({ kind, data }) => {
    if (kind !== 'frame.left') return []
    const decoded = decode(specs[config.profile.spec], (data['bytes'] as Uint8Array).subarray(2))
    return decoded.ok && decoded.message.mti === mti ? [decoded.message.fields] : []
  })
}

describe('a sale by chip', () => {
  it('is asked of the chip, then of the host, then of the chip again, and only then approved', () => {
    const hand = sold(TC)
    expect(hand.reader.asked).toEqual([{ amountMinor: 12800, date: '260105' }])
    expect(hand.sent.at(-1)!.fields).toMatchObject({ 22: '051', 23: '001', 52: expect.anything(), 55: ASKED })
    expect(hand.reader.told).toEqual([ISSUER])
    expect(hand.records).toEqual(['counters', 'intent', 'hostApproval', 'outcome', 'printed'])
    const names = hand.names()
    expect(names.slice(names.indexOf('enterPin'))).toEqual([
      'enterPin',
      'readingChip',
      'sending',
      'awaiting',
      'completingChip',
      'approved',
      'idle',
    ])
  })

  it('is told on the host alone to nobody: no screen, no paper', () => {
    const hand = sold(TC, {}, '')
    const told = hand.prompts.map(({ name }) => name)
    expect(told.indexOf('approved')).toBeGreaterThan(told.indexOf('completingChip'))
    expect(sold({ how: 'declined' }).jobs).toEqual([])
  })

  it('prints its application, cryptogram, counter and results on both copies, and again on a reprint', () => {
    const hand = sold(TC)
    hand.choose('reprint')
    for (const line of ['AID: A000000333010102', 'TC: 8877665544332211', 'ATC: 0007 TVR: 0000008000'])
      expect(hand.paper().split(line)).toHaveLength(5)
    expect(hand.paper()).toContain('621234******0019 C')
  })

  it('waits for the reversal of the sale before', () => {
    const hand = sold({ how: 'declined' })
    hand.passMs(2_000)
    hand.reader.chipEnd = TC
    hand.sell(500, PIN, INSERTED)
    hand.passMs(2_000)
    expect(hand.mtis()).toEqual(['0800', '0200', '0400', '0200'])
  })

  it('ends before anything was sent when the card is gone by then', () => {
    const hand = new Hand(terminalConfig())
    hand.sell(12800, PIN, INSERTED)
    expect(hand.prompt.name).toBe('cancelled')
    hand.passMs(2_000)
    expect([hand.prompt.name, hand.mtis(), hand.records]).toEqual(['idle', ['0800'], ['counters']])
  })

  it.each(['201', '601', '221'])('asks for the chip of a card that was swiped, service code %s', (service) => {
    const hand = new Hand(terminalConfig())
    hand.choose('sale')
    hand.enter({ kind: 'amount', amountMinor: 12800 })
    hand.present({ ...CARD, track2: `6212344173290019D3012${service}00000000` })
    expect(hand.prompt).toMatchObject({ name: 'insertCard', asks: 'card' })
    hand.present(INSERTED)
    expect(hand.prompt.name).toBe('enterPin')
  })

  it('asks a balance as a stripe does', () => {
    const hand = sold(TC)
    hand.choose('balance')
    hand.present(INSERTED)
    hand.enter({ kind: 'pin', pin: PIN })
    expect(hand.sent.at(-1)!.fields).toMatchObject({ 3: '310000', 22: '051', 23: '001' })
    expect(hand.sent.at(-1)!.fields[55]).toBeUndefined()
    expect(hand.reader.asked).toHaveLength(1)
  })
})

describe('an approval that the chip does not confirm', () => {
  it.each([
    ['declines', { how: 'declined' }, 'cardDeclined'],
    ['is taken out', { how: 'removed' }, 'cardRemoved'],
  ] as const)('because it %s is owed with 06, and says so on the screen', (_, end, prompt) => {
    const hand = sold(end)
    expect(hand.prompt).toMatchObject({ name: prompt, tone: 'alarm', values: { stan: '000002' } })
    expect(hand.records).toEqual(['counters', 'intent', 'hostApproval', 'owed'])
    hand.passMs(2_000)
    enquire(hand)
    expect(reversalOf(hand)).toMatchObject({ 22: '051', 23: '001', 38: '123456', 39: '06' })
    expect(hand.prompt.name).toBe('reversed')
    expect(hand.paper()).not.toContain('SALES SLIP')
  })

  it('is taken back with its results, its data, its counter and no script, and none of the rest', () => {
    const hand = sold({ how: 'declined' }, { reversalWhen: 'atOnce' })
    hand.passMs(2_000)
    expect([...readChipData(reversalOf(hand)[55]!)!]).toEqual([
      ['95', '0000008000'],
      ['9F10', '07010103A00000'],
      ['9F36', '0007'],
      ['DF31', '0000000000'],
    ])
  })

  it('leaves something to look into when the host then knows nothing of it', () => {
    const hand = sold({ how: 'declined' })
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request, '25') : undefined)
    hand.passMs(2_000)
    enquire(hand)
    hand.passMs(70_000)
    expect(hand.prompts.find(({ name }) => name === 'reversed')?.values).toMatchObject({ pending: 1 })
    expect(hand.paper()).toContain('待查 PENDING')
  })

  it('is owed with 96 when there is no room to record that the host approved', () => {
    const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), reversalWhen: 'atOnce' }))
    hand.reader.chipHex = ASKED
    hand.fullFor = ['hostApproval']
    hand.answer = (request) => (request.mti === '0200' ? approval(request) : undefined)
    hand.sell(12800, PIN, INSERTED)
    hand.passMs(2_000)
    expect(reversalOf(hand)[39]).toBe('96')
    expect(hand.reader.told).toEqual([])
  })

  it.each(['reverseFirst', 'queryFirst'] as const)(
    'is owed with 96 when the power was cut meanwhile: %s',
    (onDoubt) => {
      const street = new Street({
        profile: { onDoubt, reversalWhen: 'atOnce' },
        faults: { 'flash.sync.hostApproval#1': 'cutAfter' },
      })
      street.beginSale(12800, { card: 'chip-ok' })
      street.passMs(20_000)
      street.finish()
      expect(street.messages()).not.toContain('0600')
      const [fields] = sent(street, '0400')
      expect(fields).toMatchObject({ 23: '001', 38: expect.anything(), 39: '96' })
      expect(readChipData(fields![55]!)!.get('9F36')).toBe('0001')
      expect(street.paper()).toEqual([])
      expect(street.shown()).not.toContain('approved')
      expect(street.merchantMinor()).toBe(0)
    },
  )
})

describe('an approval that a query finds', () => {
  it('is put to the chip, which has no proof of its issuer and declines', () => {
    const street = new Street({ profile: { onDoubt: 'queryFirst' }, faults: { 'link.response.0210#1': 'drop' } })
    street.sell(12800, { card: 'chip-ok' })
    expect(street.messages().slice(2)).toEqual(['0200', '0210', '0600', '0610', '0400', '0410'])
    expect(street.records()).toContain('hostApproval')
    expect(street.shown()).toContain('cardDeclined')
    expect(street.merchantMinor()).toBe(0)
  })

  it('of a card that a restart has left without its chip is taken back', () => {
    const street = new Street({ profile: { onDoubt: 'queryFirst' }, faults: { 'link.send.0200#1': 'cutAfter' } })
    street.beginSale(12800, { card: 'chip-ok' })
    street.passMs(60_000)
    street.finish()
    expect(street.shown()).not.toContain('approved')
    expect(street.merchantMinor()).toBe(0)
  })
})

describe('what a chip said', () => {
  it('is in the journal under the storage key only', () => {
    const hand = sold(TC)
    for (const bank of hand.banks) {
      const hex = Buffer.from(bank).toString('hex').toUpperCase()
      const text = Buffer.from(bank).toString('latin1')
      for (const said of ['07010103A00000', '8877665544332211', 'A000000333010102']) {
        expect(hex).not.toContain(said)
        expect(text).not.toContain(said)
      }
    }
  })

  it.each(['unionpay', 'iso87'] as const)('travels in field 55 of %s both ways', (spec) => {
    const street = new Street({ spec })
    street.sell(12800, { card: 'chip-ok' })
    expect(sent(street, '0200')[0]).toMatchObject({ 22: '052', 23: '001', 55: expect.anything() })
    expect(sent(street, '0210')[0]).toMatchObject({ 39: '00', 55: expect.anything() })
    expect(street.merchantMinor()).toBe(12800)
  })
})
