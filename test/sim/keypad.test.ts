import { describe, expect, it } from 'vitest'
import type { KeypadInput } from '../../sim/index.ts'
import { SimulatedKeypad } from '../../sim/index.ts'
import { smallWorld } from './small-world.ts'

const newKeypad = (schedule: Readonly<Record<string, string>> = {}) => {
  const small = smallWorld(schedule)
  const keypad = new SimulatedKeypad(small.world, small.node)
  const heard: KeypadInput[] = []
  const ear = (input: KeypadInput) => heard.push(input)
  keypad.listen(ear)
  return { ...small, keypad, heard, ear }
}

describe('a keypad', () => {
  it('hands on what is entered, in order, after the call has returned', () => {
    const { keypad, heard, run } = newKeypad()
    keypad.press('sale')
    keypad.typeAmount(12800)
    keypad.typePin('123456')
    keypad.cancel()
    expect(heard).toEqual([])
    run()
    expect(heard).toEqual([
      { kind: 'choice', choice: 'sale' },
      { kind: 'amount', amountMinor: 12800 },
      { kind: 'pin', pin: '123456' },
      { kind: 'cancel' },
    ])
  })

  it('records acts, and of a PIN only that one was typed', () => {
    const { world, keypad, events } = newKeypad()
    keypad.press('sale')
    keypad.typeAmount(12800)
    keypad.typePin('123456')
    keypad.cancel()
    expect(events.map(({ lane, kind, data }) => [lane, kind, data])).toEqual([
      ['operator', 'key.pressed', { choice: 'sale' }],
      ['operator', 'amount.typed', { amountMinor: 12800 }],
      ['cardholder', 'pin.typed', {}],
      ['operator', 'key.pressed', { choice: 'cancel' }],
    ])
    expect(world.state().join('\n')).not.toContain('123456')
  })

  it('is deaf while the terminal is dark, and until the next one listens', () => {
    const { node, keypad, heard, ear, run } = newKeypad()
    keypad.press('sale')
    node.lose()
    keypad.press('sale')
    run()
    keypad.press('sale')
    run()
    expect(heard).toEqual([])
    expect(keypad.state()).toBe('keypad deaf')
    keypad.listen(ear)
    keypad.press('sale')
    run()
    expect(heard).toHaveLength(1)
    expect(keypad.state()).toBe('keypad listens')
  })
})

describe('a key', () => {
  it('may get lost, but the act is recorded', () => {
    const { keypad, heard, run, told } = newKeypad({ 'keypad.key#1': 'lost' })
    keypad.press('sale')
    run()
    expect(heard).toEqual([])
    expect(told()).toEqual(['operator key.pressed', 'fault struck'])
  })

  it.each([
    ['stuck', 3],
    ['stuck(1)', 2],
    ['stuck(4)', 5],
  ])('may repeat by itself: %s', (fault, times) => {
    const { keypad, heard, run } = newKeypad({ 'keypad.key#1': fault })
    keypad.cancel()
    run()
    expect(heard).toEqual(new Array(times).fill({ kind: 'cancel' }))
  })
})

describe('an amount', () => {
  it.each([
    ['wrongDigit', 12800, 12801],
    ['wrongDigit', 9, 8],
    ['wrongDigit(2)', 12800, 12900],
    ['wrongDigit(3)', 500, 1500],
  ])('may come with a wrong digit, and then that is what was typed: %s of %d', (fault, meant, typed) => {
    const { keypad, heard, run, events } = newKeypad({ 'keypad.amount#1': fault })
    keypad.typeAmount(meant)
    run()
    expect(heard).toEqual([{ kind: 'amount', amountMinor: typed }])
    expect(events.at(-1)?.data).toEqual({ amountMinor: typed })
  })

  it('may get lost', () => {
    const { keypad, heard, run } = newKeypad({ 'keypad.amount#1': 'lost' })
    keypad.typeAmount(100)
    run()
    expect(heard).toEqual([])
  })
})
