import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The ways in which a number shows through in bytes: as text, as text in UTF-16, as BCD in either nibble alignment, and as
 * text that is the hex of its ASCII. Also without its first and last two digits, because hardly less is as bad; a masked
 * number keeps six and four.
 */
export function tracesOf(number: string, bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes)
  const text = buffer.toString('latin1').toUpperCase()
  const nibbles = buffer.toString('hex').toUpperCase()
  const found: string[] = []
  const most = number.length < SHORTEST_PAN ? [] : [['most of it ', number.slice(2, -2)] as const]
  for (const [name, digits] of [['', number] as const, ...most]) {
    const ascii = Buffer.from(digits, 'latin1')
    if (text.includes(digits)) found.push(`${name}in clear`)
    // Groups as people write them.
    if (text.replace(/(?<=\d)[ -](?=\d)/g, '').includes(digits)) found.push(`${name}in groups`)
    if (buffer.includes(Buffer.from(digits, 'utf16le'))) found.push(`${name}as UTF-16`)
    if (nibbles.includes(digits)) found.push(`${name}as BCD`)
    if (text.includes(ascii.toString('hex').toUpperCase())) found.push(`${name}as hex of ASCII`)
  }
  return found
}

const SHORTEST_PAN = 13

/** All files below a folder with their bytes. */
export function filesBelow(folder: string): readonly (readonly [path: string, bytes: Uint8Array])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => [path, readFileSync(path)] as const)
}
