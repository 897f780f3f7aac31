import type { Held } from './context.ts'
import { crc32 } from './crc.ts'
import type { LoggedSale, OpenSale, RequestedSale, SaleKey } from './kept.ts'

interface Snapshot {
  readonly value: unknown
  readonly context: Held
}

/**
 * Everything that decides what the terminal does next, as a text that is equal for equal worlds: times relative to now,
 * trace numbers relative to the last one used. No card data: a card in hand is a checksum, a kept one is masked.
 */
export function stateText({ value, context: { memory: context } }: Snapshot, nowMs: number): string {
  const { kept, sale, round, awaited } = context
  const last = kept.stan
  const distance = (one: SaleKey | undefined) => (one === undefined ? '-' : last - Number(one.stan))
  const about = (one: RequestedSale) =>
    `${last - Number(one.stan)}:${one.amountMinor}:${one.entryMode}:${one.maskedPan}:${nowMs - one.atMs}`
  const openText = (one: OpenSale) =>
    `${about(one)} ${one.standing} ${one.reason} ${one.attempt > 1 ? 2 : one.attempt} ${one.approval?.approvalCode ?? ''}`
  const logText = (one: LoggedSale) => `${about(one)} ${one.approval.approvalCode} ${one.committed} ${one.printed}`
  return [
    JSON.stringify(value),
    kept.batch,
    kept.open === undefined ? '-' : openText(kept.open),
    kept.log.map(logText).join(','),
    kept.settled.map((one) => `${about(one)} ${one.end} ${nowMs - one.settledAtMs} ${one.exception}`).join(','),
    kept.notices.map((one) => `${last - Number(one.stan)} ${one.slip} ${one.amountMinor}`).join(','),
    context.leftNotices.length,
    kept.ended === undefined ? '-' : `${last - Number(kept.ended.stan)} ${kept.ended.end}`,
    sale === undefined
      ? '-'
      : `${sale.amountMinor} ${sale.card?.entryMode ?? ''}${cardText(sale.card?.pan ?? '')} ${sale.pin.length}`,
    context.keys === undefined ? 'off' : 'on',
    `${context.signOnDue} ${context.resumesRound} ${context.damaged} ${context.connected} ${context.dials}`,
    `${context.code} ${context.reason} ${context.doubtAtMs === 0 ? '-' : nowMs - context.doubtAtMs} ${context.queries} ${context.questioned}`,
    `${round.sent} ${round.signedOn} ${round.same} ${context.after} ${context.act} ${context.trouble} ${context.issuerHex.length}`,
    awaited === undefined ? '-' : `${awaited.about} ${last - Number(awaited.stan)}`,
    context.print === undefined
      ? '-'
      : `${distance(context.print.sale)} ${context.print.sale.printed} ${context.print.copy} ${context.print.marked} ${context.print.ending} ${context.print.told} ${context.print.fault ?? ''}`,
    `${context.untold !== undefined} ${distance(context.incomplete)} ${distance(context.handedOver)} ${context.nextBatch ?? ''}`,
  ].join('|')
}

function cardText(pan: string): string {
  const digits = Uint8Array.from(pan, (digit) => digit.charCodeAt(0))
  return crc32(digits, 0, digits.length).toString(16)
}
