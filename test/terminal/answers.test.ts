import { describe, expect, it } from 'vitest'
import type { Message } from '../../protocol/index.ts'
import { encode, encodeSealed, specs } from '../../protocol/index.ts'
import type { Awaited, TerminalProfile, Verdict } from '../../terminal/index.ts'
import { codes, effectOf, profileOf, sortAnswer } from '../../terminal/index.ts'
import { MAC_KEY } from './hand.ts'
import { terminalConfig } from './street.ts'

const keys = { pinKey: '', macKey: MAC_KEY }
const saleOut: Awaited = { about: 'sale', mti: '0210', stan: '000002', processing: '000000', amountMinor: 12800 }
const good: Record<number, string | undefined> = {
  3: '000000',
  4: '000000012800',
  11: '000002',
  12: '090003',
  13: '0105',
  37: '260105000001',
  38: '123456',
  39: '00',
  41: '10000001',
  42: '898320055110001',
}

function sorted(
  change: Record<number, string | undefined>,
  options: {
    mti?: string
    awaited?: Awaited | undefined
    mac?: 'right' | 'wrong' | 'missing'
    profile?: Partial<TerminalProfile>
  } = {},
): Verdict {
  const present = Object.entries({ ...good, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const message: Message = { mti: options.mti ?? '0210', fields: Object.fromEntries(present) }
  const spec = specs.unionpay
  const body = options.mac === 'missing' ? encode(spec, message) : encodeSealed(spec, message, MAC_KEY)
  if (options.mac === 'wrong') body[body.length - 1]! ^= 1
  const awaited = 'awaited' in options ? options.awaited : saleOut
  return sortAnswer(awaited, body, terminalConfig({ ...profileOf('unionpay'), ...options.profile }), keys)
}

describe('an answer to a sale', () => {
  it.each([
    ['nothing is awaited', {}, { awaited: undefined }, 'answer.foreign'],
    ['it is of another type', {}, { mti: '0410' }, 'answer.foreign'],
    ['its trace number is another', { 11: '000003' }, {}, 'answer.foreign'],
    ['it is for another terminal', { 41: '10000002' }, {}, 'answer.foreign'],
    ['it is for another merchant', { 42: '898320055110002' }, {}, 'answer.foreign'],
    ['it names no terminal', { 41: undefined }, {}, 'answer.foreign'],
    ['everything is right', {}, {}, 'answer.approved'],
    ['it is a decline with a right MAC', { 39: '51' }, {}, 'answer.declined'],
    ['it is 94 with a right MAC', { 39: '94' }, {}, 'answer.conflicting'],
  ] as const)('is sorted first by whether %s', (_why, change, options, type) => {
    expect(sorted(change, options).type).toBe(type)
  })

  it('that does not decode is foreign, and says why', () => {
    const verdict = sortAnswer(saleOut, new Uint8Array(20), terminalConfig(), keys)
    expect(verdict).toMatchObject({ type: 'answer.foreign' })
  })

  it.each([
    ['has no code', { 39: undefined }],
    ['is for another processing code', { 3: '310000' }],
    ['is for another amount', { 4: '000000012801' }],
    ['approves and names no amount', { 4: undefined }],
    ['approves a part that is more than the whole', { 39: '10', 4: '000000012801' }],
    ['approves a part that is nothing', { 39: '10', 4: '000000000000' }],
    ['approves less without saying that it is a part', { 4: '000000005000' }],
  ] as const)('that %s is malformed: taken back, or forgotten, as the profile says', (_what, change) => {
    expect(sorted(change)).toMatchObject({ type: 'answer.unclear', reason: '06', query: false })
    expect(sorted(change, { profile: { malformedAnswer: 'forget' } })).toEqual({ type: 'answer.forgotten' })
  })

  it('may approve a part', () => {
    expect(sorted({ 39: '10', 4: '000000005000' })).toMatchObject({ approval: { approvedMinor: 5000 } })
  })

  it.each(['wrong', 'missing'] as const)('that approves under a %s MAC is owed, A0', (mac) => {
    expect(sorted({}, { mac })).toMatchObject({ type: 'answer.unclear', reason: 'A0', query: false })
  })

  it.each(['wrong', 'missing'] as const)(
    'that declines under a %s MAC is owed, A0, unless the profile ignores that',
    (mac) => {
      expect(sorted({ 39: '51' }, { mac })).toMatchObject({ type: 'answer.unclear', reason: 'A0' })
      expect(sorted({ 39: '51' }, { mac, profile: { declineMac: 'ignore' } })).toMatchObject({
        type: 'answer.declined',
      })
      expect(sorted({}, { mac, profile: { declineMac: 'ignore' } })).toMatchObject({
        type: 'answer.unclear',
        reason: 'A0',
      })
    },
  )

  it.each(['06', '09', '68', '91', '96', '98', 'Z9', '26'])(
    'with code %s leaves a doubt that may be asked about',
    (code) => {
      expect(sorted({ 39: code })).toMatchObject({ type: 'answer.unclear', code, reason: '98', query: true })
    },
  )

  it('with a known code that the profile does not doubt is declined; an unknown code never is', () => {
    const profile = { doubtCodes: [] }
    expect(sorted({ 39: '68' }, { profile })).toMatchObject({ type: 'answer.declined' })
    expect(sorted({ 39: 'Z9' }, { profile })).toMatchObject({ type: 'answer.unclear', reason: '98' })
  })

  it.each(['77', '99', 'A0'])('with code %s asks to sign on again', (code) => {
    expect(sorted({ 39: code })).toMatchObject({ type: 'answer.declined', signOn: true })
  })
})

describe('an answer to a reversal', () => {
  const awaited: Awaited = { ...saleOut, about: 'reversal', mti: '0410' }
  it.each([
    ['00', 'answer.cleared'],
    ['12', 'answer.cleared'],
    ['25', 'answer.cleared'],
    ['96', 'answer.refused'],
    ['64', 'answer.refused'],
    ['A0', 'answer.signOnAsked'],
    ['99', 'answer.signOnAsked'],
    ['77', 'answer.signOnAsked'],
    ['97', 'answer.signOnAsked'],
  ])('with %s is %s', (code, type) => {
    expect(sorted({ 39: code }, { mti: '0410', awaited }).type).toBe(type)
  })

  it('that asks for a sign-on is heard whatever its MAC, and no other is', () => {
    expect(sorted({ 39: 'A0' }, { mti: '0410', awaited, mac: 'wrong' }).type).toBe('answer.signOnAsked')
    expect(sorted({ 39: '00' }, { mti: '0410', awaited, mac: 'wrong' }).type).toBe('answer.foreign')
    expect(sorted({ 39: '00' }, { mti: '0410', awaited, mac: 'missing' }).type).toBe('answer.foreign')
  })

  it('for another amount does not clear', () => {
    expect(sorted({ 4: '000000012801' }, { mti: '0410', awaited }).type).toBe('answer.refused')
  })
})

describe('an answer to a query', () => {
  const original = '0000010000010105'
  const awaited: Awaited = { ...saleOut, about: 'query', mti: '0610', original }
  const told = (change: Record<number, string | undefined>, mac: 'right' | 'wrong' = 'right') =>
    sorted({ 61: original, 63: '00', ...change }, { mti: '0610', awaited, mac })
  it('says how the original was answered', () => {
    expect(told({})).toMatchObject({
      type: 'answer.approved',
      approval: { approvedMinor: 12800, approvalCode: '123456' },
    })
    expect(told({ 63: '51' })).toMatchObject({ type: 'answer.declined', code: '51' })
    expect(told({ 63: '96' })).toMatchObject({ type: 'answer.unclear' })
    expect(told({ 63: '25' })).toMatchObject({ type: 'answer.unclear' })
    expect(told({ 39: '09' })).toEqual({ type: 'answer.inProgress' })
    expect(told({ 39: '25' })).toEqual({ type: 'answer.notFound' })
  })

  it('is adopted only with a right MAC, about the key that was asked for, with the amount of the intent', () => {
    expect(told({}, 'wrong').type).toBe('answer.foreign')
    expect(told({ 61: '0000010000030105' }).type).toBe('answer.foreign')
    expect(told({ 4: '000000012801' }).type).toBe('answer.unclear')
  })
})

describe('the response codes', () => {
  const approved = ['00', '10', '11', 'A2', 'A4', 'A5', 'A6']
  const doubted = '06 09 19 20 21 22 23 25 68 91 94 95 96 98'.split(' ')
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => String(from + at).padStart(2, '0'))
  const declined = [
    ...range(1, 5),
    '07',
    ...range(12, 15),
    '30',
    '31',
    ...range(33, 45),
    ...range(51, 67),
    '75',
    '77',
    '79',
    '90',
    '92',
    '93',
    '97',
    '99',
    'A0',
  ]

  it('are these and no others, each with one effect', () => {
    expect(Object.keys(codes).sort()).toEqual([...approved, ...doubted, ...declined].sort())
    const profile = profileOf('unionpay')
    for (const code of approved) expect(effectOf(code, profile)).toBe('approved')
    for (const code of doubted) expect(effectOf(code, profile)).toBe('doubt')
    for (const code of declined) expect(effectOf(code, profile)).toBe('declined')
  })

  it('have texts in both languages', () => {
    for (const { zh, en } of Object.values(codes)) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[\x20-\x7e]+$/)
    }
  })

  it.each([
    ['51', '余额不足，请查询'],
    ['55', '密码错，请重试'],
    ['03', '商户未登记'],
    ['97', '终端未登记，请联系收单行或银联'],
    ['91', '交易失败，请稍后重试'],
    ['A0', '校验错，请重新签到'],
  ])('show for %s: %s', (code, text) => {
    expect(codes[code]?.zh).toBe(text)
  })
})
