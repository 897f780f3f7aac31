import { checkValue } from '../protocol/index.ts'
import type { Context, Held } from './context.ts'
import { crc32 } from './crc.ts'
import type { SaleKey, SettledSale } from './kept.ts'
import type { Ages } from './kept-text.ts'
import { keptText } from './kept-text.ts'

/** Whether a sale of this amount may still come: `now`, if the amount is asked for at once; from `idle`, in a sale that begins. */
export type MayCome = (amountMinor: number, from: 'now' | 'idle') => boolean

interface Snapshot {
  readonly value: unknown
  readonly context: Held
}

/**
 * Everything that decides what the terminal does next, as a text that is equal for equal worlds: times relative to now,
 * trace numbers marked. No card data: a card in hand and a PIN are checksums, a kept card is masked. How long ago a doubt
 * was settled matters to a sale of the same amount only, until its card is read.
 */
export function stateText(snapshot: Snapshot, nowMs: number, mayCome: MayCome): string {
  const { memory } = snapshot.context
  const today = dayOf(memory, nowMs)
  const { sale } = memory
  const isCardAhead = sale !== undefined && sale.card === undefined
  const isSuspect = ({ amountMinor }: SettledSale) =>
    isCardAhead ? amountMinor === sale.amountMinor || mayCome(amountMinor, 'now') : mayCome(amountMinor, 'idle')
  // A snapshot never changes: it says the same all day, unless something in it is growing old.
  const isAgeing = isAskedAbout(snapshot) || memory.kept.settled.some(isSuspect)
  const told = isAgeing ? undefined : toldOn.get(snapshot)
  if (told?.today === today) return told.text
  const { suspectWithinMs } = memory.config.profile
  const text = inWords(snapshot, nowMs, {
    days: (atMs) => today - dayOf(memory, atMs),
    suspectMs: (one) => (isSuspect(one) ? Math.max(0, one.settledAtMs + suspectWithinMs - nowMs) : 0),
  })
  if (!isAgeing) toldOn.set(snapshot, { today, text })
  return text
}
const toldOn = new WeakMap<Snapshot, { readonly today: number; readonly text: string }>()

function dayOf({ config }: Context, atMs: number): number {
  return Math.floor((atMs + config.profile.utcOffsetMinutes * 60_000) / DAY_MS)
}

function inWords(snapshot: Snapshot, nowMs: number, ages: Ages): string {
  const {
    value,
    context: { memory: context },
  } = snapshot
  const { kept, sale, round, awaited } = context
  return [
    JSON.stringify(value),
    keptText(kept, ages),
    context.leftNotices.length,
    sale === undefined ? '-' : saleText(sale),
    context.keys === undefined ? 'off' : `on key:${checkValueOf(context.keys.macKey)}`,
    `${context.signOnDue} ${context.resumesRound} ${context.damaged} ${context.connected} ${context.dials}`,
    `${context.code} ${context.hostDay} ${context.judgedOn} ${context.reason} ${doubtText(snapshot, nowMs)} ${context.questioned}`,
    `${round.sent} ${round.signedOn} ${round.same} ${context.after} ${context.act} ${context.trouble} ${context.issuerHex.length}`,
    awaited === undefined ? '-' : `${awaited.about} #${awaited.stan}`,
    context.print === undefined
      ? '-'
      : `${keyText(context.print.sale)} ${context.print.sale.signed} ${context.print.sale.printed} ${context.print.copy} ${context.print.marked} ${context.print.ending} ${context.print.told} ${context.print.fault === 'unknown'}`,
    `${context.untold !== undefined} ${keyText(context.incomplete)} ${context.nextBatch ?? ''}`,
  ].join('|')
}

function keyText(one: SaleKey | undefined): string {
  return one === undefined ? '-' : `#${one.stan}`
}

/** How long a doubt has lasted, and how often it was asked about, counts only while it may be asked about again. */
function doubtText(snapshot: Snapshot, nowMs: number): string {
  const { doubtAtMs, queries, config } = snapshot.context.memory
  if (doubtAtMs === 0) return '-'
  if (!isAskedAbout(snapshot)) return 'over'
  return `${queries} ${Math.max(0, doubtAtMs + config.profile.query.withinMs - nowMs)}`
}

function isAskedAbout({ value, context: { memory } }: Snapshot): boolean {
  const isQuerying = typeof value === 'object' && value !== null && 'querying' in value
  return isQuerying && memory.queries < memory.config.profile.query.times
}

/** Names a key without showing it; one machine holds one key for long. */
function checkValueOf(keyHex: string): string {
  if (keyHex !== known.keyHex) known = { keyHex, text: checkValue(keyHex) }
  return known.text
}
let known = { keyHex: '', text: '' }
const DAY_MS = 86_400_000

/** What the clerk is busy with never changes in place: it is put into words once. */
function saleText(sale: NonNullable<Context['sale']>): string {
  let text = saleTexts.get(sale)
  if (text === undefined) {
    const { card } = sale
    const cardText = `${card?.entryMode ?? ''}${checksum(card?.pan ?? '')}`
    text = `${sale.amountMinor} ${cardText} ${checksum(sale.pin)} ${sale.isPaperLow === true}`
    saleTexts.set(sale, text)
  }
  return text
}
const saleTexts = new WeakMap<object, string>()

function checksum(secret: string): string {
  const digits = Uint8Array.from(secret, (digit) => digit.charCodeAt(0))
  return crc32(digits, 0, digits.length).toString(16)
}
