import { expect, test } from 'vitest'
import { isEndMark, newSlip, opensSlip, readLine } from '../../../scenarios/judge/slip.ts'

const lines = [
  '示例商店 EXAMPLE STORE',
  '商户编号 MERCHANT NO: 898320053110001',
  '终端编号 TERMINAL NO: 20260001',
  '卡号 CARD NO: 621234******0001 S',
  '交易类型 TYPE: 消费 SALE',
  '批次号 BATCH NO: 000001',
  '凭证号 TRACE NO: 000007',
  '日期时间 DATE/TIME: 2026/01/05 09:00:03',
  '金额 AMOUNT: CNY 1,128.00',
  '商户存根 MERCHANT COPY',
  '*** 完 END 000007 M ***',
]

test('a slip is read by its labels', () => {
  const slip = read(lines)
  expect(slip).toMatchObject({
    type: 'approval',
    batch: '000001',
    stan: '000007',
    merchantNo: '898320053110001',
    maskedPan: '621234******0001',
    amountMinor: 112_800,
    copy: 'M',
    marked: false,
    complete: true,
  })
})

test('a slip without its end mark is partial', () => {
  expect(read(lines.slice(0, -1))).toMatchObject({ complete: false, copy: 'M', stan: '000007' })
})

test('the duplicate mark and the kind of notice are seen', () => {
  expect(read([...lines.slice(0, 9), '重打印凭证 DUPLICATE']).marked).toBe(true)
  const types = [
    '交易已取消 CANCELLED',
    '待查 PENDING',
    '清除冲正 CLEARED',
    '已冲正 REVERSED',
    '撤销 VOID',
    '余额 BALANCE',
  ]
  expect(types.map((type) => read([`交易类型 TYPE: ${type}`]).type)).toEqual([
    'cancelled',
    'pending',
    'cleared',
    'reversed',
    'void',
    'other',
  ])
})

test('an amount that is none is no amount', () => {
  for (const text of ['CNY', 'CNY 12', '12.3', 'CNY -1.00', '']) {
    expect(read([`金额 AMOUNT: ${text}`]).amountMinor).toBeUndefined()
  }
})

test('the end mark is told from lines that only look like it', () => {
  expect(isEndMark('*** 完 END 000007 C ***')).toBe(true)
  for (const text of ['*** END 000007 C ***', '*** 完 END 7 C ***', '*** 完 END 000007 X ***', '']) {
    expect(isEndMark(text)).toBe(false)
  }
  expect(opensSlip('商户编号 MERCHANT NO: 1')).toBe(true)
})

function read(texts: readonly string[]) {
  const slip = newSlip(1)
  for (const text of texts) readLine(slip, text)
  return slip
}
