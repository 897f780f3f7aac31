import { codes } from './codes.ts'
import type { Prompt } from './devices.ts'
import type { PromptName } from './prompts.ts'
import { money } from './receipts.ts'

type Lang = 'en' | 'zh'
/** Lines divided by `|`; `{name}` is a value of the prompt, `{amount}` and `{codeText}` are made of them. */
type Text = Readonly<Record<Lang, string>>

const texts: Readonly<Record<PromptName, Text>> = {
  booting: { zh: '正在启动', en: 'Starting' },
  signingOn: { zh: '正在签到', en: 'Signing on' },
  signOnFailed: { zh: '签到失败 {reason}{code}|{codeText}', en: 'Sign-on failed {reason}{code}|{codeText}' },
  keyCheckFailed: { zh: '下载工作密钥失败', en: 'Working keys failed their check' },
  signedOff: { zh: '未签到，请签到', en: 'Signed off, please sign on' },
  idle: { zh: '请选择交易', en: 'Ready, choose a transaction' },
  printerBusy: { zh: '打印机忙，请稍候', en: 'Printer busy, please wait' },
  printerNotReady: {
    zh: '打印机未就绪：{causeText}|排除后确认，或继续交易、稍后打印',
    en: 'Printer not ready: {causeText}|Confirm once mended, or go on and print later',
  },
  batteryLow: { zh: '电量不足|请充电后确认', en: 'Battery low|Charge it and confirm' },
  enterAmount: { zh: '请输入金额|{lowText}', en: 'Enter the amount|{lowText}' },
  presentCard: { zh: '请刷卡或插卡|{amount}', en: 'Swipe or insert the card|{amount}' },
  cardMisread: { zh: '读卡失败，请重新刷卡|{amount}', en: 'Card not read, swipe again|{amount}' },
  insertCard: { zh: '芯片卡，请插卡|{amount}', en: 'The card has a chip, insert it|{amount}' },
  enterPin: { zh: '请输入密码|{amount}|无密码请按确认', en: 'Enter the PIN|{amount}|No PIN: press enter' },
  readingChip: { zh: '正在读卡，请勿拔卡|{amount}', en: 'Reading the chip, leave the card in|{amount}' },
  completingChip: { zh: '正在处理，请勿拔卡|{amount}', en: 'Processing, leave the card in|{amount}' },
  cardDeclined: {
    zh: '平台批准卡片拒绝|交易未成功|{amount} 凭证号 {stan}',
    en: 'Approved by the host, declined by the card|Not paid|{amount}, trace {stan}',
  },
  cardRemoved: {
    zh: '平台已批准，卡片被拔出|交易未成功|{amount} 凭证号 {stan}',
    en: 'Approved by the host, but the card was out|Not paid|{amount}, trace {stan}',
  },
  duplicateSuspected: {
    zh: '疑似重复交易|{amount}|上一笔：{endText} 凭证号 {stan}',
    en: 'Same purchase twice?|{amount}|The last one: {endText}, trace {stan}',
  },
  connecting: { zh: '正在连接', en: 'Connecting' },
  sending: { zh: '正在发送|{amount}', en: 'Sending|{amount}' },
  awaiting: { zh: '等待应答|{amount}', en: 'Waiting for the answer|{amount}' },
  connectFailed: { zh: '通讯失败，交易未发出|{amount}', en: 'No connection, nothing was sent|{amount}' },
  storageFull: { zh: '存储已满，交易取消|{amount}', en: 'Storage full, sale cancelled|{amount}' },
  approved: { zh: '交易成功|{amount}|凭证号 {stan}', en: 'Approved|{amount}|Trace {stan}' },
  partiallyApproved: {
    zh: '部分承兑|{amount}|余款请用其他方式收取',
    en: 'Approved in part|{amount}|Take the rest in another way',
  },
  declined: { zh: '{declineText} {code}|{amount}', en: '{declineText} {code}|{amount}' },
  inDoubt: {
    zh: '交易结果未知|请勿重复扣款|{amount} 凭证号 {stan}|{doubtText}',
    en: 'Outcome unknown|Do not charge again|{amount}, trace {stan}|{doubtText}',
  },
  querying: { zh: '正在查询交易结果|{amount} 凭证号 {stan}', en: 'Asking for the outcome|{amount}, trace {stan}' },
  reversing: {
    zh: '正在冲正 第{attempt}次|{amount} 凭证号 {stan}',
    en: 'Reversing, attempt {attempt}|{amount}, trace {stan}',
  },
  reversalRefused: { zh: '冲正被拒绝 {code}|{codeText}', en: 'Reversal refused {code}|{codeText}' },
  reversed: {
    zh: '{endText}|{amount} 凭证号 {stan}',
    en: '{endText}|{amount}, trace {stan}',
  },
  cancelled: { zh: '交易已取消|{amount}', en: 'Transaction cancelled|{amount}' },
  printing: { zh: '正在打印', en: 'Printing' },
  signature: { zh: '请持卡人签名|{amount}', en: 'Have the slip signed|{amount}' },
  paperOut: { zh: '打印机缺纸|请装纸后确认', en: 'Printer out of paper|Load paper and confirm' },
  printerFault: { zh: '打印失败 {causeText}', en: 'Printing failed: {causeText}' },
  slipIncomplete: {
    zh: '上一笔凭证不完整|{amount} 凭证号 {stan}',
    en: 'The last slip is incomplete|{amount}, trace {stan}',
  },
  noTransaction: {
    zh: '无此交易|{amount} {traceText}|{endText}',
    en: 'No such transaction|{amount} {traceText}|{endText}',
  },
  blocked: {
    zh: '终端已锁定：{reasonText}|{amount} {traceText}',
    en: 'Blocked: {reasonText}|{amount} {traceText}',
  },
  supervisorCode: { zh: '请输入主管密码', en: 'Enter the supervisor code' },
  supervisor: { zh: '主管菜单', en: 'Supervisor' },
  wrongCode: { zh: '密码错', en: 'Wrong code' },
  recorded: { zh: '已记录', en: 'Recorded' },
  cleared: {
    zh: '冲正已清除|{amount} 凭证号 {stan}|请调账',
    en: 'Reversal cleared|{amount}, trace {stan}|To be adjusted',
  },
  outOfService: { zh: '{reasonText}', en: 'Out of service|{reasonText}' },
  balance: { zh: '可用余额|{balance}', en: 'Available balance|{balance}' },
  balanceFailed: { zh: '查询失败 {reason}{code}|{codeText}', en: 'Enquiry failed {reason}{code}|{codeText}' },
  settleFirst: { zh: '请先结算', en: 'Settle first' },
}

