import type { Devices } from '../terminal/index.ts'
import { charted, doing, onDevices } from './defective-firmware.ts'
import type { Defect } from './mutant.ts'

/** Terminals that do the right things in the wrong order, or say that they were done. */
export const order = {
  'intent-stored-after-send': {
    kind: 'terminal',
    title: { en: 'The request leaves before its intent is stored', zh: '先发请求后落盘' },
    scenario: 'response-lost',
    parts: onDevices((devices) => writingLater(devices, 'intent')),
  },
  'reversal-stored-after-send': {
    kind: 'terminal',
    title: { en: 'The reversal leaves before it is stored that it is owed', zh: '先发冲正后登记冲正' },
    scenario: 'response-lost',
    parts: onDevices((devices) => writingLater(devices, 'owed', 30_000)),
  },
  'approval-printed-before-stored': {
    kind: 'terminal',
    title: { en: 'The slip is printed while the approval is not stored yet', zh: '批准尚未落盘就开始打印' },
    scenario: 'response-lost',
    parts: onDevices((devices) => writingLater(devices, 'outcome')),
  },
  'success-told-before-stored': {
    kind: 'terminal',
    title: { en: 'The screen says approved before the approval is stored', zh: '批准尚未落盘就提示成功' },
    scenario: 'response-lost',
    parts: charted({
      'sale.recordingApproval': ({ entry, ...state }) => ({
        ...state,
        entry: [sayApproved(), entry].flat(),
      }),
    }),
  },
  'approved-before-the-chip': {
    kind: 'terminal',
    title: { en: 'A sale is approved before its chip has had the last word', zh: '芯片二次确认之前就算成功' },
    scenario: 'chip-approved',
    parts: charted({
      'sale.awaiting': ({ on, ...state }) => ({
        ...state,
        on: { ...on, 'answer.approved': [on?.['answer.approved']].flat().slice(1) },
      }),
    }),
  },
  'counters-not-stored': {
    kind: 'terminal',
    title: { en: 'Trace numbers of messages without money are not stored', zh: '非金融交易的流水号不落盘' },
    scenario: 'balance-answer-lost',
    parts: onDevices((devices) => ({
      ...devices,
      flash: {
        ...bound(devices.flash),
        append(bytes, label, done) {
          if (label === 'counters') devices.clock.setTimeout(() => done('taken'), 1)
          else devices.flash.append(bytes, label, done)
        },
      },
    })),
  },
  'single-bank-flash': {
    kind: 'terminal',
    title: { en: 'Only one bank of the flash is read', zh: '只读一个存储区' },
    scenario: 'response-lost',
    pairs: ['flash.write', 'power.terminal', 'flash.sync'],
    parts: onDevices((devices) => ({
      ...devices,
      flash: { ...bound(devices.flash), read: () => devices.flash.read(0) },
    })),
  },
} as const satisfies Readonly<Record<string, Defect>>

/** Records of one kind are said to be safe at once and written some time later. */
function writingLater({ flash, clock, ...rest }: Devices, late: string, afterMs = LATER_MS): Devices {
  return {
    ...rest,
    clock,
    flash: {
      ...bound(flash),
      append(bytes, label, done) {
        if (label !== late) return flash.append(bytes, label, done)
        clock.setTimeout(() => flash.append(bytes, label, () => flash.sync(label, () => undefined)), afterMs)
        clock.setTimeout(() => done('taken'), 1)
      },
      sync(label, done) {
        if (label === late) clock.setTimeout(done, 1)
        else flash.sync(label, done)
      },
    },
  }
}

/** The same flash as a plain object, so that one of its deeds can be replaced. */
function bound(flash: Devices['flash']): Devices['flash'] {
  return {
    bankBytes: flash.bankBytes,
    read: (bank) => flash.read(bank),
    append: (bytes, label, done) => flash.append(bytes, label, done),
    sync: (label, done) => flash.sync(label, done),
    rewrite: (bank, bytes, label, done) => flash.rewrite(bank, bytes, label, done),
  }
}

/** Sooner than any answer comes back. */
const LATER_MS = 100

function sayApproved(): unknown {
  return doing(({ kept, approval }) => {
    const { batch, stan } = (kept as { open: { batch: string; stan: string } }).open
    const { approvedMinor, responseCode } = approval as { approvedMinor: number; responseCode: string }
    const values = { batch, stan, amountMinor: approvedMinor, code: responseCode }
    return { type: 'show', prompt: { name: 'approved', values, asks: 'nothing', choices: [], tone: 'success' } }
  })
}
