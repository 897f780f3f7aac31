/** Everything to look for, filed under a hash of its first four characters or bytes. */
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
  readonly byHash: Map<number, T[]>
}

export function newTable(bits: number): PatternTable {
  return { texts: newFile(bits), bytes: newFile(bits), short: new Set() }
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
    file(table.texts, text, hashOfText(text, 0))
    fileBytes(table, bytesOfText(text))
  }
  const digits = secret.replace('=', 'D')
  if (!/^[0-9A-Fa-f]+$/.test(digits)) return
  fileBytes(table, packed(digits, 0))
  fileBytes(table, packed(digits, 1))
}

export const LONG_ENOUGH = 8
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

function file<T>({ mask, seen, byHash }: Filed<T>, secret: T, hash: number): void {
  const place = hash & mask
  seen[place] = 1
  byHash.set(place, [...(byHash.get(place) ?? []), secret])
}

/** Fewer than six bytes stand in any message by chance. */
function fileBytes(table: PatternTable, bytes: Uint8Array): void {
  if (bytes.length >= 6) file(table.bytes, bytes, hashOf(bytes[0]!, bytes[1]!, bytes[2]!, bytes[3]!))
}

function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}

function hexOfText(text: string): string {
  let hex = ''
  for (const byte of bytesOfText(text)) hex += byte.toString(16).toUpperCase().padStart(2, '0')
  return hex
}

/** Whole bytes of two digits each, from the first digit or from the second. */
function packed(digits: string, from: number): Uint8Array {
  const length = (digits.length - from) >> 1
  return Uint8Array.from({ length }, (_, index) =>
    Number.parseInt(digits.slice(from + 2 * index, from + 2 * index + 2), 16),
  )
}
