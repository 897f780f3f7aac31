import { describe, expect, it } from 'vitest'
import type { Message } from '../../protocol/index.ts'
import type { TerminalProfile } from '../../terminal/index.ts'
import { profileOf } from '../../terminal/index.ts'
import { approval, Hand, reversalAnswer } from './hand.ts'
import { Street, terminalConfig } from './street.ts'

/** A terminal with one sale that nobody answered, and what the host says to its reversals, in order. */
function inDoubt(answers: readonly (string | undefined)[] = [], profile: Partial<TerminalProfile> = {}): Hand {
  const spec = profile.spec ?? 'unionpay'
  const hand = new Hand(terminalConfig({ ...profileOf(spec), ...profile }))
  hand.sell(12800, '123456')
  const told = [...answers]
  hand.answer = (request) => {
    if (request.mti === '0200') return approval(request)
    const code = request.mti.startsWith('04') ? told.shift() : undefined
    return code === undefined ? undefined : reversalAnswer(request, code)
  }
  hand.passMs(60_000)
  return hand
}

const reversals = (hand: Hand): Message[] => hand.sent.filter(({ mti }) => mti.startsWith('04'))

describe('a sale in doubt', () => {
  it('is owed a reversal that waits for the next sale, and the sale waits for the reversal', () => {
    const street = new Street({ faults: { 'link.response.0210#1': 'drop' } })
    street.sell(12800)
    expect(street.messages()).toEqual(['0800', '0810', '0200', '0210'])
    street.sell(500)
    expect(street.messages().slice(4)).toEqual(['0400', '0410', '0200', '0210'])
    expect(street.records()).toEqual([
      'counters',
      'intent',
      'owed',
      'owed',
      'cleared',
      'intent',
      'outcome',
      'signed',
      'printed',
    ])
    expect(street.merchantMinor()).toBe(500)
  })

  it('is reversed at once where the profile says so, with 0420 and field 90', () => {
    const street = new Street({ spec: 'iso87', faults: { 'link.response.0210#1': 'drop' } })
    street.sell(12800)
    expect(street.messages()).toEqual(['0800', '0810', '0200', '0210', '0420', '0430'])
    expect(street.merchantMinor()).toBe(0)
  })

  it('arises when the line is lost, and is then reversed over a new one', () => {
    const hand = new Hand(terminalConfig({ ...profileOf('unionpay'), reversalWhen: 'atOnce' }))
    hand.sell(12800, '123456')
    hand.answer = (request) => (request.mti === '0400' ? reversalAnswer(request) : undefined)
    hand.drop()
    hand.run()
    expect(hand.mtis()).toEqual(['0800', '0200', '0400'])
    expect(hand.names()).toEqual(expect.arrayContaining(['inDoubt', 'reversing', 'reversed']))
  })

  it('lets a balance enquiry wait too', () => {
    const street = new Street({ faults: { 'link.response.0210#1': 'drop' } })
    street.sell(12800)
    street.press('balance')
    street.until('presentCard')
    street.reader.present({ ...street.card(), entryMode: 'swiped' }, 'credit-ok')
    street.until('enterPin')
    street.keypad.typePin('')
    expect(street.until('balance').values).toEqual({ balanceMinor: 100_000_000 })
    expect(street.messages().slice(4)).toEqual(['0400', '0410', '0200', '0210'])
  })
})

describe('the reversal message', () => {
  it('says everything as the original did, its trace number and batch included, and no secret', () => {
    const hand = inDoubt(['00'])
    const original = hand.sent.at(-1)!.fields
    hand.passMs(2_000)
    hand.sell(500, '123456')
    const { fields } = reversals(hand)[0]!
    for (const field of [2, 3, 4, 11, 14, 22, 25, 41, 42, 49, 60]) expect(fields[field]).toBe(original[field])
    expect(fields[39]).toBe('98')
    for (const field of [26, 35, 36, 37, 38, 52, 53]) expect(fields[field]).toBeUndefined()
  })

  it('says in its type, where the spec is international, that it is a repeat', () => {
    const hand = inDoubt([undefined, '00'], { spec: 'iso87', reversalWhen: 'atOnce' })
    hand.passMs(130_000)
    expect(reversals(hand).map(({ mti }) => mti)).toEqual(['0420', '0421'])
    expect(reversals(hand)[0]!.fields[90]).toBe(`0200000002${hand.sent[1]!.fields[7]}`.padEnd(42, '0'))
  })
})

