import type { Bilingual } from '../../protocol/index.ts'
import type { PromptName } from '../../terminal/index.ts'
import type { Matter } from './matter.ts'

/** What is wrong with one purchase, its key first. */
export function about({ key }: Matter, en: string, zh: string): Bilingual {
  return { en: `${key}: ${en}`, zh: `${key}：${zh}` }
}

/** How a sale ended, or what a slip says of it, in Chinese. */
export function wordZh(name: string): string {
  return words[name] ?? name
}

/** A screen of the terminal in Chinese; that of another firmware keeps its name. */
export function screenName(prompt: string): string {
  return screens.get(prompt) ?? prompt
}

const words: Readonly<Record<string, string>> = {
  approved: '已批准',
  declined: '已拒绝',
  reversed: '已冲正',
  cancelled: '已取消',
  cleared: '已清除',
  void: '已撤销',
}

const ownScreens: Readonly<Record<PromptName, string>> = {
  booting: '正在启动',
  signingOn: '正在签到',
  signOnFailed: '签到失败',
  keyCheckFailed: '下载工作密钥失败',
  signedOff: '未签到，请签到',
  idle: '请选择交易',
  printerBusy: '打印机忙，请稍候',
  printerNotReady: '打印机未就绪',
  batteryLow: '电量不足',
  enterAmount: '请输入金额',
  presentCard: '请刷卡或插卡',
  cardMisread: '读卡失败，请重新刷卡',
  insertCard: '芯片卡，请插卡',
  enterPin: '请输入密码',
  readingChip: '正在读卡，请勿拔卡',
  completingChip: '正在处理，请勿拔卡',
  cardDeclined: '平台批准卡片拒绝',
  duplicateSuspected: '疑似重复交易',
  connecting: '正在连接',
  sending: '正在发送',
  awaiting: '等待应答',
  connectFailed: '通讯失败，交易未发出',
  storageFull: '存储已满，交易取消',
  approved: '交易成功',
  partiallyApproved: '部分承兑',
  declined: '交易被拒绝',
  inDoubt: '交易结果未知',
  querying: '正在查询交易结果',
  reversing: '正在冲正',
  reversalRefused: '冲正被拒绝',
  reversed: '已冲正',
  cancelled: '交易已取消',
  printing: '正在打印',
  signature: '请持卡人签名',
  paperOut: '打印机缺纸',
  printerFault: '打印失败',
  slipIncomplete: '上一笔凭证不完整',
  noTransaction: '无此交易',
  blocked: '终端已锁定',
  supervisorCode: '请输入主管密码',
  supervisor: '主管菜单',
  wrongCode: '密码错',
  recorded: '已记录',
  cleared: '冲正已清除',
  outOfService: '终端停用',
  balance: '可用余额',
  balanceFailed: '查询失败',
  settleFirst: '请先结算',
}
const screens: ReadonlyMap<string, string> = new Map(Object.entries(ownScreens))
