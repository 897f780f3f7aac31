/** An amount as people write it, "128.00", in minor units; undefined when it is not money. Zero is money. */
export function parseMoney(text: string): number | undefined {
  return MONEY.test(text) ? Number(text.replace('.', '')) : undefined
}

/** Minor units as "128.00"; a debt has a minus in front. */
export function formatMoney(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(3, '0')
  return `${amountMinor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Ten digits before the point are what field 4 holds: twelve with the minor units. */
export const MONEY = /^(0|[1-9][0-9]{0,9})\.[0-9]{2}$/
