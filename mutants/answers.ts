import type { Verdict } from '../terminal/index.ts'
import { approvingCodes, bootTerminal, codes } from '../terminal/index.ts'
import type { Heard } from './defective-firmware.ts'
import { hearing, machineWith, remembering, sortedBy } from './defective-firmware.ts'
import type { Defect } from './mutant.ts'

/** Terminals that hear what was not said. */
export const answers = {
  'doubt-taken-for-decline': {
    kind: 'terminal',
    title: { en: 'A code that leaves a doubt is taken for a decline', zh: '把结果不明的应答码当作拒绝' },
    scenario: 'response-lost',
    parts: hearing(({ verdict }) => (verdict.type === 'answer.unclear' && verdict.query ? declined(verdict) : verdict)),
  },
  'unlisted-code-taken-for-decline': {
    kind: 'terminal',
    title: { en: 'A code that is in no list is taken for a decline', zh: '把未列出的应答码当作拒绝' },
    scenario: 'response-lost',
    parts: hearing(({ verdict }) => {
      const isUnlisted = verdict.type === 'answer.unclear' && verdict.query && codes[verdict.code] === undefined
      return isUnlisted ? declined(verdict) : verdict
    }),
  },
  'approval-mac-unchecked': {
    kind: 'terminal',
    title: { en: 'Nobody checks the MAC of an approval', zh: '不校验批准应答的 MAC' },
    scenario: 'response-lost',
    parts: hearing((heard) => {
      const { verdict } = heard
      const isUnsealed = verdict.type === 'answer.unclear' && verdict.reason === 'A0'
      return isUnsealed && approvingCodes.has(verdict.code) ? approved(heard) : verdict
    }),
  },
  'decline-mac-unchecked': {
    kind: 'terminal',
    title: { en: 'Nobody checks the MAC of a decline', zh: '不校验拒绝应答的 MAC' },
    scenario: 'response-lost',
    parts: hearing(({ verdict }) => {
      const isUnsealed = verdict.type === 'answer.unclear' && verdict.reason === 'A0'
      return isUnsealed && !approvingCodes.has(verdict.code) ? declined(verdict) : verdict
    }),
  },
  'reversal-answer-mac-unchecked': {
    kind: 'terminal',
    title: { en: 'Nobody checks the MAC of a 0410', zh: '不校验 0410 的 MAC' },
    scenario: 'response-lost',
    pairs: ['link.response'],
    parts: hearing(({ verdict, awaited, message }) => {
      const isUnsealed = verdict.type === 'answer.foreign' && verdict.why === 'its MAC is not right'
      const code = message.fields[39] ?? ''
      return isUnsealed && awaited?.about === 'reversal' && code !== '' ? { type: 'answer.cleared', code } : verdict
    }),
  },
  'cleared-by-any-0410': {
    kind: 'terminal',
    title: { en: 'Any 0410 clears a reversal, whatever its field 39 says', zh: '不看 39 域，收到 0410 就清冲正' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'host.authorize.0400'],
    parts: hearing(({ verdict, awaited }) => {
      const isRefusal = verdict.type === 'answer.refused' && awaited?.about === 'reversal'
      return isRefusal ? { type: 'answer.cleared', code: verdict.code } : verdict
    }),
  },
  'answer-of-another-terminal': {
    kind: 'terminal',
    title: { en: 'Answers are matched by trace number alone', zh: '只按流水号匹配应答' },
    scenario: 'response-lost',
    parts: hearing(({ verdict, awaited, message, again }) => {
      if (verdict.type !== 'answer.foreign' || verdict.why !== 'another terminal or merchant') return verdict
      return again(awaited, { terminalId: message.fields[41] ?? '', merchantId: message.fields[42] ?? '' })
    }),
  },
  'cleared-by-another-0410': {
    kind: 'terminal',
    title: { en: 'The 0410 of another trace number clears a reversal', zh: '别的流水号的 0410 也清冲正' },
    scenario: 'response-lost',
    pairs: ['link.response'],
    parts: hearing(({ verdict, awaited, message, again }) => {
      const isOther = verdict.type === 'answer.foreign' && verdict.why === 'another trace number'
      if (!isOther || awaited?.about !== 'reversal') return verdict
      return again({ ...awaited, stan: message.fields[11] ?? '' })
    }),
  },
  'sale-answer-clears-reversal': {
    kind: 'terminal',
    title: { en: 'A late 0210 is taken for the answer to the reversal', zh: '把迟到的 0210 当作冲正应答' },
    scenario: 'response-lost',
    pairs: ['link.response', 'link.request.0200'],
    parts: hearing(({ verdict, awaited, message }) => {
      const isLate = verdict.type === 'answer.foreign' && awaited?.about === 'reversal' && message.mti === '0210'
      return isLate && message.fields[39] === '00' ? { type: 'answer.cleared', code: '00' } : verdict
    }),
  },
  'part-taken-for-all': {
    kind: 'terminal',
    title: { en: 'A partial approval is taken for one of the whole amount', zh: '把部分承兑当作全额批准' },
    scenario: 'partial-approval',
    parts: hearing(({ verdict, awaited }) => {
      if (verdict.type !== 'answer.approved' || verdict.approval.responseCode !== '10') return verdict
      const approvedMinor = awaited?.amountMinor ?? verdict.approval.approvedMinor
      return { ...verdict, approval: { ...verdict.approval, responseCode: '00', approvedMinor } }
    }),
  },
  'not-found-taken-for-decline': {
    kind: 'terminal',
    title: { en: 'When a query finds nothing the sale is taken for declined', zh: '查询无此交易就当作拒绝' },
    scenario: 'query-finds-approval',
    parts: hearing(({ verdict }) =>
      verdict.type === 'answer.notFound' ? { type: 'answer.declined', code: '25', signOn: false } : verdict,
    ),
  },
  'late-approval-accepted': {
    kind: 'terminal',
    title: { en: 'An approval that comes late is still accepted', zh: '迟到的批准仍被接受' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'link.request.0200'],
    parts: {
      firmware(devices, config) {
        const { sortAnswer, lastStan } = rememberingTheLast()
        const terminal = bootTerminal(devices, config, { machine: listeningWhenIdle, sortAnswer })
        return { ...terminal, state: (mayCome) => `${terminal.state(mayCome)} last #${lastStan()}` }
      },
    },
  },
} as const satisfies Readonly<Record<string, Defect>>

