import { describe, expect, it } from 'vitest'
import { APPROVING } from '../../host/decide-money.ts'
import { switchNames } from '../../scenarios/switches.ts'
import { codes, effectOf } from '../../terminal/codes.ts'
import { profileOf } from '../../terminal/profile.ts'
import { madeParts, renewed, rowsOf, tableOf } from './markdown.ts'
import { at, pageOf } from './page.ts'

const page = pageOf('docs/rules.md')

const listed = Object.keys(codes).sort()

/** Every response code; what it means is written by people and kept. */
function codesTable(meanings: ReadonlyMap<string, string>): string {
  const rows = listed.map((code) => {
    const { group, zh, en } = codes[code]!
    const money = effectOf(code, profileOf('unionpay'))
    return [`\`${code}\``, meanings.get(`\`${code}\``) ?? '', money, group, zh, en]
  })
  return tableOf(['Code', 'Means', 'The money', 'Class', 'The clerk reads', 'In English'], rows)
}

describe('docs/rules.md', () => {
  it('has the response codes of the terminal (renew it with: npx vitest run test/docs -u)', async () => {
    expect(madeParts(page)).toEqual(['codes'])
    const now = renewed(page, (_, old) => codesTable(new Map(old.map(([code = '', means = '']) => [code, means]))))
    await expect(now).toMatchFileSnapshot(at('docs/rules.md'))
  })

  it('says of each code what it means', () => {
    const rows = rowsOf(page.slice(page.indexOf('<!-- made: codes -->')))
    expect(rows).toHaveLength(listed.length)
    for (const row of rows) expect(row).toEqual(row.map(() => expect.stringMatching(/\S/)))
  })

  it('is right that both profiles and both sides see the same in a code', () => {
    for (const code of listed) expect(effectOf(code, profileOf('iso87'))).toBe(effectOf(code, profileOf('unionpay')))
    const approving = listed.filter((code) => effectOf(code, profileOf('unionpay')) === 'approved')
    expect(approving).toEqual([...APPROVING].sort())
  })

  it('names every switch', () => {
    expect(switchNames.filter((name) => !new RegExp(`\`${name}\\b`).test(page))).toEqual([])
  })

  it('counts its rules without a gap', () => {
    const sections = [...page.matchAll(/^## (\d+) /gm)].map(([, number]) => Number(number))
    expect(sections).toEqual(sections.map((_, i) => i + 1))
    for (const section of sections) {
      const rules = [...page.matchAll(/^\*\*(\d+)\.(\d+) /gm)].filter(([, first]) => Number(first) === section)
      expect(rules.map(([, , second]) => Number(second))).toEqual(rules.map((_, i) => i + 1))
    }
  })
})
