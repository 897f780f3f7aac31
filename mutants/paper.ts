import type { Memory } from './defective-firmware.ts'
import { charted, doing, remembering, thinking } from './defective-firmware.ts'
import type { Defect } from './mutant.ts'

/** Terminals whose paper says something else than their books. */
export const paper = {
  'reprint-unmarked': {
    kind: 'terminal',
    title: { en: 'A slip that is printed again bears no mark', zh: '重打凭条不加标记' },
    scenario: 'paper-out',
    parts: charted({ 'printing.copying': ({ entry, ...state }) => ({ ...state, entry: [unmarked(), entry].flat() }) }),
  },
  'slip-given-up': {
    kind: 'terminal',
    title: { en: 'After printer trouble the slip counts as printed', zh: '打印机故障后视为已打印' },
    scenario: 'paper-out',
    parts: charted({ 'printing.faulty': (state) => ({ ...state, on: { ...state.on, 'chose.confirm': 'recording' } }) }),
  },
  'slip-forgotten-at-boot': {
    kind: 'terminal',
    title: { en: 'After a power cut nobody prints the slip that broke off', zh: '断电重启后不补打凭条' },
    scenario: 'response-lost',
    parts: thinking({ isSlipIncomplete: false }),
  },
  'reversed-after-printing': {
    kind: 'terminal',
    title: {
      en: 'A sale whose slip may be in hand is reversed after a power cut',
      zh: '凭条已打印的交易在重启后被冲正',
    },
    scenario: 'response-lost',
    parts: charted({
      poweringOn: ({ states, ...state }) => ({
        ...state,
        states: {
          ...states,
          recovering: {
            always: [{ guard: isUnprinted, target: 'recordingOwed' }, states?.['recovering']?.always].flat(),
          },
          recordingOwed: { ...states?.['recordingOwed'], entry: takeLastBack() },
        },
      }),
    }),
  },
  'receipt-not-recorded': {
    kind: 'terminal',
    title: { en: 'That the receipt decides is never recorded', zh: '凭条决定成交，但从不落盘' },
    scenario: 'receipt-decides-paper-out',
    parts: charted({
      'printing.copying': ({ entry, ...state }) => ({ ...state, entry: [committed(), entry].flat() }),
    }),
  },
} as const satisfies Readonly<Record<string, Defect>>

function unmarked(): unknown {
  return remembering(({ print }) => ({ print: { ...(print as object), marked: false } }))
}

interface Log {
  readonly open?: object
  readonly log: readonly { batch: string; stan: string; amountMinor: number; printed: boolean }[]
}

function isUnprinted({ context }: { readonly context: { readonly memory: Memory } }): boolean {
  const { open, log } = context.memory['kept'] as Log
  return open === undefined && log.at(-1)?.printed === false
}

function takeLastBack(): unknown {
  return doing(({ kept }) => {
    const { batch, stan, amountMinor } = (kept as Log).log.at(-1)!
    return {
      type: 'writeRecord',
      record: { record: 'owed', batch, stan, amountMinor, reason: '96', attempt: 0, inRound: 0 },
    }
  })
}

function committed(): unknown {
  return remembering(({ print }) => {
    const { sale, ...rest } = print as { sale: object }
    return { print: { ...rest, sale: { ...sale, committed: true } } }
  })
}
