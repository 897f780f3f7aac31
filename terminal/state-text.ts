import { checkValue } from '../protocol/index.ts'
import type { Context, Held } from './context.ts'
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
  const { utcOffsetMinutes, suspectWithinMs } = context.config.profile
  const dayOf = (atMs: number) => Math.floor((atMs + utcOffsetMinutes * 60_000) / DAY_MS)
  const today = dayOf(nowMs)
  const suspectMs = (atMs: number) => Math.max(0, atMs + suspectWithinMs - nowMs)
  const distance = (one: SaleKey | undefined) => (one === undefined ? '-' : last - Number(one.stan))
  const about = (one: RequestedSale) =>
    `${last - Number(one.stan)}:${one.amountMinor}:${one.entryMode}:${one.maskedPan}:${today - dayOf(one.atMs)}`
  const openText = (one: OpenSale) =>
    `${about(one)} ${one.standing} ${one.reason} ${one.attempt > 1 ? 2 : one.attempt} ${one.inRound} ${one.announced} ${one.approval?.approvedMinor ?? '-'}`
  const logText = (one: LoggedSale) =>
    `${about(one)} ${one.approval.approvedMinor} ${one.committed} ${one.signed} ${one.printed}`
  return [
    JSON.stringify(value),
    kept.batch,
    kept.open === undefined ? '-' : openText(kept.open),
    kept.log.map(logText).join(','),
    kept.settled.map((one) => `${about(one)} ${one.end} ${suspectMs(one.settledAtMs)} ${one.exception}`).join(','),
    kept.notices.map((one) => `${last - Number(one.stan)} ${one.slip} ${one.amountMinor}`).join(','),
    context.leftNotices.length,
    kept.ended === undefined ? '-' : `${last - Number(kept.ended.stan)} ${kept.ended.end}`,
    sale === undefined
      ? '-'
      : `${sale.amountMinor} ${sale.card?.entryMode ?? ''}${cardText(sale.card?.pan ?? '')} ${sale.pin.length} ${sale.isPaperLow === true}`,
    context.keys === undefined ? 'off' : `on key:${checkValueOf(context.keys.macKey)}`,
    `${context.signOnDue} ${context.resumesRound} ${context.damaged} ${context.connected} ${context.dials}`,
    `${context.code} ${context.reason} ${doubtText(context, nowMs)} ${context.queries} ${context.questioned}`,
    `${round.sent} ${round.signedOn} ${round.same} ${context.after} ${context.act} ${context.trouble} ${context.issuerHex.length}`,
    awaited === undefined ? '-' : `${awaited.about} ${last - Number(awaited.stan)}`,
    context.print === undefined
      ? '-'
      : `${distance(context.print.sale)} ${context.print.sale.signed} ${context.print.sale.printed} ${context.print.copy} ${context.print.marked} ${context.print.ending} ${context.print.told} ${context.print.fault ?? ''}`,
    `${context.untold !== undefined} ${distance(context.incomplete)} ${context.nextBatch ?? ''}`,
  ].join('|')
}

/** How long a doubt has lasted counts only while it is asked about. */
function doubtText({ doubtAtMs, kept }: Context, nowMs: number): string {
  if (doubtAtMs === 0) return '-'
  return kept.open?.standing === 'intent' ? String(nowMs - doubtAtMs) : 'over'
}

/** Names a key without showing it; one machine holds one key for long. */
function checkValueOf(keyHex: string): string {
  if (keyHex !== known.keyHex) known = { keyHex, text: checkValue(keyHex) }
  return known.text
}
let known = { keyHex: '', text: '' }
const DAY_MS = 86_400_000

function cardText(pan: string): string {
  const digits = Uint8Array.from(pan, (digit) => digit.charCodeAt(0))
  return crc32(digits, 0, digits.length).toString(16)
}
