import type { TerminalProfile } from './profile.ts'

/** One response code: what it means, the class that chooses the kind of text, and what the clerk reads. */
export interface CodeEntry {
  /** The letter of the list the texts come from; it never decides about money. */
  readonly group: 'A' | 'B' | 'C' | 'D' | 'E'
  readonly zh: string
  readonly en: string
}

const CALL_ISSUER = { zh: '交易失败，请联系发卡行', en: 'Failed, call the card issuer' }
const RETAIN = { zh: '没收卡，请联系收单行', en: 'Keep the card, call the acquirer' }
const TRY_LATER = { zh: '交易失败，请稍后重试', en: 'Failed, try again later' }
const RESIGN = { zh: '校验错，请重新签到', en: 'Check failed, sign on again' }
const TRY_AGAIN = { zh: '交易失败，请重试', en: 'Failed, please try again' }
const NOT_ACCEPTED = { zh: '此卡不能受理', en: 'Card not accepted here' }
const NOT_PERMITTED = { zh: '交易失败，请联系收单行或银联', en: 'Failed, call the acquirer' }
const LATE = { zh: '交易超时，请重试', en: 'Timed out' }
const EXPIRED = { zh: '过期卡，请联系发卡行', en: 'Card expired, call the issuer' }
const PIN_TRIES = { zh: '密码错误次数超限', en: 'Too many wrong PINs' }