const words: Readonly<Record<string, Text>> = {
  approved: { zh: '已成功', en: 'approved' },
  declined: { zh: '未成功', en: 'declined' },
  reversed: { zh: '已冲正', en: 'reversed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  cleared: { zh: '已清除，待调账', en: 'cleared, to be adjusted' },
  connectFailed: { zh: '未发出', en: 'not sent' },
  inDoubt: { zh: '结果未知', en: 'outcome unknown' },
  owed: { zh: '待冲正', en: 'reversal still owed' },
  paperOut: { zh: '缺纸', en: 'out of paper' },
  jammed: { zh: '卡纸', en: 'paper jam' },
  coverOpen: { zh: '机盖打开', en: 'cover open' },
  overheated: { zh: '打印头过热', en: 'head too hot' },
  lowVoltage: { zh: '电压过低', en: 'low voltage' },
  cutterFailed: { zh: '切刀故障', en: 'cutter stuck' },
  offline: { zh: '打印机离线', en: 'printer offline' },
  unknown: { zh: '打印结果未知', en: 'the end is unknown' },
  exhausted: { zh: '冲正次数用尽，请联系收单行', en: 'reversal had no success, call the acquirer' },
  storage: { zh: '存储故障', en: 'storage fault' },
  journal: { zh: '日志损坏，请联系主管', en: 'journal damaged, call the supervisor' },
  counters: { zh: '流水号不可读，请重新激活', en: 'trace number unreadable, activate again' },
  stanConflict: { zh: '流水号异常，请重新签到', en: 'trace number conflict, sign on again' },
}

/** What a prompt is called: its first line up to the first value; '' where that is all value, undefined for a name of nobody's. */
export function promptTitle(name: string, lang: Lang): string | undefined {
  return texts[name as PromptName]?.[lang].split(/[|{：: ]/)[0]
}

/** The screen texts of a prompt, one a line. */
export function promptLines(prompt: Prompt, lang: Lang): string[] {
  const text = texts[prompt.name as PromptName]?.[lang] ?? prompt.name
  return text
    .split('|')
    .map((line) => line.replaceAll(/\{(\w+)\}/g, (_, name: string) => wordFor(name, prompt.values, lang)).trim())
    .filter((line) => line !== '')
}

const NO_CODE = { zh: '未成功，无应答码', en: 'Declined, no response code' } as const

function wordFor(name: string, values: Prompt['values'], lang: Lang): string {
  if (name === 'amount') return amountText(values['amountMinor'])
  if (name === 'balance') return amountText(values['balanceMinor'])
  if (name === 'endText') return endText(values, lang)
  if (name === 'lowText') return values['paperLow'] === 1 ? PAPER_LOW[lang] : ''
  if (name === 'traceText') return values['stan'] === undefined ? '' : `${TRACE[lang]} ${values['stan']}`
  // An approval that is not believed must not read as one.
  if (name === 'doubtText')
    return codes[String(values['code'] ?? '')]?.group === 'A' ? '' : wordFor('codeText', values, lang)
  if (name === 'declineText') return values['code'] === '' ? NO_CODE[lang] : wordFor('codeText', values, lang)
  if (name === 'codeText') return codes[String(values['code'] ?? '')]?.[lang] ?? ''
  if (name.endsWith('Text')) {
    const value = String(values[name.slice(0, -'Text'.length)] ?? '')
    return words[value]?.[lang] ?? value
  }
  return String(values[name] ?? '')
}

/** How the sale that a prompt names ended: reversed, unless `end` says otherwise. */
function endText(values: Prompt['values'], lang: Lang): string {
  if (values['stan'] === undefined) return ''
  const end = String(values['end'] ?? 'reversed')
  if (end !== 'reversed') return words[end]?.[lang] ?? end
  return (values['pending'] === 1 ? unconfirmed : takenBack)[lang]
}

const PAPER_LOW = { zh: '打印纸将尽', en: 'Paper is running low' } as const
const TRACE = { zh: '凭证号', en: 'trace' } as const

/** A reversal that found nothing to take back proves nothing about who paid. */
const unconfirmed = { zh: '冲正未获确认，待查', en: 'Not confirmed as reversed, to be checked' } as const
const takenBack = { zh: '已冲正，未扣款', en: 'Reversed, not charged' } as const

function amountText(minor: string | number | undefined): string {
  return minor === undefined ? '' : money(Number(minor))
}
