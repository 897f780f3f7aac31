import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandCodes } from '../../apps/cli/command-error.ts'
import { ledgerErrors, listenErrors } from '../../drivers/index.ts'
import { cardErrors } from '../../host/index.ts'
import { errorCodes } from '../../protocol/index.ts'
import { usageCodes } from '../../scenarios/index.ts'
import { droporder } from '../apps/cli/shell.ts'
import { madeParts, renewed, rowsOf, tableOf } from './markdown.ts'
import { at, pageOf } from './page.ts'

/** The product's own tables of codes, by the name of their part of the page. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  usage: usageCodes,
  command: commandCodes,
  protocol: errorCodes,
  ledger: ledgerErrors,
  listen: listenErrors,
  cards: cardErrors,
}

const folders = ['protocol', 'sim', 'terminal', 'host', 'drivers', 'scenarios', 'apps']
/** Two words at least, joined by underscores: so every code is written, and nothing else in quotes is. */
const CODE = /(?<=['])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?=['])/g

/** Codes of a package of others, which we translate. */
const OTHERS = ['DUPLICATE_KEY', 'MULTIPLE_DOCS', 'QUOTE_DOUBLE', 'RESOURCE_EXHAUSTION']

/** Every code of ours that stands in quotes anywhere in the product. */
function codesInSource(): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, encoding: 'utf8' }).map((file) => at(join(folder, file))),
  )
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
  return sources
    .flatMap((file) => readFileSync(file, 'utf8').match(CODE) ?? [])
    .filter((code) => !OTHERS.includes(code))
}

/** Command lines that the reader of the command line refuses by itself. */
const refused = [
  ['bogus'],
  ['list', '--bogus'],
  ['run', '--wire', 'bogus'],
  ['points'],
  ['run', '--out'],
  ['host'],
  ['points', 'a', 'b'],
  ['run', '--story', '--format', 'json'],
]

const page = pageOf('docs/errors.md')
const documented = rowsOf(page).flatMap(([cell = '']) => /^`([A-Z_0-9]+)`$/.exec(cell)?.[1] ?? [])

describe('docs/errors.md', () => {
  it('gives the meanings that the product gives (renew it with: npx vitest run test/docs -u)', async () => {
    expect(madeParts(page).sort()).toEqual(Object.keys(tables).sort())
    const now = renewed(page, (name, old) => {
      const rows = Object.entries(tables[name] ?? {}).map(([code, meaning]) => {
        const written = old.find(([cell]) => cell === `\`${code}\``)?.[2] ?? ''
        return [`\`${code}\``, meaning, written]
      })
      return tableOf(['Code', 'Meaning', 'What to do'], rows)
    })
    await expect(now).toMatchFileSnapshot(at('docs/errors.md'))
  })

  it('says of each code once what it means and what to do', () => {
    expect(documented.length).toBe(new Set(documented).size)
    for (const row of rowsOf(page).filter(([cell = '']) => cell.startsWith('`')))
      expect(row).toEqual([expect.any(String), expect.stringMatching(/\w/), expect.stringMatching(/\w/)])
  })

  it('has every code that the product can say, and no other', async () => {
    const heard = await Promise.all(refused.map(async (args) => await droporder(args)))
    expect(heard.map(({ code }) => code)).toEqual(refused.map(() => 2))
    const ofReader = heard.map(({ err }) => /^error (\w+):/.exec(err)?.[1] ?? '')
    const said = new Set([...Object.values(tables).flatMap(Object.keys), ...codesInSource(), ...ofReader])
    expect(documented.toSorted()).toEqual([...said].sort())
  })
})