function declined({ code, signOn }: Extract<Verdict, { type: 'answer.unclear' }>): Verdict {
  return { type: 'answer.declined', code, signOn }
}

function approved({ message, awaited }: Pick<Heard, 'message' | 'awaited'>): Verdict {
  const { fields } = message
  const approval = {
    responseCode: fields[39] ?? '',
    approvedMinor: fields[4] === undefined ? (awaited?.amountMinor ?? 0) : Number(fields[4]),
    approvalCode: fields[38] ?? '',
    rrn: fields[37] ?? '',
    hostTime: fields[12] ?? '',
    hostDate: fields[13] ?? '',
  }
  return { type: 'answer.approved', approval, issuerHex: fields[55] ?? '' }
}

/** Sorts what comes when nothing is awaited as if the last sale that was answered still were. */
function rememberingTheLast() {
  let last: Heard['awaited']
  const sortAnswer = sortedBy(({ verdict, awaited, message, again }) => {
    if (awaited?.about === 'sale') last = awaited
    const isLate = awaited === undefined && message.mti === '0210' && message.fields[11] === last?.stan
    const late = isLate ? again(last) : verdict
    return late.type === 'answer.approved' ? late : verdict
  })
  return { sortAnswer, lastStan: () => last?.stan ?? '' }
}

/** A sale that is owed back is approved after all. */
const listeningWhenIdle = machineWith({
  '': (chart) => ({ ...chart, on: { ...chart.on, 'answer.approved': chart.on?.['answer.foreign'] } }),
  'resting.idle': (state) => ({
    ...state,
    on: {
      ...state.on,
      'answer.approved': {
        guard: 'isReversalOwed',
        target: '#sale.recordingApproval',
        actions: remembering((_, event) => (event.type === 'answer.approved' ? { approval: event.approval } : {})),
      },
    },
  }),
})
