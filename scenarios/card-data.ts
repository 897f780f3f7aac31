/**
 * Whether a value for a field could be somebody's card data. A schedule is repeated wherever a run is told (trace, result,
 * replay line), so such a value may not stand in one.
 */
export function mayBeCardData(field: number, value: string): boolean {
  const digits = value.match(/[0-9]/g)?.length ?? 0
  if (CARD_FIELDS.has(field)) return digits >= FEWEST_DIGITS
  return (value.match(/[1-9][0-9]{11,}/g) ?? []).some(passesForPan)
}

/** Whether a text that will be printed holds one of these card numbers, or digits that pass for one. */
export function holdsPan(text: string, pans: readonly string[]): boolean {
  const joined = text.replace(/[\s.-]/g, '')
  return pans.some((pan) => joined.includes(pan)) || (joined.match(/[0-9]{13,}/g) ?? []).some(passesForPan)
}

/** PAN, expiry, tracks 2, 3 and 1, PIN block, chip data. */
const CARD_FIELDS: ReadonlySet<number> = new Set([2, 14, 35, 36, 45, 52, 55])
/** Half of a card number is too much already. */
const FEWEST_DIGITS = 8
const LONGEST_PAN = 19

/** A card number ends in a check digit: every second digit from the right counts double, and all add up to tens. */
function passesForPan(digits: string): boolean {
  if (digits.length > LONGEST_PAN) return false
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const counted = place % 2 === 0 ? digit : 2 * digit
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}
