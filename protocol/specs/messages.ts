import type { MessageSpec } from '../spec.ts'

/** The message types that both shipped specs have. */
export const sharedMessages = {
  '0100': { en: 'Pre-authorisation request', zh: '预授权请求', class: 'request' },
  '0110': { en: 'Pre-authorisation response', zh: '预授权应答', class: 'response' },
  '0200': { en: 'Financial request: sale, void, balance', zh: '金融交易请求：消费、撤销、余额查询', class: 'request' },
  '0210': { en: 'Financial response', zh: '金融交易应答', class: 'response' },
  '0220': { en: 'Financial advice: refund, completion', zh: '金融通知：退货、预授权完成', class: 'advice' },
  '0230': { en: 'Financial advice response', zh: '金融通知应答', class: 'response' },
  '0320': { en: 'Batch upload', zh: '批上送', class: 'advice' },
  '0330': { en: 'Batch upload response', zh: '批上送应答', class: 'response' },
  '0500': { en: 'Settlement request', zh: '批结算请求', class: 'request' },
  '0510': { en: 'Settlement response', zh: '批结算应答', class: 'response' },
  '0600': { en: 'Re-query of a transaction (private extension)', zh: '交易结果查询（自定义扩展）', class: 'request' },
  '0610': { en: 'Re-query response (private extension)', zh: '交易结果查询应答（自定义扩展）', class: 'response' },
  '0800': { en: 'Sign-on request', zh: '签到请求', class: 'request' },
  '0810': { en: 'Sign-on response', zh: '签到应答', class: 'response' },
  '0820': { en: 'Sign-off or echo request', zh: '签退、回响测试请求', class: 'request' },
  '0830': { en: 'Sign-off or echo response', zh: '签退、回响测试应答', class: 'response' },
} as const satisfies Record<string, MessageSpec>
