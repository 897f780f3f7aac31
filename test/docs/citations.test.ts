import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { at, pageOf } from './page.ts'

const folders = ['protocol', 'sim', 'terminal', 'host', 'drivers', 'scenarios', 'apps', 'scripts', 'test']

/** Every source of ours with its text; what is generated repeats others. */
const sources = folders.flatMap((folder) =>
  readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
    .map((file) => ({ file: join(folder, file), text: readFileSync(at(join(folder, file)), 'utf8') })),
)

/** What a page has numbered: its sections and, in bold, its rules. */
function numbersOf(page: string): Set<string> {
  return new Set([...pageOf(page).matchAll(/^(?:## |\*\*)(\d+(?:\.\d+)?) /gm)].map(([, number = '']) => number))
}

/** A page of rules and the numbers after it: `docs/rules.md 3.2, 3.3`. */
const CITATION = /docs\/(rules|messages|causes)\.md((?:,? \d+(?:\.\d+)?\b)*)/g

describe('the sources', () => {
  it('cite rules that stand where they say', () => {
    const cited = sources.flatMap(({ file, text }) =>
      // A comment may be broken anywhere.
      [...text.replaceAll(/\n\s*(?:\*|\/\/) /g, ' ').matchAll(CITATION)].flatMap(([, page = '', numbers = '']) =>
        (numbers.match(/\d+(\.\d+)?/g) ?? []).map((number) => ({ file, page: `docs/${page}.md`, number })),
      ),
    )
    expect(cited.length).toBeGreaterThan(10)
    expect(cited.filter(({ page, number }) => !numbersOf(page).has(number))).toEqual([])
  })

  it('name no page that is not there', () => {
    const named = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/(?<=\/\/ .*|\* .*)[\w/.-]*\w\.md\b/g)].map(([page]) => ({ file, page })),
    )
    const here = ['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
    const docs = readdirSync(at('docs')).map((name) => `docs/${name}`)
    expect(named.filter(({ page }) => ![...here, ...docs].includes(page))).toEqual([])
  })
})

describe('the pages of docs', () => {
  it.each(readdirSync(at('docs')))('link to pages that are there (%s)', (name) => {
    for (const [, path = ''] of pageOf(join('docs', name)).matchAll(/\]\(([^)#:]+)\)/g))
      expect([path, existsSync(at(join('docs', path)))]).toEqual([path, true])
  })
})
