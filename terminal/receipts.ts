import { readChipData } from '../protocol/index.ts'
import { unseal } from './cards.ts'
import { noteOn } from './codes.ts'
import type { SlipLine } from './escpos.ts'
import { localTime } from './instants.ts'
import type { LoggedSale, Notice } from './kept.ts'
import type { TerminalConfig } from './profile.ts'

export type Copy = 'merchant' | 'customer'

/** The lines of a sale's slip but for the end mark: without that, a copy is not complete. */
export function saleSlip(config: TerminalConfig, sale: LoggedSale, copy: Copy, marked: boolean): readonly SlipLine[] {
  const { approval } = sale
  const note = noteOn(approval.responseCode)
  const signed = copy === 'merchant' && sale.entryMode.endsWith('2')
  return [
    ...heading(config, 'POS 签购单 SALES SLIP'),
    { text: `卡号 CARD NO: ${sale.maskedPan} ${sale.entryMode.startsWith('05') ? 'C' : 'S'}` },
    { text: '交易类型 TYPE: 消费 SALE' },
    { text: `批次号 BATCH NO: ${sale.batch}` },
    { text: `凭证号 TRACE NO: ${sale.stan}` },
    { text: `授权码 AUTH NO: ${approval.approvalCode}` },
    { text: `参考号 REF NO: ${approval.rrn}` },
    { text: `日期时间 DATE/TIME: ${slipTime(config, sale)}` },
    ...chipLines(config, sale),
    { text: `金额 AMOUNT: ${money(approval.approvedMinor)}`, bold: true, big: true },
    { text: `操作员 OPERATOR: ${config.operatorNo}` },
    ...(note === undefined ? [] : [{ text: `备注 NOTE: ${note.zh} ${note.en}` }]),
    ...(signed ? [{ text: '持卡人签名 SIGNATURE:' }, { text: '' }] : []),
    ...(marked ? [{ text: '重打印凭证 DUPLICATE', bold: true }] : []),
    { text: copy === 'merchant' ? '商户存根 MERCHANT COPY' : '持卡人存根 CARDHOLDER COPY' },
  ]
}

/** What the chip had to say: which application approved (TC), its counter and what the terminal had found. */
function chipLines({ storageKeyHex }: TerminalConfig, { approval, approvedSeq }: LoggedSale): readonly SlipLine[] {
  if (approval.chip.length === 0) return []
  const data = readChipData(unseal(approval.chip, storageKeyHex, approvedSeq, approval.atMs))
  const said = (tag: string) => data?.get(tag) ?? ''
  return [
    { text: `AID: ${said('84')}` },
    { text: `TC: ${said('9F26')}` },
    { text: `ATC: ${said('9F36')} TVR: ${said('95')}` },
  ]
}

/** The last line of a copy, which makes it complete. */
export function endMark(stan: string, copy: Copy): SlipLine {
  return { text: `*** 完 END ${stan} ${copy === 'merchant' ? 'M' : 'C'} ***`, centred: true }
}

const NOTICES: Readonly<Record<Notice['slip'], { readonly type: string; readonly said: string }>> = {
  cancelled: { type: '交易已取消 CANCELLED', said: '款项将退回持卡人 THE AMOUNT GOES BACK' },
  pending: { type: '待查 PENDING', said: '请联系收单行核对 CHECK WITH THE ACQUIRER' },
  cleared: { type: '清除冲正 CLEARED', said: '单边账，请调账 ONE-SIDED, TO BE ADJUSTED' },
}

/** A slip that is no sale: cancelled, to be looked into, cleared by a supervisor. */
export function noticeSlip(config: TerminalConfig, notice: Notice, nowMs: number): readonly SlipLine[] {
  const { type, said } = NOTICES[notice.slip]
  return [
    ...heading(config, '通知单 NOTICE'),
    { text: `卡号 CARD NO: ${notice.maskedPan}` },
    { text: `交易类型 TYPE: ${type}`, bold: true },
    { text: `批次号 BATCH NO: ${notice.batch}` },
    { text: `凭证号 TRACE NO: ${notice.stan}` },
    { text: `日期时间 DATE/TIME: ${dateTime(config, nowMs)}` },
    { text: `金额 AMOUNT: ${money(notice.amountMinor)}`, bold: true },
    { text: `原因 REASON: ${notice.reason}` },
    { text: `操作员 OPERATOR: ${config.operatorNo}` },
    { text: said },
    endMark(notice.stan, 'merchant'),
  ]
}

/** `CNY 128.00` */
export function money(amountMinor: number): string {
  const sign = amountMinor < 0 ? '-' : ''
  const digits = String(Math.abs(amountMinor)).padStart(3, '0')
  return `CNY ${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function heading(config: TerminalConfig, title: string): readonly SlipLine[] {
  return [
    { text: config.merchantName, bold: true, centred: true },
    { text: title, centred: true },
    { text: `商户编号 MERCHANT NO: ${config.merchantId}` },
    { text: `终端编号 TERMINAL NO: ${config.terminalId}` },
  ]
}

/** When the host says it was; the year is the terminal's. */
function slipTime(config: TerminalConfig, { atMs, approval }: LoggedSale): string {
  if (approval.hostDate.length !== 4 || approval.hostTime.length !== 6) return dateTime(config, atMs)
  return spelled(localTime(atMs, config.profile.utcOffsetMinutes).year, approval.hostDate, approval.hostTime)
}

function dateTime({ profile }: TerminalConfig, atMs: number): string {
  const { year, date, time } = localTime(atMs, profile.utcOffsetMinutes)
  return spelled(year, date, time)
}

function spelled(year: number, date: string, time: string): string {
  return `${year}/${date.slice(0, 2)}/${date.slice(2)} ${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`
}
