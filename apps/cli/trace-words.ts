import type { Bilingual } from '../../protocol/index.ts'
import type { Lang } from './edges.ts'

/** A name that the trace uses, said to people; a name without a word of its own stays as it is. */
export function wordFor(name: unknown, lang: Lang): string {
  return words[String(name)]?.[lang] ?? String(name)
}

/** What the keys of the terminal, the records of its journal, the host's decisions and the printer's troubles are called. */
const words: Readonly<Record<string, Bilingual>> = {
  // Choices.
  sale: { en: 'sale', zh: '消费' },
  balance: { en: 'balance', zh: '余额' },
  reprint: { en: 'reprint', zh: '重打印' },
  signOn: { en: 'sign on', zh: '签到' },
  supervisor: { en: 'supervisor', zh: '主管' },
  goOn: { en: 'go on', zh: '继续' },
  cancel: { en: 'cancel', zh: '取消' },
  confirm: { en: 'confirm', zh: '确认' },
  signed: { en: 'signed', zh: '已签名' },
  refused: { en: 'refused', zh: '拒绝' },
  later: { en: 'later', zh: '以后' },
  sendAgain: { en: 'send again', zh: '再发冲正' },
  clear: { en: 'clear', zh: '清除冲正' },
  back: { en: 'back', zh: '返回' },
  accept: { en: 'accept', zh: '认定成功' },
  decline: { en: 'decline', zh: '认定失败' },
  // Records of the journal.
  counters: { en: 'counters', zh: '计数器' },
  intent: { en: 'intent', zh: '交易意向' },
  outcome: { en: 'outcome', zh: '交易结果' },
  owed: { en: 'owed', zh: '待冲正' },
  cleared: { en: 'cleared', zh: '已了结' },
  exhausted: { en: 'exhausted', zh: '冲正用尽' },
  receiptCommitted: { en: 'receipt committed', zh: '签购单已定' },
  printed: { en: 'printed', zh: '已打印' },
  batch: { en: 'batch', zh: '批次' },
  audit: { en: 'audit', zh: '审计' },
  // What the host did.
  captured: { en: 'captured', zh: '已扣款' },
  declined: { en: 'declined', zh: '已拒绝' },
  doubtful: { en: 'doubtful', zh: '存疑' },
  repeated: { en: 'a repeat', zh: '重复请求' },
  reversed: { en: 'reversed', zh: '已冲正' },
  tombstoned: { en: 'unknown, key burnt', zh: '无此交易，已封存' },
  unchanged: { en: 'nothing changes', zh: '无变化' },
  told: { en: 'told', zh: '已告知' },
  signedOn: { en: 'signed on', zh: '签到成功' },
  held: { en: 'held', zh: '挂起' },
  // What stops a printer.
  paperOut: { en: 'out of paper', zh: '缺纸' },
  jammed: { en: 'jammed', zh: '卡纸' },
  coverOpen: { en: 'cover open', zh: '盖未合' },
  overheated: { en: 'overheated', zh: '过热' },
  lowVoltage: { en: 'voltage too low', zh: '电压低' },
  cutterFailed: { en: 'cutter failed', zh: '切刀故障' },
  offline: { en: 'offline', zh: '脱机' },
  unknown: { en: 'nobody knows how far it came', zh: '打印情况不明' },
  powerLost: { en: 'power lost', zh: '断电' },
  // The two machines, and the line.
  terminal: { en: 'terminal', zh: '终端' },
  host: { en: 'host', zh: '主机' },
  line: { en: 'line', zh: '线路' },
}
