import { assign } from 'xstate'
import type { Verdict } from '../answers.ts'
import { chart, keepRecord, perform, put, set, show, write } from '../chart.ts'
import type { Context } from '../context.ts'
import { dayNamed, keyValues, openSale, saleValues } from '../context.ts'
import type { CardData } from '../devices.ts'
import { localTime } from '../instants.ts'

/** First GENERATE AC: the chip makes its request to the issuer. Nothing has left yet, so a card that is gone ends the sale. */
const askingChip = chart.createStateConfig({
  entry: [show('readingChip', saleValues), perform((context) => ({ type: 'askChip', terms: termsOf(context) }))],
  on: {
    'chip.answered': {
      target: 'settlingFirst',
      actions: assign(({ context, event }) => {
        const { sale } = context.memory
        return put(context, { sale: { ...sale!, card: { ...sale!.card!, chipHex: event.chipHex } } })
      }),
    },
    'chip.removed': 'cancelled',
  },
})

/** The host has approved and the chip has not: that is on record before the chip hears it, and nobody else is told. */
const recordingHostApproval = chart.createStateConfig({
  entry: write((context) => {
    const { batch, stan } = openSale(context)
    return { record: 'hostApproval', batch, stan, ...context.approval! }
  }),
  on: {
    'record.synced': { target: 'completingChip', actions: keepRecord },
    'record.full': { target: '#doubt.telling', actions: set({ reason: '96', approval: undefined }) },
  },
})

/** Second GENERATE AC: the chip has the last word. Only a TC makes the sale approved. */
const completingChip = chart.createStateConfig({
  entry: [
    show('completingChip', (context) => keyValues(openSale(context))),
    perform(({ issuerHex }) => ({ type: 'completeChip', issuerHex })),
  ],
  on: {
    'chip.approved': {
      target: 'recordingApproval',
      actions: assign(({ context, event }) => put(context, { chipEndHex: event.chipHex })),
    },
    'chip.declined': 'cardDeclined',
    'chip.removed': 'cardRemoved',
  },
})

/** Approved by the host and not by the card: what the host has booked must go back. */
function notCompleted(prompt: 'cardDeclined' | 'cardRemoved') {
  return chart.createStateConfig({
    entry: [set({ reason: '06', approval: undefined }), show(prompt, (context) => keyValues(openSale(context)))],
    always: '#doubt.recordingOwed',
  })
}
const cardDeclined = notCompleted('cardDeclined')
const cardRemoved = notCompleted('cardRemoved')

/** What a chip adds to a sale. Rule: docs/rules.md 1.25. */
export const chip = { askingChip, recordingHostApproval, completingChip, cardDeclined, cardRemoved }

/** A stripe that says it belongs to a chip (service code 2.. or 6..): what counts is the chip. */
export function hasUnreadChip({ entryMode, track2 }: CardData): boolean {
  return entryMode === 'swiped' && /^\d+D\d{4}[26]/.test(track2)
}

/** What an approval by the host leaves in memory. */
export function seen(answer: Extract<Verdict, { type: 'answer.approved' }>): Partial<Context> {
  const { approval, issuerHex } = answer
  return { approval, issuerHex, code: approval.responseCode, chipEndHex: '', ...dayNamed(answer) }
}

function termsOf({ sale, config, now }: Context) {
  const { year, date } = localTime(now(), config.profile.utcOffsetMinutes)
  return { amountMinor: sale!.amountMinor, date: `${String(year).slice(-2)}${date}` }
}