/** The whole list; what is not in it is unknown, and unknown is never declined. */
export const codes: Readonly<Record<string, CodeEntry>> = {
  '00': { group: 'A', zh: '交易成功', en: 'Approved' },
  '01': { group: 'C', ...CALL_ISSUER },
  '02': { group: 'C', ...CALL_ISSUER },
  '03': { group: 'C', zh: '商户未登记', en: 'Merchant not registered' },
  '04': { group: 'D', ...RETAIN },
  '05': { group: 'C', ...CALL_ISSUER },
  '06': { group: 'E', ...CALL_ISSUER },
  '07': { group: 'D', ...RETAIN },
  '09': { group: 'B', ...TRY_AGAIN },
  '10': { group: 'A', zh: '部分承兑', en: 'Approved in part' },
  '11': { group: 'A', zh: '交易成功，重要人物', en: 'Approved, VIP' },
  '12': { group: 'C', ...TRY_AGAIN },
  '13': { group: 'B', zh: '交易金额超限，请重试', en: 'Amount over the limit' },
  '14': { group: 'B', zh: '无效卡号，请联系发卡行', en: 'Invalid card, call the issuer' },
  '15': { group: 'C', ...NOT_ACCEPTED },
  '19': { group: 'C', ...CALL_ISSUER },
  '20': { group: 'C', ...CALL_ISSUER },
  '21': { group: 'C', ...CALL_ISSUER },
  '22': { group: 'C', zh: '操作有误，请重试', en: 'Wrong operation, try again' },
  '23': { group: 'C', ...CALL_ISSUER },
  '25': { group: 'C', ...CALL_ISSUER },
  '30': { group: 'C', ...TRY_AGAIN },
  '31': { group: 'C', ...NOT_ACCEPTED },
  '33': { group: 'D', ...EXPIRED },
  '34': { group: 'D', ...RETAIN },
  '35': { group: 'D', ...RETAIN },
  '36': { group: 'D', zh: '此卡有误，请换卡重试', en: 'Card restricted, use another' },
  '37': { group: 'D', ...RETAIN },
  '38': { group: 'D', ...PIN_TRIES },
  '39': { group: 'C', ...CALL_ISSUER },
  '40': { group: 'C', ...CALL_ISSUER },
  '41': { group: 'D', ...RETAIN },
  '42': { group: 'B', zh: '交易失败，请联系发卡方', en: 'Failed, call the card issuer' },
  '43': { group: 'D', ...RETAIN },
  '44': { group: 'C', ...CALL_ISSUER },
  '45': { group: 'C', zh: '交易失败，请使用芯片', en: 'Failed, use the chip' },
  '51': { group: 'C', zh: '余额不足，请查询', en: 'Insufficient funds' },
  '52': { group: 'C', ...CALL_ISSUER },
  '53': { group: 'C', ...CALL_ISSUER },
  '54': { group: 'C', ...EXPIRED },
  '55': { group: 'C', zh: '密码错，请重试', en: 'Wrong PIN' },
  '56': { group: 'C', ...CALL_ISSUER },
  '57': { group: 'C', ...CALL_ISSUER },
  '58': { group: 'C', zh: '终端无效，请联系收单行或银联', en: 'Terminal invalid, call the acquirer' },
  '59': { group: 'C', ...CALL_ISSUER },
  '60': { group: 'C', ...CALL_ISSUER },
  '61': { group: 'C', zh: '金额太大', en: 'Amount too large' },
  '62': { group: 'C', ...CALL_ISSUER },
  '63': { group: 'C', ...CALL_ISSUER },
  '64': { group: 'C', ...CALL_ISSUER },
  '65': { group: 'C', zh: '超出取款次数限制', en: 'Too many withdrawals' },
  '66': { group: 'C', ...NOT_PERMITTED },
  '67': { group: 'C', zh: '没收卡', en: 'Keep the card' },
  '68': { group: 'C', ...LATE },
  '75': { group: 'C', ...PIN_TRIES },
  '77': { group: 'D', zh: '请向网络中心签到', en: 'Sign on with the host' },
  '79': { group: 'C', zh: 'POS终端重传脱机数据', en: 'Upload offline data again' },
  '90': { group: 'C', ...TRY_LATER },
  '91': { group: 'C', ...TRY_LATER },
  '92': { group: 'C', ...TRY_LATER },
  '93': { group: 'C', ...CALL_ISSUER },
  '94': { group: 'C', ...TRY_LATER },
  '95': { group: 'C', ...TRY_LATER },
  '96': { group: 'C', ...TRY_LATER },
  '97': { group: 'D', zh: '终端未登记，请联系收单行或银联', en: 'Terminal not registered, call the acquirer' },
  '98': { group: 'E', ...LATE },
  '99': { group: 'B', ...RESIGN },
  A0: { group: 'B', ...RESIGN },
  A2: { group: 'A', zh: '交易成功，请向发卡行确认', en: 'Approved, confirm with the issuer' },
  A4: { group: 'A', zh: '交易成功，请向发卡行确认', en: 'Approved, confirm with the issuer' },
  A5: { group: 'A', zh: '交易成功，请向发卡行确认', en: 'Approved, confirm with the issuer' },
  A6: { group: 'A', zh: '交易成功，请向发卡行确认', en: 'Approved, confirm with the issuer' },
}

/** What a code does to the money: it moved; it did not; nobody knows. */
export function effectOf(code: string, profile: TerminalProfile): 'approved' | 'declined' | 'doubt' {
  const entry = codes[code]
  if (entry === undefined || profile.doubtCodes.includes(code)) return 'doubt'
  return approvingCodes.has(code) ? 'approved' : 'declined'
}

/** The positive list: only these move money. */
export const approvingCodes: ReadonlySet<string> = new Set(['00', '10', '11', 'A2', 'A4', 'A5', 'A6'])

/** Full approvals that deserve a line on the slip, and the partial one. */
export function noteOn(code: string): CodeEntry | undefined {
  return code === '00' ? undefined : codes[code]
}

/** Codes after which working keys or batch are doubtful: sign on again. */
export const signOnCodes: ReadonlySet<string> = new Set(['77', '99', 'A0'])

/** Codes of a 0410 that ask to sign on once and send again. */
export const reversalSignOnCodes: ReadonlySet<string> = new Set(['77', '97', '99', 'A0'])
