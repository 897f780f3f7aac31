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
  cleared: { en: 'cleared', zh: '已清除' },
  exhausted: { en: 'exhausted', zh: '冲正用尽' },
  receiptCommitted: { en: 'receipt committed', zh: '签购单已定' },
  printed: { en: 'printed', zh: '已打印' },
  batch: { en: 'batch', zh: '批次' },
  audit: { en: 'audit', zh: '审计' },
  hostApproval: { en: "the host's approval", zh: '平台批准' },
  repair: { en: 'a repaired bank', zh: '修复的存储区' },
  compaction: { en: 'a compacted bank', zh: '整理的存储区' },
  // What the host did.
  captured: { en: 'captured', zh: '已扣款' },
  declined: { en: 'declined', zh: '已拒绝' },
  doubtful: { en: 'doubtful', zh: '存疑' },
  repeated: { en: 'a repeat', zh: '重复请求' },
  reversed: { en: 'reversed', zh: '已冲正' },
  tombstoned: { en: 'no such sale, a tombstone is due', zh: '无此交易，应登记墓碑' },
  unchanged: { en: 'takes nothing back', zh: '未退款' },
  told: { en: 'told', zh: '已告知' },
  signedOn: { en: 'signed on', zh: '签到成功' },
  held: { en: 'held', zh: '挂起' },
  tombstone: { en: 'the tombstone of', zh: '墓碑' },
  void: { en: 'void', zh: '撤销' },
  // What stops a printer.
  paperOut: { en: 'out of paper', zh: '缺纸' },
  jammed: { en: 'jammed', zh: '卡纸' },
  coverOpen: { en: 'cover open', zh: '盖未合' },
  overheated: { en: 'overheated', zh: '过热' },
  lowVoltage: { en: 'voltage too low', zh: '电压低' },
  cutterFailed: { en: 'cutter failed', zh: '切刀故障' },
  offline: { en: 'offline', zh: '脱机' },
  busy: { en: 'busy, it took nothing', zh: '忙，未接收' },
  unknown: { en: 'nobody knows how far it came', zh: '打印情况不明' },
  powerLost: { en: 'power lost', zh: '断电' },
  // What a chip answers.
  ARQC: { en: 'it asks its issuer (ARQC)', zh: '请求联机授权' },
  TC: { en: 'approved (TC)', zh: '批准' },
  AAC: { en: 'declined (AAC)', zh: '拒绝' },
  // Accounts.
  cardholder: { en: 'card holder', zh: '持卡人' },
  merchant: { en: 'merchant', zh: '商户' },
  clearing: { en: 'clearing', zh: '清算' },
  issuer: { en: 'issuer', zh: '发卡行' },
  acquirer: { en: 'acquirer', zh: '收单行' },
  // Differences: why money is not where it belongs, and who was told.
  malformedForget: { en: 'a malformed answer was forgotten', zh: '残缺应答被忽略' },
  declineMacIgnored: { en: 'the MAC of a decline was not asked for', zh: '拒绝应答未验 MAC' },
  otherDay: { en: 'the reversal came on another business day', zh: '冲正跨日' },
  batchClosed: { en: 'the batch was closed', zh: '批次已结' },
  confirmLate: { en: 'the confirmation came too late', zh: '确认过迟' },
  reversalDropped: { en: 'the reversal was given up', zh: '冲正被放弃' },
  upstreamLost: {
    en: 'lost behind the host: its own reversal, or its clearing to the merchant',
    zh: '主机上游冲正或对商户清算丢失',
  },
  banksLost: { en: 'both banks of the journal were lost', zh: '两份存储均损坏' },
  terminalPaper: { en: "the terminal's paper", zh: '终端凭条' },
  hostExceptions: { en: "the host's exception list", zh: '主机差错清单' },
  // Why the terminal takes no notice of an answer.
  'another message type': { en: 'another message type', zh: '报文类型不符' },
  'another trace number': { en: 'another trace number', zh: '流水号不符' },
  'another terminal or merchant': { en: 'another terminal or merchant', zh: '终端或商户不符' },
  'its MAC is not right': { en: 'its MAC is not right', zh: 'MAC 不对' },
  'another original': { en: 'it is about another original', zh: '原交易不符' },
  'an answer that says nothing': { en: 'it says nothing', zh: '应答无内容' },
  'nothing is awaited': { en: 'nothing is awaited', zh: '没有等待中的请求' },
  'does not decode': { en: 'does not decode', zh: '无法解析' },
  // What the host cries out about.
  keyReused: { en: 'a trace number used for another purchase', zh: '流水号被另一笔交易使用' },
  reversalOfAnother: { en: 'the reversal of another purchase', zh: '冲正与原交易不符' },
  queryOfAnother: { en: 'a query about another purchase', zh: '查询与原交易不符' },
  // The two machines, and the line.
  terminal: { en: 'terminal', zh: '终端' },
  host: { en: 'host', zh: '主机' },
  line: { en: 'line', zh: '线路' },
}
