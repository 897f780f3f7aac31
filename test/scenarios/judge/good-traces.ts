import type { ScenarioBuilder } from '../../../scenarios/builder.ts'
import { scenario } from '../../../scenarios/builder.ts'

const twoSales = (faults: string): ScenarioBuilder =>
  scenario('two sales').sale(12_800, { card: 'credit-ok' }).sale(500).faults(faults)

/** Traces that the judge has nothing to say against. */
export const good = {
  approved: () => twoSales(''),
  reprinted: () => scenario('reprinted').sale(12_800).step({ kind: 'reprint' }),
  declined: () => scenario('declined').sale(12_800, { card: 'insufficient-funds' }),
  responseLost: () => twoSales('link.response.0210#1=drop'),
  requestLost: () => twoSales('link.request.0200#1=drop'),
  reversalLost: () => twoSales('link.response.0210#1=drop; link.request.0400#1=drop'),
  exhausted: () => twoSales('link.response.0210#1=drop; link.request.0400#1..3=drop'),
  cutThenExhausted: () => twoSales('flash.sync.intent#1=cutAfter; link.request.0400#1..3=drop'),
  dropped: () => twoSales('link.response.0210#1=drop; link.request.0400#1..3=drop').switches({ onExhausted: 'drop' }),
  otherDay: () => twoSales('link.response.0210#1=drop; host.authorize.0400#1=cutOver'),
  /** The first query comes to the host before the request that it asks about. */
  queriedFirst: () =>
    twoSales('link.request.0200#1=delay(66000); link.response.0610#1=drop').switches({ onDoubt: 'queryFirst' }),
  conflict: () => twoSales('host.authorize.0200#1=code(94)'),
  atTheDeadline: () => twoSales('link.request.0200#1=delay(59640)'),
  partial: () => scenario('partial').sale(12_800, { card: 'partial-approval' }),
  clearingLost: () => twoSales('host.authorize.0200#1=lostClearing'),
  chip: () => scenario('chip').sale(12_800, { card: 'chip-ok' }),
  chipDeclined: () => scenario('chip declined').sale(12_800, { card: 'chip-declines' }),
  /** The power goes once the approval is in the journal; the slip comes after the start. */
  cutBeforePrint: () => scenario('cut before print').sale(12_800).faults('flash.sync.outcome#1=cutAfter'),
  torn: () => twoSales('flash.write.outcome#1=torn(7)'),
  receiptBroken: () =>
    scenario('receipt').sale(12_800).switches({ completion: 'receipt' }).faults('printer.line#9=paperOut'),
} as const satisfies Record<string, () => ScenarioBuilder>
export type GoodName = keyof typeof good
