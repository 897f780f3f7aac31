/** Bytes that are known to be ASCII as a string. */
export function bytesToAscii(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += CHUNK) {
    const codes = codesFor(Math.min(CHUNK, to - at))
    for (let index = 0; index < codes.length; index++) codes[index] = bytes[at + index]!
    text += charactersOf(codes)
  }
  return text
}

/** The most characters that are made at once. */
export const CHUNK = 64

/** A row of exactly so many numbers, at most CHUNK, to fill with character codes; the next caller fills it again. */
export function codesFor(size: number): number[] {
  return rows[size]!
}

/** One string of all the codes: several times cheaper than joining character to character. */
export function charactersOf(codes: number[]): string {
  return String.fromCharCode.apply(null, codes)
}

const rows: readonly number[][] = Array.from({ length: CHUNK + 1 }, (_, size) => new Array<number>(size).fill(0))
