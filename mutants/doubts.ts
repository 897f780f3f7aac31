import type { Prompt } from '../terminal/index.ts'
import { charted, onDevices, remembering, thinking } from './defective-firmware.ts'
import type { Defect } from './mutant.ts'

/** Terminals that settle a doubt wrongly, or not at all. */
export const doubts = {
  'timeout-taken-for-decline': {
    kind: 'terminal',
    title: { en: 'Silence is taken for a decline', zh: '超时当作拒绝' },
    scenario: 'response-lost',
    parts: charted({ 'sale.awaiting': (state) => ({ ...state, after: { answerTimer: declineAs('68') } }) }),
  },
  'lost-line-taken-for-decline': {
    kind: 'terminal',
    title: { en: 'A line that breaks is taken for a decline', zh: '断线当作拒绝' },
    scenario: 'response-lost',
    parts: charted({ 'sale.awaiting': (state) => ({ ...state, on: { ...state.on, 'link.closed': declineAs('98') } }) }),
  },
  'request-sent-again': {
    kind: 'terminal',
    title: { en: 'After a timeout the request is sent again', zh: '超时后重发金融请求' },
    scenario: 'response-lost',
    parts: charted({
      'sale.awaiting': (state) => ({
        ...state,
        after: { answerTimer: { target: 'awaiting', reenter: true } },
      }),
    }),
  },
  'decline-reversed': {
    kind: 'terminal',
    title: { en: 'A decline is reversed', zh: '对拒绝的交易发冲正' },
    scenario: 'response-lost',
    parts: charted({
      'sale.awaiting': (state) => ({
        ...state,
        on: { ...state.on, 'answer.declined': '#doubt.telling' },
      }),
    }),
  },
  'sale-before-reversal': {
    kind: 'terminal',
    title: { en: 'The next sale does not wait for the reversal', zh: '不等冲正就做下一笔' },
    scenario: 'response-lost',
    parts: thinking({ isReversalOwed: false }),
  },
  'refused-reversal-falls-through': {
    kind: 'terminal',
    title: { en: 'After a round of refusals the next sale goes out all the same', zh: '冲正被拒后仍放行新交易' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'host.authorize.0400', 'link.request.0400'],
    parts: charted({
      'reversing.failed': () => ({
        always: [{ guard: 'goesOnWithSale', target: '#sale.connecting' }, { target: '#resting' }],
      }),
    }),
  },
  'deleted-when-retries-run-out': {
    kind: 'terminal',
    title: { en: 'The record of a reversal is deleted when its retries run out', zh: '重试用完就删除冲正记录' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'host.authorize.0400', 'link.request.0400'],
    parts: thinking({ isDropping: true }),
  },
  'retries-without-end': {
    kind: 'terminal',
    title: { en: 'A reversal is repeated without end', zh: '冲正无限重发' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'host.authorize.0400', 'link.request.0400'],
    parts: thinking({ mayAttemptAgain: true }),
  },
  'failed-connect-counted': {
    kind: 'terminal',
    title: { en: 'A failed connect counts as attempts of the reversal', zh: '拨号失败也计入冲正次数' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'link.connect'],
    parts: charted({ 'reversing.unreached': () => ({ always: '#reversing.givingUp' }) }),
  },
  'doubt-called-reversed': {
    kind: 'terminal',
    title: {
      en: 'A reversal that found nothing is called a success on the screen',
      zh: '冲正未获确认，屏幕仍称未扣款',
    },
    scenario: 'reversal-after-early-cut-over',
    parts: onDevices((devices) => ({
      ...devices,
      display: { show: (prompt) => devices.display.show({ ...prompt, values: withoutDoubt(prompt.values) }) },
    })),
  },
  'doubt-forgotten-at-boot': {
    kind: 'terminal',
    title: { en: 'After a power cut nobody asks what became of the sale', zh: '断电重启后忘记未决交易' },
    scenario: 'response-lost',
    parts: thinking({ isToBeOwed: false, isInDoubt: false }),
  },
  'outcome-not-told-at-boot': {
    kind: 'terminal',
    title: { en: 'After a power cut the clerk is not told how the sale ended', zh: '断电重启后不提示交易结果' },
    scenario: 'sale-declined',
    parts: thinking({ isUntold: false }),
  },
  'loss-not-announced': {
    kind: 'terminal',
    title: { en: 'No slip announces that a reversal had no success', zh: '冲正失败不打印待查凭条' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'host.authorize.0400', 'link.request.0400'],
    parts: thinking({ isNoticeOwed: false }),
  },
  'chip-refusal-ignored': {
    kind: 'terminal',
    title: { en: 'Nobody minds that the chip refused', zh: '忽略芯片的拒绝' },
    scenario: 'chip-approved',
    parts: charted({
      'sale.completingChip': (state) => ({
        ...state,
        on: { ...state.on, 'chip.declined': 'recordingApproval' },
      }),
    }),
  },
} as const satisfies Readonly<Record<string, Defect>>

function declineAs(code: string): unknown {
  return { target: 'recordingDecline', actions: remembering(() => ({ code })) }
}

/** The mark on a prompt that the outcome must still be looked into. */
function withoutDoubt({ pending: _, ...values }: Prompt['values']): Prompt['values'] {
  return values
}
