import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LONG_TABLES } from './tidy/house.ts'
import { CLEAN, PLANTS } from './tidy/plants.ts'
import { longTables } from './tidy/size.ts'
import { RULES, tidy } from './tidy/tidy.ts'
import { readTree } from './tidy/tree.ts'

const tree = readTree()

describe('the tree', () => {
  it.each(Object.entries(RULES))('keeps the rule %s', (name, rule) => {
    expect(tidy(tree, { [name]: rule }).join('\n')).toBe('')
  })

  it('has at most six long tables, and they exist', () => {
    expect(LONG_TABLES.length).toBeLessThanOrEqual(6)
    expect(LONG_TABLES.filter((path) => !existsSync(path))).toEqual([])
  })
})

describe('a rule', () => {
  it('says nothing about a house in order', () => {
    expect(tidy(CLEAN)).toEqual([])
  })

  it.each(PLANTS)('catches what is planted, and nobody else does: $says', ({ rule, files, says }) => {
    expect(tidy({ ...CLEAN, ...files })).toEqual([says])
    expect(says).toContain(`: ${rule}: `)
  })

  it('exists only with a violation planted for it', () => {
    const planted = new Set([...PLANTS.map(({ rule }) => rule), 'long-tables'])
    expect(Object.keys(RULES).filter((name) => !planted.has(name))).toEqual([])
  })
})

describe('a long table', () => {
  const say = (text: string) =>
    tidy({ 'protocol/table.ts': text }, { 'long-tables': longTables(['protocol/table.ts']) })
  const refusal = 'long-tables: a long table holds only literals: move this elsewhere'

  it('may hold literals in any nesting, and types', () => {
    const text =
      "import type { A } from './a.ts'\nexport const a: A = { '2': [-1, 'x', `y`, null, true], b: { c: 1n } } as const\n"
    expect(say(text)).toEqual([])
  })

  it.each([
    'export const a = b',
    'export const a = [f()]',
    'export const a = { ...b }',
    'export const a = { [b]: 1 }',
    'export const a = { b }',
    'export const a = `${b}`',
    'export const a = () => 1',
    'export let a = 1',
    'export function a() {}',
    "import { a } from './a.ts'",
    "export * from './a.ts'",
    'f()',
  ])('may not hold code: %s', (code) => {
    expect(say(`export const one = 1\n${code}\n`)).toEqual([`protocol/table.ts:2: ${refusal}`])
  })
})

describe('what the rules leave alone', () => {
  it('a name of the machine where it is only a property or a local', () => {
    const text = 'export const a = (process: { document: 1 }) => ({ crypto: process.document, at: new Date(1) })\n'
    expect(tidy({ 'sim/a.ts': text })).toEqual([])
  })

  it('the length of a describe, which is a chapter', () => {
    const text = `describe.each([1])('x', () => {\n${'  go()\n'.repeat(80)}})\n`
    expect(tidy({ 'test/a.test.ts': text })).toEqual([])
    expect(tidy({ 'sim/a.ts': text })).toHaveLength(1)
  })

  it('a word of a package that is renamed where it comes in', () => {
    expect(tidy({ 'drivers/a.ts': "import { rollback as undo } from 'pg'\nundo()\n" })).toEqual([])
    expect(tidy({ 'drivers/a.ts': "import { rollback } from 'pg'\n" })).toHaveLength(1)
  })
})
