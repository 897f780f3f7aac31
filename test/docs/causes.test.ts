import { describe, expect, it } from 'vitest'
import { causes } from '../../apps/cli/causes.ts'
import { catalogue } from '../../scenarios/index.ts'
import { droporder } from '../apps/cli/shell.ts'
import type { Rows } from './markdown.ts'
import { madeParts, renewed, rowsOf, tableOf } from './markdown.ts'
import { at, pageOf } from './page.ts'

const page = pageOf('docs/causes.md')
const numbers = Object.keys(causes).map(Number)

/** Titles and scenarios come from the product; effect and what must be there are written by people and kept. */
function coverage(old: Rows): string {
  const rows = numbers.map((number) => {
    const { en, zh } = causes[number]!
    const [, , , effect = '', needed = ''] = old.find(([first]) => first === String(number)) ?? []
    const players = Object.values(catalogue).filter(({ seeds }) => seeds.includes(number))
    const played = players.map(({ id }) => `\`${id}\``).join(' ')
    return [String(number), en, zh, effect, needed, played === '' ? 'open' : played]
  })
  return tableOf(['Row', 'Cause', '关键词', 'Leads to', 'The laboratory needs', 'Played by'], rows)
}

describe('docs/causes.md', () => {
  it('says which scenarios play each row (renew it with: npx vitest run test/docs -u)', async () => {
    expect(madeParts(page)).toEqual(['causes'])
    const now = renewed(page, (_, old) => coverage(old))
    await expect(now).toMatchFileSnapshot(at('docs/causes.md'))
  })

  it('has every row with all its cells', () => {
    const rows = rowsOf(page)
    expect(rows.map(([number]) => Number(number))).toEqual(numbers)
    expect(numbers).toEqual(Array.from({ length: 47 }, (_, i) => i + 1))
    for (const row of rows) expect(row).toEqual(row.map(() => expect.stringMatching(/\S/)))
  })

  it('has a row for every number that a scenario names', () => {
    for (const { id, seeds } of Object.values(catalogue))
      for (const seed of seeds) expect([id, numbers.includes(seed)]).toEqual([id, true])
  })

  it.each(['en', 'zh'] as const)('gives each row the title that the list has beside its number (%s)', async (lang) => {
    const lines = (await droporder(['list', '--seeds', '--lang', lang])).out.trimEnd().split('\n')
    const told = lines.map((line) => line.trim().split(/ {2,}/).slice(0, 2))
    const played = rowsOf(coverage(rowsOf(page))).filter((row) => row.at(-1) !== 'open')
    expect(told).toEqual(played.map(([number, en, zh]) => [number, { en, zh }[lang]]))
  })
})
