/** A card of the emulated issuer, chosen by what it does. Money in integer minor units. */
export interface TestCard {
  readonly alias: string
  /** 12 to 19 digits. */
  readonly pan: string
  /** yymm */
  readonly expiry: string
  readonly track2: string
  /** A card with a PIN is not accepted without it. */
  readonly pin?: string
  /** What its holder types; the right PIN when absent. */
  readonly typedPin?: string
  readonly balanceMinor: number
  readonly behaviour: CardBehaviour
  /** It has a chip, which approves what its issuer approved, or declines even that. */
  readonly chip?: 'approves' | 'declines'
  readonly title: { readonly en: string; readonly zh: string }
}
/**
 * `approve` still asks for PIN, expiry and balance, and `approveInPart` gives what the balance holds where it is not enough; a
 * decline is given whatever they are.
 */
export type CardBehaviour = 'approve' | 'approveInPart' | { readonly decline: string }

/** What an own card must bring; the rest has a default. */
export type CardGiven = Pick<TestCard, 'alias' | 'pan'> & Partial<Omit<TestCard, 'alias' | 'pan'>>

export type CardMade =
  | { readonly ok: true; readonly card: TestCard }
  | { readonly ok: false; readonly code: keyof typeof cardErrors; readonly message: string }

/** Why an own card is refused. No message repeats a PAN or a PIN. */
export const cardErrors = {
  CARD_PAN: 'a pan has 12 to 19 digits',
  CARD_EXPIRY: 'an expiry is yymm with a month from 01 to 12',
  CARD_PIN: 'a pin has 4 to 12 digits, and its card a pan of at least 13',
  CARD_BALANCE: 'a balance is a whole number of minor units, not negative',
  CARD_DECLINE: 'a decline is two letters or digits',
  CARD_TRACK: 'track 2 has at most 37 digits and one D, and starts with the pan',
} as const

/** An own card from a profile or scenario: checked (the check digit is not), completed with track 2 and a title. */
export function cardFrom(given: CardGiven): CardMade {
  const made = card(given)
  const code = defectOf(made)
  return code === undefined ? { ok: true, card: made } : { ok: false, code, message: cardErrors[code] }
}

function card(given: CardGiven): TestCard {
  const expiry = given.expiry ?? '3012'
  return {
    expiry,
    balanceMinor: 100_000_000,
    behaviour: 'approve',
    // Service code: international, by signature or PIN; it begins with 2 where there is a chip.
    track2: `${given.pan}D${expiry}${given.chip === undefined ? '101' : '201'}${'0'.repeat(8)}`,
    title: { en: given.alias, zh: given.alias },
    ...given,
  }
}

function defectOf(made: TestCard): keyof typeof cardErrors | undefined {
  const { pan, expiry, pin, typedPin, balanceMinor, behaviour, track2 } = made
  if (!/^\d{12,19}$/.test(pan)) return 'CARD_PAN'
  if (!/^\d\d(0[1-9]|1[0-2])$/.test(expiry)) return 'CARD_EXPIRY'
  for (const one of [pin, typedPin]) {
    if (one !== undefined && (!/^\d{4,12}$/.test(one) || pan.length < 13)) return 'CARD_PIN'
  }
  if (!Number.isSafeInteger(balanceMinor) || balanceMinor < 0) return 'CARD_BALANCE'
  if (typeof behaviour === 'object' && !/^[0-9A-Z]{2}$/.test(behaviour.decline)) return 'CARD_DECLINE'
  if (track2.length > 37 || !/^\d+D\d+$/.test(track2) || !track2.startsWith(`${pan}D`)) return 'CARD_TRACK'
  return undefined
}

