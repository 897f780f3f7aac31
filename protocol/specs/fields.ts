import type { FieldSpec, Length } from '../spec.ts'
import { amountParts, operatorParts, originalParts, queryParts, totalsParts, transactionParts } from './parts.ts'

/** Two length digits. */
export const ll = (max: number): Length => ({ prefix: 2, max })
/** Three length digits. */
export const lll = (max: number): Length => ({ prefix: 3, max })
export const fixed = (size: number): Length => ({ fixed: size })

/** The fields that both shipped specs understand in the same way, whatever the coding. */
export const sharedFields = {
  2: { kind: 'n', length: ll(19), name: { en: 'Primary account number', zh: '主账号' }, sensitive: 'pan' },
  3: { kind: 'n', length: fixed(6), name: { en: 'Processing code', zh: '交易处理码' } },
  4: { kind: 'n', length: fixed(12), name: { en: 'Amount', zh: '交易金额' } },
  11: { kind: 'n', length: fixed(6), name: { en: 'Trace number (STAN)', zh: '受卡方系统跟踪号' } },
  12: { kind: 'n', length: fixed(6), name: { en: 'Local time', zh: '受卡方所在地时间' } },
  13: { kind: 'n', length: fixed(4), name: { en: 'Local date', zh: '受卡方所在地日期' } },
  14: { kind: 'n', length: fixed(4), name: { en: 'Expiry date', zh: '卡有效期' }, sensitive: 'expiry' },
  15: { kind: 'n', length: fixed(4), name: { en: 'Settlement date', zh: '清算日期' } },
  25: { kind: 'n', length: fixed(2), name: { en: 'Condition code', zh: '服务点条件码' } },
  26: { kind: 'n', length: fixed(2), name: { en: 'PIN capture code', zh: '服务点 PIN 获取码' } },
  32: { kind: 'n', length: ll(11), name: { en: 'Acquiring institution', zh: '受理方标识码' } },
  35: { kind: 'z', length: ll(37), name: { en: 'Track 2', zh: '二磁道数据' }, sensitive: 'track' },
  36: { kind: 'z', length: lll(104), name: { en: 'Track 3', zh: '三磁道数据' }, sensitive: 'track' },
  37: { kind: 'an', length: fixed(12), name: { en: 'Retrieval reference (RRN)', zh: '检索参考号' } },
  38: { kind: 'an', length: fixed(6), name: { en: 'Approval code', zh: '授权标识应答码' } },
  39: { kind: 'an', length: fixed(2), name: { en: 'Response code', zh: '应答码' } },
  41: { kind: 'ans', length: fixed(8), name: { en: 'Terminal', zh: '受卡机终端标识码' } },
  42: { kind: 'ans', length: fixed(15), name: { en: 'Merchant', zh: '受卡方标识码' } },
  44: { kind: 'ans', length: ll(25), name: { en: 'Additional response data', zh: '附加响应数据' } },
  48: {
    kind: 'n',
    length: lll(322),
    name: { en: 'Additional data', zh: '附加数据（私有）' },
    byMti: { '0500': { parts: totalsParts }, '0510': { parts: totalsParts } },
  },
  49: { kind: 'an', length: fixed(3), name: { en: 'Currency', zh: '交易货币代码' } },
  52: { kind: 'b', length: fixed(8), name: { en: 'PIN block', zh: '个人标识码数据' }, sensitive: 'pin' },
  53: { kind: 'n', length: fixed(16), name: { en: 'Security control', zh: '安全控制信息' } },
  54: { kind: 'ans', length: lll(20), name: { en: 'Additional amounts', zh: '附加金额' }, parts: amountParts },
  55: { kind: 'b', length: lll(255), name: { en: 'Chip data', zh: 'IC 卡数据域' }, sensitive: 'chip' },
  60: { kind: 'n', length: lll(17), name: { en: 'Transaction data', zh: '自定义域 60' }, parts: transactionParts },
  61: { kind: 'n', length: lll(29), name: { en: 'Original transaction', zh: '原始信息域' }, parts: originalParts },
  62: {
    kind: 'ans',
    length: lll(999),
    name: { en: 'Terminal data', zh: '自定义域 62' },
    byMti: { '0810': { kind: 'b', name: { en: 'Working keys', zh: '工作密钥' }, sensitive: 'keys' } },
  },
  63: {
    kind: 'ans',
    length: lll(163),
    name: { en: 'Operator and text', zh: '自定义域 63' },
    parts: operatorParts,
    byMti: { '0610': { name: { en: 'Operator and outcome of the original', zh: '原交易结果' }, parts: queryParts } },
  },
  64: { kind: 'b', length: fixed(8), name: { en: 'MAC', zh: '报文鉴别码' } },
} as const satisfies Record<number, FieldSpec>
