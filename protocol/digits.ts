import { hexNibble } from './hex.ts'

/** 1 for each byte whose two nibbles are digits. */
export const digitPairs = Uint8Array.from({ length: 256 }, (_, byte) =>
  isDigit(byte >> 4) && isDigit(byte & 15) ? 1 : 0,
)

/** The same where a nibble may also be the separator D of a track. */
export const trackPairs = Uint8Array.from({ length: 256 }, (_, byte) =>
  isTrack(byte >> 4) && isTrack(byte & 15) ? 1 : 0,
)

/**
 * Packs digits two a byte at `at` and answers where they end, or -1 where a character is neither a digit nor, in a
 * track, D. An odd number leaves a zero nibble: in front when `right`, else behind.
 */
export function writePairs(value: string, out: Uint8Array, at: number, right: boolean, track: boolean): number {
  const bytes = (value.length + 1) >> 1
  let index = right && value.length % 2 === 1 ? -1 : 0
  for (let end = at; end < at + bytes; end++, index += 2) {
    const high = index < 0 ? 0 : nibble(value, index, track)
    const low = nibble(value, index + 1, track)
    if (high < 0 || low < 0) return -1
    out[end] = (high << 4) | low
  }
  return at + bytes
}

/** Past the end of an odd value stands the zero of the padding. */
function nibble(value: string, index: number, track: boolean): number {
  if (index >= value.length) return 0
  const found = hexNibble(value.charCodeAt(index))
  return isDigit(found) || (track && isTrack(found)) ? found : -1
}

function isDigit(nibble: number): boolean {
  return nibble >= 0 && nibble <= 9
}

function isTrack(nibble: number): boolean {
  return isDigit(nibble) || nibble === 13
}
