/** Data elements of a chip by tag, as hex, in the order in which they stand in field 55. */
export type ChipData = ReadonlyMap<string, string>

/** Takes field 55 apart (BER-TLV; tags in upper-case hex); undefined where a length leads past its end. */
export function readChipData(hex: string): ChipData | undefined {
  const data = new Map<string, string>()
  let at = 0
  while (at < hex.length) {
    const tagEnd = at + tagDigits(hex, at)
    const isLong = byteAt(hex, tagEnd) === LONG_LENGTH
    const from = tagEnd + (isLong ? 4 : 2)
    const end = from + 2 * byteAt(hex, from - 2)
    // A length that is not there is NaN, which is not within anything.
    if (!(end <= hex.length)) return undefined
    data.set(hex.slice(at, tagEnd), hex.slice(from, end))
    at = end
  }
  return data
}

/** The bytes of field 55 that hold these elements, as hex; each is at most 255 bytes long. */
export function writeChipData(data: Iterable<readonly [tag: string, value: string]>): string {
  let hex = ''
  for (const [tag, value] of data) {
    const bytes = value.length / 2
    hex += `${tag}${bytes < 0x80 ? '' : '81'}${bytes.toString(16).toUpperCase().padStart(2, '0')}${value}`
  }
  return hex
}

/** Of a field 55 only these elements, in this order; what it does not have is left out. */
export function pickChipData(hex: string, tags: readonly string[]): string {
  const data = readChipData(hex) ?? new Map<string, string>()
  return writeChipData(
    tags.flatMap((tag) => {
      const value = data.get(tag)
      return value === undefined ? [] : [[tag, value] as const]
    }),
  )
}

const LONG_LENGTH = 0x81

/** Five ones at the end of the first byte announce more; each further byte says by its first bit whether it is the last. */
function tagDigits(hex: string, at: number): number {
  if ((byteAt(hex, at) & 0x1f) !== 0x1f) return 2
  let digits = 4
  while (byteAt(hex, at + digits - 2) >= 0x80) digits += 2
  return digits
}

function byteAt(hex: string, at: number): number {
  return Number.parseInt(hex.slice(at, at + 2), 16)
}
