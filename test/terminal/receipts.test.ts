import { describe, expect, it } from 'vitest'
import { decodeText } from '../../protocol/index.ts'
import { printJob } from '../../terminal/escpos.ts'
import { promptLines, promptNames } from '../../terminal/index.ts'
import { localTime } from '../../terminal/instants.ts'
import { promptOf } from '../../terminal/prompts.ts'
import * as fc from '../fast-check.ts'
import { approval, Hand, reversalAnswer } from './hand.ts'
import { terminalConfig } from './street.ts'

/** What is printed, without the commands between. */
function plain(paper: string): string[] {
  return paper
    .replaceAll(COMMAND, '')
    .split('\n')
    .filter((line) => line !== '')
}
const COMMAND = new RegExp(['\\x1b@', '\\x1b[aE!d].', '\\x1dV.'].join('|'), 'g')

describe('a slip', () => {
  it('of a sale by signature reads like this', () => {
    const hand = new Hand(terminalConfig(), {
      answer: (request) => (request.mti === '0200' ? approval(request) : undefined),
    })
    hand.sell()
    hand.choose('signed')
    expect(plain(hand.paper())).toEqual([
      '掉单实验室 DROP LAB',
      'POS 签购单 SALES SLIP',
      '商户编号 MERCHANT NO: 898320055110001',
      '终端编号 TERMINAL NO: 10000001',
      '卡号 CARD NO: 621234******0019 S',
      '交易类型 TYPE: 消费 SALE',
      '批次号 BATCH NO: 000001',
      '凭证号 TRACE NO: 000002',
      '授权码 AUTH NO: 123456',
      '参考号 REF NO: 260105000001',
      '日期时间 DATE/TIME: 2026/01/05 09:00:03',
      '金额 AMOUNT: CNY 128.00',
      '操作员 OPERATOR: 01',
      '持卡人签名 SIGNATURE:',
      '商户存根 MERCHANT COPY',
      '*** 完 END 000002 M ***',
      '掉单实验室 DROP LAB',
      'POS 签购单 SALES SLIP',
      '商户编号 MERCHANT NO: 898320055110001',
      '终端编号 TERMINAL NO: 10000001',
      '卡号 CARD NO: 621234******0019 S',
      '交易类型 TYPE: 消费 SALE',
      '批次号 BATCH NO: 000001',
      '凭证号 TRACE NO: 000002',
      '授权码 AUTH NO: 123456',
      '参考号 REF NO: 260105000001',
      '日期时间 DATE/TIME: 2026/01/05 09:00:03',
      '金额 AMOUNT: CNY 128.00',
      '操作员 OPERATOR: 01',
      '持卡人存根 CARDHOLDER COPY',
      '*** 完 END 000002 C ***',
    ])
  })

  it('that announces a cancelled sale reads like this', () => {
    const hand = new Hand(terminalConfig(), {
      answer: (request) => (request.mti === '0200' ? approval(request) : undefined),
    })
    hand.sell()
    hand.choose('refused')
    const before = plain(hand.paper()).length
    hand.answer = reversalAnswer
    hand.passMs(2_000)
    expect(plain(hand.paper()).slice(before)).toEqual([
      '掉单实验室 DROP LAB',
      '通知单 NOTICE',
      '商户编号 MERCHANT NO: 898320055110001',
      '终端编号 TERMINAL NO: 10000001',
      '卡号 CARD NO: 621234******0019',
      '交易类型 TYPE: 交易已取消 CANCELLED',
      '批次号 BATCH NO: 000001',
      '凭证号 TRACE NO: 000002',
      '日期时间 DATE/TIME: 2026/01/05 09:00:02',
      '金额 AMOUNT: CNY 128.00',
      '原因 REASON: 06',
      '操作员 OPERATOR: 01',
      '款项将退回持卡人 THE AMOUNT GOES BACK',
      '*** 完 END 000002 M ***',
    ])
  })

  it('has a note for an approval with a condition', () => {
    const hand = new Hand(terminalConfig(), {
      answer: (request) => (request.mti === '0200' ? approval(request, { 39: 'A2' }) : undefined),
    })
    hand.sell(12800, '123456')
    expect(hand.paper()).toContain('备注 NOTE: 交易成功，请向发卡行确认')
  })

  it('prints rare characters, and a question mark for what no printer has', () => {
    const text = decodeText(printJob([{ text: '𠮷㐂é囍\u0007\ud800\ue5e5 ok' }]))
    expect(text).toContain('𠮷㐂é囍??? ok')
  })
})

describe('the screen', () => {
  it('has a text in both languages for each prompt, and no place holder is left', () => {
    const values = {
      batch: '000001',
      stan: '000002',
      amountMinor: 12800,
      code: '51',
      reason: 'exhausted',
      cause: 'jammed',
      end: 'reversed',
      attempt: 1,
      balanceMinor: 5,
    }
    for (const name of promptNames) {
      const prompt = promptOf(name, values)
      for (const lang of ['zh', 'en'] as const) {
        const lines = promptLines(prompt, lang)
        expect(lines.length).toBeGreaterThan(0)
        expect(lines.join('')).not.toMatch(/[{}|]|undefined/)
      }
      expect(promptLines(prompt, 'zh').join('')).toMatch(/\p{Script=Han}/u)
      expect(promptLines(prompt, 'en').join('')).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('says of the last purchase how it really ended, and of no transaction which one is meant', () => {
    const ended = { batch: '000001', stan: '000002', amountMinor: 12800 }
    const lines = (end: string, pending = {}) =>
      promptLines(promptOf('duplicateSuspected', { ...ended, end, ...pending }), 'en').at(-1)
    expect(lines('approved')).toBe('The last one: approved, trace 000002')
    expect(lines('reversed')).toBe('The last one: Reversed, not charged, trace 000002')
    expect(lines('reversed', { pending: 1 })).toBe(
      'The last one: Not confirmed as reversed, to be checked, trace 000002',
    )
    expect(promptLines(promptOf('noTransaction'), 'zh')).toEqual(['无此交易'])
    expect(promptLines(promptOf('noTransaction', { ...ended, end: 'owed' }), 'zh')).toEqual([
      '无此交易',
      'CNY 128.00 凭证号 000002',
      '待冲正',
    ])
  })

  it('says what the host said', () => {
    expect(promptLines(promptOf('declined', { code: '51', amountMinor: 12800 }), 'zh')).toEqual([
      '余额不足，请查询 51',
      'CNY 128.00',
    ])
    expect(promptLines(promptOf('paperOut'), 'zh')).toEqual(['打印机缺纸', '请装纸后确认'])
  })
})

describe('local time', () => {
  it('is what a calendar says, in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7_000_000_000_000 }),
        fc.integer({ min: -720, max: 840 }),
        (atMs, offset) => {
          const text = new Date(atMs + offset * 60_000).toISOString()
          const { year, date, time } = localTime(atMs, offset)
          expect(`${year}${date}${time}`).toBe(text.replaceAll(/[-:T]/g, '').slice(0, 14))
        },
      ),
    )
  })
})
