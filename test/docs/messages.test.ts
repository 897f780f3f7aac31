import { describe, expect, it } from 'vitest'
import { messageTables } from './made-messages.ts'
import { madeParts, renewed, rowsOf } from './markdown.ts'
import { at, pageOf } from './page.ts'

const page = pageOf('docs/messages.md')

describe('docs/messages.md', () => {
  it('has the tables that specs and runs give now (renew it with: npx vitest run test/docs -u)', async () => {
    expect(madeParts(page).sort()).toEqual(Object.keys(messageTables).sort())
    const now = renewed(page, (name) => messageTables[name]?.() ?? '')
    await expect(now).toMatchFileSnapshot(at('docs/messages.md'))
  })

  it('has the known answers that public sources print', () => {
    const cells = new Set(rowsOf(page).flat())
    for (const known of ['287A384239CC735B', 'B7133B57B67CF51A', 'B7133B57', '900ECCE3', 'CFF1592A'])
      expect(cells).toContain(`\`${known}\``)
    const lengths = rowsOf(page).filter(([first = '']) => /^00[134]$/.test(first))
    expect(lengths.map(([, , bytes]) => bytes)).toEqual(['24', '40', '60'])
  })

  it('counts its sections without a gap', () => {
    const sections = [...page.matchAll(/^## (\d+) /gm)].map(([, number]) => Number(number))
    expect(sections).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})
