/** Everything to look for, filed under hashes of four neighbouring characters or bytes. */
export interface PatternTable {
  readonly texts: Filed<string>
  readonly bytes: Filed<Uint8Array>
  /** Too short to be looked for inside other texts (a PIN stands in many an amount): found only where they stand alone. */
  readonly short: Set<string>
}
interface Filed<T> {
  /** Takes from a hash the bits that number a place in `seen`. */
  readonly mask: number
  readonly seen: Uint8Array
  readonly byHash: Map<number, Anchor<T>[]>
}
/** A pattern, and how far behind its start the four stand. */
export interface Anchor<T> {
  readonly pattern: T
  readonly offset: number
}

/** Shorter texts are found only where they stand alone. */
export const LONG_ENOUGH = 12
/** Every pattern is filed under the four at each of its first places, so a search may look at every ninth place only. */
export const TEXT_STRIDE = LONG_ENOUGH - 3
/** Fewer bytes than this stand in any message by chance. */
const FEWEST_BYTES = 6
export const BYTE_STRIDE = FEWEST_BYTES - 3

export function newTable(bits: number): PatternTable {
  return { texts: newFile(bits), bytes: newFile(bits), short: new Set() }
}

/** The same table once more: what is added to one is not in the other. */
export function copyOf({ texts, bytes, short }: PatternTable): PatternTable {
  return { texts: copyOfFile(texts), bytes: copyOfFile(bytes), short: new Set(short) }
}

/** The patterns of these secrets; those that were asked for last are at hand, because runs with the same cards follow each other. */
export function patternsOf(secrets: readonly string[]): PatternTable {
  const name = secrets.join('\n')
  if (latest?.name === name) return latest.table
  const table = newTable(HASH_BITS)
  for (const secret of secrets) addPatterns(table, secret)
  latest = { name, table }
  return table
}

/** A secret in clear and as hex of its characters; where it is all digits or hex, packed from either nibble as well. */
export function addPatterns(table: PatternTable, secret: string): void {
  if (secret.length < LONG_ENOUGH) {
    if (secret !== '') table.short.add(secret)
    return
  }
  const hex = hexOfText(secret)
  for (const text of new Set([secret, secret.toLowerCase(), hex, hex.toLowerCase()])) {
    for (let offset = 0; offset < TEXT_STRIDE; offset++) file(table.texts, text, offset, hashOfText(text, offset))
    fileBytes(table, bytesOfText(text))
  }
  const digits = secret.replace('=', 'D')
  if (!/^[0-9A-Fa-f]+$/.test(digits)) return
  fileBytes(table, packed(digits, 0))
  fileBytes(table, packed(digits, 1))
}

const HASH_BITS = 16
let latest: { readonly name: string; readonly table: PatternTable } | undefined

/** Sixteen bits of four characters. */
export function hashOf(a: number, b: number, c: number, d: number): number {
  return Math.imul((a << 24) ^ (b << 16) ^ (c << 8) ^ d, 0x9e3779b1) >>> HASH_BITS
}

export function hashOfText(text: string, at: number): number {
  return hashOf(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2), text.charCodeAt(at + 3))
}

function newFile<T>(bits: number): Filed<T> {
  return { mask: (1 << bits) - 1, seen: new Uint8Array(1 << bits), byHash: new Map() }
}

function copyOfFile<T>({ mask, seen, byHash }: Filed<T>): Filed<T> {
  return { mask, seen: seen.slice(), byHash: new Map([...byHash].map(([hash, anchors]) => [hash, anchors.slice()])) }
}

function file<T>({ mask, seen, byHash }: Filed<T>, pattern: T, offset: number, hash: number): void {
  const place = hash & mask
  seen[place] = 1
  const here = byHash.get(place)
  if (here === undefined) byHash.set(place, [{ pattern, offset }])
  else here.push({ pattern, offset })
}

function fileBytes(table: PatternTable, bytes: Uint8Array): void {
  if (bytes.length < FEWEST_BYTES) return
  for (let at = 0; at < BYTE_STRIDE; at++) {
    file(table.bytes, bytes, at, hashOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!))
  }
}

function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at) & 0xff
  return bytes
}

function hexOfText(text: string): string {
  let hex = ''
  for (const byte of bytesOfText(text)) hex += byte.toString(16).toUpperCase().padStart(2, '0')
  return hex
}

/** Whole bytes of two digits each, from the first digit or from the second. */
function packed(digits: string, from: number): Uint8Array {
  const bytes = new Uint8Array((digits.length - from) >> 1)
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = Number.parseInt(digits.slice(from + 2 * at, from + 2 * at + 2), 16)
  }
  return bytes
}
