import { describe, expect, it } from 'vitest'
import { Hand } from './hand.ts'
import { terminalConfig } from './street.ts'

const base = terminalConfig()
const receiptDecides = { ...base, profile: { ...base.profile, completion: 'receipt' as const } }

describe('before the amount is asked for', () => {
  it('a low battery begins no sale, and nothing leaves', () => {
    const hand = new Hand(terminalConfig())
    hand.charge = 'low'
    hand.choose('sale')
    expect(hand.prompt.name).toBe('batteryLow')
    hand.choose('confirm')
    expect(hand.prompt.name).toBe('batteryLow')
    hand.charge = 'charged'
    hand.choose('confirm')
    expect(hand.prompt.name).toBe('enterAmount')
    expect(hand.mtis()).not.toContain('0200')
  })

  it('a low battery can be answered by giving the sale up', () => {
    const hand = new Hand(terminalConfig())
    hand.charge = 'low'
    hand.choose('sale')
    hand.choose('cancel')
    expect(hand.names().at(-1)).toBe('cancelled')
  })

  it('a printer without paper is named; where the approval decides, the clerk may go on', () => {
    const hand = new Hand(terminalConfig())
    hand.paperStatus = 'paperOut'
    hand.choose('sale')
    expect(hand.prompt).toMatchObject({ name: 'printerNotReady', values: { cause: 'paperOut' } })
    hand.choose('goOn')
    expect(hand.prompt.name).toBe('enterAmount')
  })

  it('a printer that was mended is asked again', () => {
    const hand = new Hand(terminalConfig())
    hand.paperStatus = 'jammed'
    hand.choose('sale')
    expect(hand.prompt).toMatchObject({ name: 'printerNotReady', values: { cause: 'jammed' } })
    hand.paperStatus = 'ready'
    hand.choose('confirm')
    expect(hand.prompt).toMatchObject({ name: 'enterAmount', values: {} })
  })

  it('where the receipt decides nobody goes on without a printer', () => {
    const hand = new Hand(receiptDecides)
    hand.paperStatus = 'paperOut'
    hand.choose('sale')
    expect(hand.prompt).toMatchObject({ name: 'paperOut', choices: ['confirm', 'cancel'] })
  })

  it('a busy printer is asked again, and the sale begins once it is free', () => {
    const hand = new Hand(terminalConfig())
    hand.paperStatus = 'busy'
    hand.choose('sale')
    expect(hand.prompt.name).toBe('printerBusy')
    hand.passMs(2_000)
    expect(hand.prompt.name).toBe('printerBusy')
    hand.paperStatus = 'ready'
    hand.passMs(500)
    expect(hand.prompt.name).toBe('enterAmount')
  })

  it('a printer that stays busy is taken to be offline', () => {
    const hand = new Hand(terminalConfig())
    hand.paperStatus = 'busy'
    hand.choose('sale')
    hand.passMs(10_000)
    expect(hand.prompt).toMatchObject({ name: 'printerNotReady', values: { cause: 'offline' } })
  })

  it('paper that runs low is said and stops nothing', () => {
    const hand = new Hand(terminalConfig())
    hand.paperStatus = 'nearEnd'
    hand.choose('sale')
    expect(hand.prompt).toMatchObject({ name: 'enterAmount', values: { paperLow: 1 } })
  })
})
