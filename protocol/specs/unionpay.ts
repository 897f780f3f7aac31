import type { Spec } from '../spec.ts'
import { fixed, lll, sharedFields } from './fields.ts'
import { sharedMessages } from './messages.ts'

/**
 * UnionPay-style terminal messages: BCD, TPDU and header before the type, one bitmap. Rule: docs/messages.md; acquirers
 * differ, and what differs is data here. 0600/0610 is a private extension of this project, in no public specification.
 */
export const unionpay: Spec = {
  name: 'unionpay',
  title: {
    en: 'UnionPay-style terminal messages, with 0600/0610 as a private extension',
    zh: '银联 POS 终端报文（0600/0610 为自定义扩展）',
  },
  frame: { lengthBytes: 2, maxBody: 4096 },
  envelope: {
    tpdu: { bytes: 5, usual: '6000010000', starts: '60' },
    header: { bytes: 6, usual: '603100311108' },
  },
  encoding: { mti: 'bcd', digits: 'bcd', lengths: 'bcd', text: 'gb18030' },
  bitmap: { secondary: false },
  fields: {
    ...sharedFields,
    22: { kind: 'n', length: fixed(3), align: 'left', name: { en: 'Entry mode', zh: '服务点输入方式码' } },
    23: { kind: 'n', length: fixed(3), align: 'right', name: { en: 'Card sequence number', zh: '卡序列号' } },
    58: {
      kind: 'b',
      length: lll(999),
      name: { en: 'Electronic purse data', zh: 'PBOC 电子钱包标准交易信息' },
      sensitive: 'chip',
    },
  },
  mac: { kind: 'ecb', field: 64 },
  messages: {
    ...sharedMessages,
    '0400': { en: 'Reversal', zh: '冲正', class: 'advice' },
    '0410': { en: 'Reversal response', zh: '冲正应答', class: 'response' },
  },
}
