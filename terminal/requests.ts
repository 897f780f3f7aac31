import type { Message } from '../protocol/index.ts'
import { pinBlock, writeChipData } from '../protocol/index.ts'
import type { Awaited } from './answers.ts'
import type { StoredCard } from './cards.ts'
import type { CardData } from './devices.ts'
import { localTime } from './instants.ts'
import type { OpenSale, SaleKey } from './kept.ts'
import type { TerminalConfig } from './profile.ts'

/** A request and what its answer must match. */
export interface Request {
  readonly message: Message
  readonly awaited: Awaited
  /** False for a sign-on: there is no key yet. */
  readonly sealed: boolean
}

const CURRENCY = '156'
const SALE = '000000'
const BALANCE = '310000'
/** DF31: no script of the issuer was carried out. */
const NO_SCRIPT = writeChipData([['DF31', '0000000000']])

/** 0800: asks for working keys and tells the batch. */
export function signOnRequest(
  config: TerminalConfig,
  { batch, stan }: SaleKey,
  serialNo: string | undefined,
  nowMs: number,
): Request {
  const { profile, terminalId, merchantId, operatorNo } = config
  const fields = {
    ...dated(config, nowMs),
    11: stan,
    41: terminalId,
    42: merchantId,
    60: `00${batch}${profile.networkCode}`,
    // Maker and length of the serial number, then the number itself.
    62: `Sequence No12${'0001'}${serialNo ?? terminalId}`,
    63: operatorNo.padStart(3, '0'),
    ...(profile.spec === 'iso87' ? { 70: '001' } : {}),
  }
  return { message: { mti: '0800', fields }, awaited: { about: 'signOn', mti: '0810', stan }, sealed: false }
}

/** 0200 for a sale; without a PIN it carries no field 52 and the slip asks for a signature. */
export function saleRequest(
  config: TerminalConfig,
  card: CardData,
  pin: string,
  sale: OpenSale,
  pinKey: string,
): Request {
  const fields = {
    ...cardFields(card),
    3: SALE,
    4: amountField(sale.amountMinor),
    ...dated(config, sale.atMs),
    11: sale.stan,
    22: sale.entryMode,
    25: '00',
    ...pinFields(pin, card.pan, pinKey),
    35: card.track2,
    ...sender(config),
    49: CURRENCY,
    ...(card.chipHex === undefined ? {} : { 55: card.chipHex }),
    60: saleData(sale.batch),
  }
  const { stan, amountMinor } = sale
  return {
    message: { mti: '0200', fields },
    awaited: { about: 'sale', mti: '0210', stan, processing: SALE, amountMinor },
    sealed: true,
  }
}

/** 0200 for a balance enquiry: no amount, never reversed. */
export function balanceRequest(
  config: TerminalConfig,
  card: CardData,
  pin: string,
  key: SaleKey,
  pinKey: string,
  nowMs: number,
): Request {
  const fields = {
    ...cardFields(card),
    3: BALANCE,
    ...dated(config, nowMs),
    11: key.stan,
    22: entryModeOf(card, pin),
    25: '00',
    ...pinFields(pin, card.pan, pinKey),
    35: card.track2,
    ...sender(config),
    49: CURRENCY,
    60: `01${key.batch}000`,
  }
  return {
    message: { mti: '0200', fields },
    awaited: { about: 'balance', mti: '0210', stan: key.stan, processing: BALANCE },
    sealed: true,
  }
}

/**
 * 0400, or 0420 and 0421 for its repeats: everything as the original said it, the batch included; the reason in 39; an
 * approval that was seen in 38. The trace number is the original's.
 */
