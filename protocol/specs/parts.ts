import type { PartSpec } from '../spec.ts'

/** Field 60: what kind of transaction, in which batch, over which network. */
export const transactionParts: readonly PartSpec[] = [
  { id: 'type', length: 2, name: { en: 'Transaction type', zh: '交易类型码' } },
  { id: 'batch', length: 6, name: { en: 'Batch', zh: '批次号' } },
  { id: 'network', length: 3, name: { en: 'Network management code', zh: '网络管理信息码' } },
  { id: 'reader', length: 1, name: { en: 'Terminal reading capability', zh: '终端读取能力' } },
  { id: 'condition', length: 1, name: { en: 'Chip condition', zh: 'IC 卡条件代码' } },
  { id: 'partial', length: 1, name: { en: 'Partial approval supported', zh: '支持部分扣款标志' } },
  { id: 'account', length: 3, name: { en: 'Account type', zh: '账户类型' } },
]

/** Field 61: the transaction that this one is about. */
export const originalParts: readonly PartSpec[] = [
  { id: 'batch', length: 6, name: { en: 'Original batch', zh: '原批次号' } },
  { id: 'stan', length: 6, name: { en: 'Original trace number', zh: '原流水号' } },
  { id: 'date', length: 4, name: { en: 'Original date', zh: '原交易日期' } },
  { id: 'mode', length: 2, name: { en: 'Original authorisation mode', zh: '原授权方式' } },
  { id: 'institution', length: 11, name: { en: 'Original authorising institution', zh: '原授权机构代码' } },
]

/** Field 48 of a settlement: totals of the terminal's own cards and of foreign ones; each flag is the host's finding. */
export const totalsParts: readonly PartSpec[] = [
  { id: 'debitAmount', length: 12, name: { en: 'Debit amount', zh: '借记总金额' } },
  { id: 'debitCount', length: 3, name: { en: 'Debit count', zh: '借记总笔数' } },
  { id: 'creditAmount', length: 12, name: { en: 'Credit amount', zh: '贷记总金额' } },
  { id: 'creditCount', length: 3, name: { en: 'Credit count', zh: '贷记总笔数' } },
  { id: 'flag', length: 1, name: { en: 'Balanced', zh: '对账应答代码' } },
  { id: 'foreignDebitAmount', length: 12, name: { en: 'Foreign debit amount', zh: '外卡借记总金额' } },
  { id: 'foreignDebitCount', length: 3, name: { en: 'Foreign debit count', zh: '外卡借记总笔数' } },
  { id: 'foreignCreditAmount', length: 12, name: { en: 'Foreign credit amount', zh: '外卡贷记总金额' } },
  { id: 'foreignCreditCount', length: 3, name: { en: 'Foreign credit count', zh: '外卡贷记总笔数' } },
  { id: 'foreignFlag', length: 1, name: { en: 'Foreign balanced', zh: '外卡对账应答代码' } },
]

/** Field 54: one balance or amount. */
export const amountParts: readonly PartSpec[] = [
  { id: 'account', length: 2, name: { en: 'Account type', zh: '账户类型' } },
  { id: 'amountType', length: 2, name: { en: 'Amount type', zh: '金额类型' } },
  { id: 'currency', length: 3, name: { en: 'Currency', zh: '货币代码' } },
  { id: 'sign', length: 1, name: { en: 'Sign, C or D', zh: '余额符号' } },
  { id: 'amount', length: 12, name: { en: 'Amount', zh: '金额' } },
]

/** Field 63: the operator, then words of the host. */
export const operatorParts: readonly PartSpec[] = [
  { id: 'operator', length: 3, name: { en: 'Operator', zh: '操作员代码' } },
  { id: 'text', name: { en: 'Text', zh: '附加信息' } },
]

/** Field 63 of a re-query's answer (private extension): how the original was answered. */
export const queryParts: readonly PartSpec[] = [
  { id: 'operator', length: 3, name: { en: 'Operator', zh: '操作员代码' } },
  { id: 'originalCode', length: 2, name: { en: 'Response code of the original', zh: '原交易应答码' } },
]

/** Field 90 of ISO 8583: the original of a reversal. */
export const originalDataParts: readonly PartSpec[] = [
  { id: 'mti', length: 4, name: { en: 'Original message type', zh: '原消息类型' } },
  { id: 'stan', length: 6, name: { en: 'Original trace number', zh: '原流水号' } },
  { id: 'dateTime', length: 10, name: { en: 'Original date and time', zh: '原传输日期时间' } },
  { id: 'acquirer', length: 11, name: { en: 'Original acquirer', zh: '原受理机构' } },
  { id: 'forwarder', length: 11, name: { en: 'Original forwarder', zh: '原发送机构' } },
]
