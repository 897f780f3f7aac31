import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../protocol/index.ts'

const folder = fileURLToPath(new URL('../../protocol/', import.meta.url))

/** Everything in quotes that looks like a code, in every file; in the table's own file only outside the table. */
function codesInUse(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const found = files.flatMap((file) => {
    const text = readFileSync(folder + file, 'utf8')
    const own = file === 'errors.ts' ? text.slice(text.indexOf('export type ErrorCode')) : text
    return [...own.matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].map((match) => match[1]!).filter((code) => code.length > 3)
  })
  return [...new Set(found)].sort()
}

describe('the table of error codes', () => {
  it('holds exactly the codes that the folder uses', () => {
    expect(codesInUse()).toEqual(Object.keys(errorCodes).sort())
  })
})