describe('a round of reversals', () => {
  it('has three attempts that each wait the full timer, then blocks and says so on paper', () => {
    const hand = inDoubt([])
    hand.passMs(2_000)
    hand.sell(500, '123456')
    hand.passMs(180_000)
    expect(hand.prompt).toMatchObject({ name: 'cancelled', values: { amountMinor: 500, reason: 'blocked' } })
    hand.passMs(2_000)
    expect(hand.prompt).toMatchObject({ name: 'blocked', values: { reason: 'exhausted', stan: '000002' } })
    expect(hand.mtis()).toEqual(['0800', '0200', '0400', '0400', '0400'])
    expect(hand.records.slice(-5)).toEqual(['owed', 'owed', 'owed', 'exhausted', 'printed'])
    expect(hand.paper()).toContain('待查 PENDING')
  })

  it('keeps the stored reason first and says 06 after a refusal, and blocks after three', () => {
    const hand = inDoubt(['96', '96', '96'])
    hand.passMs(2_000)
    hand.sell(500, '123456')
    expect(reversals(hand).map(({ fields }) => fields[39])).toEqual(['98', '06', '06'])
    expect(new Set(reversals(hand).map(({ fields }) => fields[11]))).toEqual(new Set(['000002']))
    hand.passMs(2_000)
    expect(hand.prompt.name).toBe('blocked')
  })

  it('does not count a dial that fails: the sale is told, the reversal stays owed, nothing blocks', () => {
    const hand = inDoubt(['00'])
    hand.passMs(2_000)
    hand.drop()
    hand.dial = 'refused'
    hand.sell(500, '123456')
    expect(hand.prompt).toMatchObject({ name: 'connectFailed', values: { amountMinor: 500 } })
    hand.passMs(2_000)
    expect(hand.prompt).toMatchObject({ name: 'idle', values: { owed: 1 } })
    expect(reversals(hand)).toEqual([])
  })

  it('shows that it dials, and what is typed meanwhile is an answer to nothing', () => {
    const hand = inDoubt(['00'])
    hand.passMs(2_000)
    hand.drop()
    hand.dial = 'silent'
    hand.sell(500, '123456')
    expect(hand.prompt.name).toBe('connecting')
    hand.enter({ kind: 'pin', pin: '123456' })
    hand.choose('sale')
    expect(hand.notes.slice(-2).map(({ kind }) => kind)).toEqual(['key.ignored', 'key.ignored'])
  })

  it('uses the same number again when the line goes after the counter was synced and before the first byte', () => {
    const hand = inDoubt(['00'])
    hand.passMs(2_000)
    hand.dropAt = 'owed'
    hand.dial = 'refused'
    hand.sell(500, '123456')
    hand.passMs(2_000)
    expect(reversals(hand)).toEqual([])
    expect(hand.records.filter((label) => label === 'owed')).toHaveLength(2)
  })

  it('signs on once when a 0410 asks for it, sends again, and does not count that attempt', () => {
    const hand = inDoubt(['A0', '96', '96', '00'])
    hand.passMs(2_000)
    hand.sell(500, '123456')
    hand.passMs(2_000)
    expect(hand.mtis()).toEqual(['0800', '0200', '0400', '0800', '0400', '0400', '0400', '0200'])
    expect(hand.paper()).toContain('CNY 5.00')
  })

  it('takes a second request to sign on for a refusal', () => {
    const hand = inDoubt(['A0', 'A0', 'A0', 'A0'])
    hand.passMs(2_000)
    hand.sell(500, '123456')
    expect(hand.mtis()).toEqual(['0800', '0200', '0400', '0800', '0400', '0400', '0400'])
    hand.passMs(2_000)
    expect(hand.prompt.name).toBe('blocked')
  })

  it('believes no 0410 without a right MAC', () => {
    const hand = inDoubt([])
    hand.passMs(2_000)
    hand.sell(500, '123456')
    const frame = hand.frame(reversalAnswer(reversals(hand)[0]!))
    frame[frame.length - 1]! ^= 1
    hand.hear(frame)
    expect(hand.prompt.name).toBe('reversing')
    hand.hear(hand.frame(reversalAnswer(reversals(hand)[0]!)))
    expect(hand.prompt.name).toBe('reversed')
  })

  it('believes no 0410 for another trace number and no 0210 for a 0410', () => {
    const hand = inDoubt([])
    const sale = hand.sent.at(-1)!
    hand.passMs(2_000)
    hand.sell(500, '123456')
    const told = reversalAnswer(reversals(hand)[0]!)
    hand.hear(hand.frame({ ...told, fields: { ...told.fields, 11: '000009' } }))
    hand.hear(hand.frame(approval(sale)))
    expect(hand.prompt.name).toBe('reversing')
  })

  it.each(['00', '12', '25'])(
    'ends silently with %s when no approval was seen and day and batch are the same',
    (code) => {
      const hand = inDoubt([code])
      hand.passMs(2_000)
      hand.sell(500, '123456')
      expect(hand.prompt.name).toBe('reversed')
      expect(hand.prompt.values['pending']).toBeUndefined()
      hand.passMs(2_000)
      expect(hand.paper()).not.toContain('PENDING')
    },
  )

  it.each(['12', '25'])(
    'ends with a line to look into and a slip when the day is another one and the code is %s',
    (code) => {
      const hand = inDoubt([code])
      hand.passMs(24 * 3_600_000)
      hand.sell(500, '123456')
      expect(hand.prompt).toMatchObject({
        name: 'reversed',
        values: { pending: 1, stan: '000002', amountMinor: 12800 },
      })
      hand.passMs(2_000)
      expect(hand.paper()).toMatch(/待查 PENDING[\s\S]*CNY 128.00/)
    },
  )

  it('starts again with the key "send again", and idles once that has had success', () => {
    const hand = inDoubt(['96', '96', '96', '00'])
    hand.passMs(2_000)
    hand.sell(500, '123456')
    hand.passMs(2_000)
    hand.choose('sendAgain')
    expect(hand.prompt).toMatchObject({ name: 'reversed', values: { stan: '000002' } })
    hand.passMs(2_000)
    expect(hand.prompt).toMatchObject({ name: 'idle', values: {} })
  })

  it('drops what had no success where the profile says so, with a slip', () => {
    const hand = inDoubt(['96', '96', '96'], { onExhausted: 'drop' })
    hand.passMs(2_000)
    hand.sell(500, '123456')
    expect(hand.prompt).toMatchObject({ name: 'cleared', values: { stan: '000002', pending: 1 } })
    hand.passMs(2_000)
    expect(hand.mtis().slice(-1)).toEqual(['0200'])
    expect(hand.paper()).toMatch(/CNY 5.00[\s\S]*待查 PENDING/)
  })

  it('blocks when its counter cannot be stored, and goes on when the storage has room again', () => {
    const hand = inDoubt(['00'])
    hand.passMs(2_000)
    hand.fullFor = ['owed']
    hand.sell(500, '123456')
    expect(hand.prompt.name).toBe('cancelled')
    expect(reversals(hand)).toEqual([])
    hand.fullFor = []
    hand.passMs(2_000)
    hand.sell(500, '123456')
    expect(hand.prompt.name).toBe('reversed')
  })
})

describe('a doubt that cannot be stored', () => {
  it('blocks, and is owed as soon as there is room', () => {
    const hand = new Hand(terminalConfig())
    hand.sell(12800, '123456')
    hand.fullFor = ['owed']
    hand.passMs(60_000)
    expect(hand.prompt).toMatchObject({ name: 'blocked', values: { reason: 'storage', stan: '000002' } })
    hand.fullFor = []
    hand.choose('sendAgain')
    expect(hand.records.at(-1)).toBe('owed')
    hand.passMs(2_000)
    expect(hand.prompt).toMatchObject({ name: 'idle', values: { owed: 1 } })
  })

  it('follows an approval whose outcome cannot be stored: 96, and no slip', () => {
    const hand = new Hand(terminalConfig())
    hand.fullFor = ['outcome']
    hand.answer = (request) => (request.mti === '0200' ? approval(request) : undefined)
    hand.sell(12800, '123456')
    expect(hand.prompt.name).toBe('inDoubt')
    expect(hand.paper()).toBe('')
    hand.passMs(2_000)
    hand.sell(500, '123456')
    expect(reversals(hand)[0]!.fields[39]).toBe('96')
  })
})