export function reversalRequest(config: TerminalConfig, sale: OpenSale, card: StoredCard, nowMs: number): Request {
  const international = config.profile.spec === 'iso87'
  const { approval, stan, amountMinor } = sale
  const partial = approval !== undefined && approval.approvedMinor !== amountMinor
  const fields = {
    ...storedFields(card),
    3: SALE,
    4: amountField(amountMinor),
    ...dated(config, nowMs),
    11: stan,
    22: sale.entryMode,
    25: '00',
    ...(approval === undefined || approval.approvalCode === '' ? {} : { 38: approval.approvalCode }),
    39: sale.reason,
    ...sender(config),
    49: CURRENCY,
    ...(partial ? { 54: `0057${CURRENCY}D${amountField(approval.approvedMinor)}` } : {}),
    ...(card.chipHex === '' ? {} : { 55: card.chipHex + NO_SCRIPT }),
    60: saleData(sale.batch),
    ...(international ? { 90: originalData(config, sale) } : {}),
  }
  const mti = international ? (sale.attempt > 1 ? '0421' : '0420') : '0400'
  const awaited: Awaited = {
    about: 'reversal',
    mti: international ? '0430' : '0410',
    stan,
    processing: SALE,
    amountMinor,
  }
  return { message: { mti, fields }, awaited, sealed: true }
}

/** 0600: what became of that sale? A private extension; its own trace number, the original's key and fingerprint. */
export function queryRequest(
  config: TerminalConfig,
  sale: OpenSale,
  card: StoredCard,
  stan: string,
  nowMs: number,
): Request {
  const original = `${sale.batch}${sale.stan}${localTime(sale.atMs, config.profile.utcOffsetMinutes).date}`
  const fields = {
    ...storedFields(card),
    3: SALE,
    4: amountField(sale.amountMinor),
    ...dated(config, nowMs),
    11: stan,
    ...sender(config),
    49: CURRENCY,
    60: saleData(sale.batch),
    61: original,
    ...(config.profile.spec === 'iso87' ? { 90: originalData(config, sale) } : {}),
  }
  const { amountMinor } = sale
  return {
    message: { mti: '0600', fields },
    awaited: { about: 'query', mti: '0610', stan, processing: SALE, amountMinor, original },
    sealed: true,
  }
}

/** Field 22: how the card was read, and whether a PIN was entered. */
export function entryModeOf(card: CardData, pin: string): string {
  return `${card.entryMode === 'chip' ? '05' : '02'}${pin === '' ? '2' : '1'}`
}

/** Field 4: twelve digits of minor units. */
function amountField(amountMinor: number): string {
  return String(amountMinor).padStart(12, '0')
}

function sender({ terminalId, merchantId }: TerminalConfig) {
  return { 41: terminalId, 42: merchantId }
}

function cardFields({ pan, expiry, sequence }: CardData) {
  return { 2: pan, 14: expiry, ...(sequence === undefined ? {} : { 23: sequence }) }
}

function storedFields({ pan, expiry, sequence }: StoredCard) {
  return { 2: pan, ...(expiry === '' ? {} : { 14: expiry }), ...(sequence === '' ? {} : { 23: sequence }) }
}

function pinFields(pin: string, pan: string, pinKey: string) {
  if (pin === '') return {}
  // 53: format with the PAN, single or double length key, no track encipherment.
  return { 26: '12', 52: pinBlock(pin, pan, pinKey), 53: pinKey.length > 16 ? '2600000000000000' : '2000000000000000' }
}

/** 60.1 sale, 60.2 batch, 60.3 no network code. */
function saleData(batch: string): string {
  return `22${batch}000`
}

/** International messages say when they were sent, in 7, 12 and 13. */
function dated({ profile }: TerminalConfig, atMs: number): Readonly<Record<number, string>> {
  if (profile.spec !== 'iso87') return {}
  const { date, time } = localTime(atMs, profile.utcOffsetMinutes)
  return { 7: `${date}${time}`, 12: time, 13: date }
}

function originalData({ profile }: TerminalConfig, sale: OpenSale): string {
  const { date, time } = localTime(sale.atMs, profile.utcOffsetMinutes)
  return `0200${sale.stan}${date}${time}`.padEnd(42, '0')
}
