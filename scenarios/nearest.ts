import { closest, distance } from 'fastest-levenshtein'

/** The name that a misspelt one most likely meant, or undefined when none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined
  const folded = given.slice(0, LONGEST).toLowerCase()
  const lower = names.map((name) => name.toLowerCase())
  const found = closest(folded, lower)
  const far = distance(folded, found)
  if (far <= Math.max(2, Math.floor(found.length / 2))) return names[lower.indexOf(found)]
  return beginning(folded, lower, names)
}

/** Of long names people often give the beginning, and misspell its end. */
function beginning(folded: string, lower: readonly string[], names: readonly string[]): string | undefined {
  const common = lower.map((name) => {
    let length = 0
    while (length < folded.length && folded[length] === name[length]) length += 1
    return length
  })
  const best = Math.max(...common)
  return best >= Math.max(FEWEST_IN_COMMON, folded.length * 0.6) ? names[common.indexOf(best)] : undefined
}

/** The sentence that helps: the nearest name first, then what is allowed. */
export function suggest(given: string, names: readonly string[], what = 'allowed'): string {
  const near = nearest(given, names)
  const list = names.length > MANY ? `${closestFirst(given, names).slice(0, FEW).join(', ')}, …` : names.join(', ')
  const allowed = names.length === 0 ? `${what}: nothing` : `${what}: ${list}`
  return near === undefined ? allowed : `did you mean ${near}? ${allowed}`
}

function closestFirst(given: string, names: readonly string[]): readonly string[] {
  const folded = given.slice(0, LONGEST).toLowerCase()
  return names
    .map((name) => ({ name, far: distance(folded, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
}

/**
 * A name as given, fit to be repeated to the person: short, without control characters, and with every digit hidden
 * once it holds as many as a card number could.
 */
export function quote(given: string): string {
  return `"${scrub(given.length > LONGEST ? `${given.slice(0, LONGEST)}…` : given)}"`
}

/** Hides digits where there are enough of them for a card number, and control characters everywhere. */
export function scrub(text: string): string {
  const plain = text.replace(/\p{Cc}|\p{Cf}/gu, '·')
  const digits = plain.match(/\p{Nd}/gu)?.length ?? 0
  return digits < FEWEST_PAN_DIGITS ? plain : plain.replace(/\p{Nd}/gu, '*')
}

const LONGEST = 60
const FEWEST_IN_COMMON = 4
/** More names than these are not all shown, but the nearest few. */
const MANY = 30
const FEW = 8
/** A card number has at least 13 digits; hiding starts early, because half of one is too much. */
const FEWEST_PAN_DIGITS = 8
