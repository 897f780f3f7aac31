import type { Spec } from '../spec.ts'
import { fixed, ll, lll, sharedFields } from './fields.ts'
import { sharedMessages } from './messages.ts'
import { originalDataParts } from './parts.ts'

/**
 * ISO 8583:1987 with everything in ASCII but bitmaps and binary fields; a second bitmap when fields above 64 are there.
 * Fields 60 to 63 hold what they hold in `unionpay`, so that sign-on carries batch and keys. 0600/0610 is a private
 * extension of this project.
 */
export const iso87: Spec = {
  name: 'iso87',
  title: {
    en: 'ISO 8583:1987 in ASCII, with 0600/0610 as a private extension',
    zh: 'ISO 8583:1987 ASCII 报文（0600/0610 为自定义扩展）',
  },
  frame: { lengthBytes: 2, maxBody: 8192 },
  envelope: {},
  encoding: { mti: 'ascii', digits: 'ascii', lengths: 'ascii', text: 'gb18030' },
  bitmap: { secondary: true },
  fields: {
    ...sharedFields,
    7: { kind: 'n', length: fixed(10), name: { en: 'Transmission date and time', zh: '交易传输日期时间' } },
    18: { kind: 'n', length: fixed(4), name: { en: 'Merchant category', zh: '商户类型' } },
    22: { kind: 'n', length: fixed(3), name: { en: 'Entry mode', zh: '服务点输入方式码' } },
    23: { kind: 'n', length: fixed(3), name: { en: 'Card sequence number', zh: '卡序列号' } },
    33: { kind: 'n', length: ll(11), name: { en: 'Forwarding institution', zh: '发送机构标识码' } },
    43: { kind: 'ans', length: fixed(40), name: { en: 'Merchant name and place', zh: '受卡方名称地址' } },
    45: { kind: 'ans', length: ll(76), name: { en: 'Track 1', zh: '一磁道数据' }, sensitive: 'track' },
    48: { ...sharedFields[48], kind: 'ans', length: lll(999) },
    60: { ...sharedFields[60], kind: 'ans', length: lll(999) },
    61: { ...sharedFields[61], kind: 'ans', length: lll(999) },
    63: { ...sharedFields[63], length: lll(999) },
    70: { kind: 'n', length: fixed(3), name: { en: 'Network management code', zh: '网络管理信息码' } },
    90: {
      kind: 'n',
      length: fixed(42),
      name: { en: 'Original data elements', zh: '原始数据元' },
      parts: originalDataParts,
    },
    128: { kind: 'b', length: fixed(8), name: { en: 'MAC', zh: '报文鉴别码' } },
  },
  mac: { kind: 'ecb', field: 64, secondaryField: 128 },
  messages: {
    ...sharedMessages,
    '0221': { en: 'Financial advice, repeated', zh: '金融通知（重发）', class: 'advice' },
    '0420': { en: 'Reversal advice', zh: '冲正通知', class: 'advice' },
    '0421': { en: 'Reversal advice, repeated', zh: '冲正通知（重发）', class: 'advice' },
    '0430': { en: 'Reversal advice response', zh: '冲正通知应答', class: 'response' },
  },
}