/** Cards by behaviour, in a range that no issuer has. Insufficient funds, wrong PIN and expiry are found, not declared. */
export const testCards: readonly TestCard[] = [
  card({
    alias: 'credit-ok',
    pan: '6212344173290019',
    expiry: '3012',
    balanceMinor: 100_000_000,
    behaviour: 'approve',
    title: { en: 'An ordinary credit card', zh: '普通信用卡' },
  }),
  card({
    alias: 'credit-ok-2',
    pan: '6212344173291389',
    expiry: '3012',
    balanceMinor: 100_000_000,
    behaviour: 'approve',
    title: { en: 'A second credit card', zh: '另一张信用卡' },
  }),
  card({
    alias: 'debit-ok',
    pan: '6212344173292759',
    expiry: '3012',
    pin: '246810',
    balanceMinor: 5_000_000,
    behaviour: 'approve',
    title: { en: 'A debit card with its PIN', zh: '输入密码的借记卡' },
  }),
  card({
    alias: 'insufficient-funds',
    pan: '6212344173294128',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: 'approve',
    title: { en: 'No money on the account (51)', zh: '余额不足的卡 (51)' },
  }),
  card({
    alias: 'partial-approval',
    pan: '6212340000020512',
    expiry: '3012',
    balanceMinor: 10_000,
    behaviour: 'approveInPart',
    title: { en: 'A hundred on it, and more is approved in part (10)', zh: '只有一百元，超出时部分承兑的卡 (10)' },
  }),
  card({
    alias: 'wrong-pin',
    pan: '6212344173295497',
    expiry: '3012',
    pin: '135790',
    typedPin: '111111',
    balanceMinor: 5_000_000,
    behaviour: 'approve',
    title: { en: 'The holder types a wrong PIN (55)', zh: '持卡人输错密码的卡 (55)' },
  }),
  card({
    alias: 'lost-card',
    pan: '6212344173296867',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '41' },
    title: { en: 'Reported lost (41)', zh: '挂失卡 (41)' },
  }),
  card({
    alias: 'stolen-card',
    pan: '6212344173298236',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '43' },
    title: { en: 'Reported stolen (43)', zh: '被盗卡 (43)' },
  }),
  card({
    alias: 'expired-card',
    pan: '6212344173299606',
    expiry: '2512',
    balanceMinor: 100_000_000,
    behaviour: 'approve',
    title: { en: 'Past its expiry (54)', zh: '过期卡 (54)' },
  }),
  card({
    alias: 'over-limit',
    pan: '6212340000010976',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '61' },
    title: { en: 'Over its limit (61)', zh: '超出限额的卡 (61)' },
  }),
  card({
    alias: 'too-often',
    pan: '6212340000012345',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '65' },
    title: { en: 'Used too often today (65)', zh: '超出次数的卡 (65)' },
  }),
  card({
    alias: 'do-not-honour',
    pan: '6212340000013715',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '05' },
    title: { en: 'Declined without a reason (05)', zh: '不予承兑的卡 (05)' },
  }),
  card({
    alias: 'call-issuer',
    pan: '6212340000015082',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '01' },
    title: { en: 'The issuer wants a call (01)', zh: '需联系发卡行的卡 (01)' },
  }),
  card({
    alias: 'unknown-card',
    pan: '6212340000016452',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '14' },
    title: { en: 'No such card at the issuer (14)', zh: '无此卡号的卡 (14)' },
  }),
  card({
    alias: 'unlisted-code',
    pan: '6212340000017823',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: 'ZZ' },
    title: { en: 'A code that nobody listed (ZZ)', zh: '应答码不在表内的卡 (ZZ)' },
  }),
  card({
    alias: 'issuer-busy',
    pan: '6212340000019191',
    expiry: '3012',
    balanceMinor: 0,
    behaviour: { decline: '96' },
    title: { en: 'The issuer is out of order (96)', zh: '发卡行系统异常的卡 (96)' },
  }),
  card({
    alias: 'chip-ok',
    pan: '6212340000021932',
    chip: 'approves',
    title: { en: 'A credit card with a chip', zh: '芯片信用卡' },
  }),
  card({
    alias: 'chip-declines',
    pan: '6212340000023300',
    chip: 'declines',
    title: { en: 'Its chip declines what the host has approved (AAC)', zh: '平台批准后由芯片拒绝的卡 (AAC)' },
  }),
]
