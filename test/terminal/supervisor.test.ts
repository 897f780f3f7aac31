import { describe, expect, it } from 'vitest'
import { profileOf, readJournal } from '../../terminal/index.ts'
import { Hand, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

function blocked(profile = profileOf('unionpay')): Hand {
  const hand = new Hand(terminalConfig(profile))
  hand.sell(12800, '123456')
  hand.passMs(62_000)
  hand.sell(500, '123456')
  hand.passMs(182_000)
  return hand
}

function enterMenu(hand: Hand): void {
  hand.choose('supervisor')
  hand.enter({ kind: 'pin', pin: '00000000' })
}

describe('the supervisor', () => {
  it('is let in by a code only', () => {
    const hand = blocked()
    hand.choose('supervisor')
    hand.enter({ kind: 'pin', pin: '1234' })
    expect(hand.prompt.name).toBe('wrongCode')
    hand.passMs(2_000)
    expect(hand.prompt.name).toBe('blocked')
  })

  it('has nothing to do while nothing is open', () => {
    const hand = new Hand(terminalConfig())
    enterMenu(hand)
    expect(hand.prompt).toMatchObject({ name: 'supervisor', choices: ['back'] })
    hand.choose('back')
    expect(hand.prompt.name).toBe('idle')
  })

  it('clears with an audit line and a slip, and moves nobody’s money', () => {
    const street = new Street({ faults: { 'link.response.0210#1': 'drop', 'link.request.0400#*': 'drop' } })
    street.sell(12800)
    street.beginSale(500)
    street.until('blocked')
    street.press('supervisor')
    street.keypad.typePin('00000000')
    street.until('supervisor')
    street.press('clear')
    expect(street.until('cleared').values).toMatchObject({ stan: '000002', amountMinor: 12800 })
    street.finish()
    expect(street.records().slice(-4)).toEqual(['printed', 'audit', 'cleared', 'printed'])
    expect(street.paper().join('\n')).toMatch(/清除冲正 CLEARED[\s\S]*凭证号 TRACE NO: 000002[\s\S]*CNY 128.00/)
    expect(street.merchantMinor()).toBe(12800)
    street.sell(500)
    expect(street.merchantMinor()).toBe(13300)
  })

  it('sends again with an audit line', () => {
    const hand = blocked()
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined)
    enterMenu(hand)
    hand.choose('sendAgain')
    expect(hand.prompt.name).toBe('reversed')
    expect(hand.records).toContain('audit')
  })

  it.each(['accept', 'decline'])(
    'notes by %s what the host’s people said: nothing is printed, nothing cleared',
    (act) => {
      const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), onDoubt: 'queryFirst' }))
      hand.sell(12800, '123456')
      hand.passMs(60_000 + 65_000 + 182_000)
      expect(hand.prompt.name).toBe('blocked')
      const paper = hand.paper()
      enterMenu(hand)
      expect(hand.prompt.choices).toEqual(['sendAgain', 'clear', 'accept', 'decline', 'back'])
      hand.choose(act)
      expect(hand.records.at(-1)).toBe('audit')
      hand.passMs(2_000)
      hand.choose('back')
      expect(hand.prompt).toMatchObject({ name: 'blocked', values: { stan: '000002' } })
      expect(hand.paper()).toBe(paper)
    },
  )

  it('ends the block of a damaged journal: what is lost gets a slip, what is left goes on', () => {
    const before = blocked()
    const banks = before.banks.map((bank) => bank.slice())
    // The same synced record goes bad in both banks: the first attempt of the reversal, in the middle.
    const { entries } = readJournal(before.banks)
    const attempt = entries.findIndex(({ record }) => record.record === 'owed' && record.attempt === 1)
    const at = entries.slice(0, attempt).reduce((sum, { bytes }) => sum + bytes.length, 16)
    for (const bank of banks) bank[at + 9]! ^= 0x10
    const hand = new Hand(terminalConfig(), { banks: [banks[0]!, banks[1]!] })
    expect(hand.prompt).toMatchObject({ name: 'blocked', values: { reason: 'journal' }, choices: ['supervisor'] })
    expect(hand.mtis()).toEqual([])
    enterMenu(hand)
    expect(hand.prompt.choices).toEqual(['clear', 'back'])
    hand.choose('clear')
    expect(hand.prompt.name).toBe('cleared')
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined)
    hand.passMs(4_000)
    expect(hand.paper()).toMatch(/清除冲正 CLEARED[\s\S]*TRACE NO: 000000[\s\S]*REASON: journal/)
    // The sign-on uses a number that nothing lost can have used, and ends with the reversal that is still owed.
    expect(hand.sent.map(({ mti, fields }) => `${mti} ${fields[11]}`)).toEqual(['0800 000004', '0400 000002'])
    hand.passMs(2_000)
    expect(hand.prompt).toMatchObject({ name: 'idle', values: {} })
  })
})
