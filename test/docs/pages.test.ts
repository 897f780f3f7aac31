import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scriptsNamed } from './console.ts'
import { codesIn, commandsIn, rowsOf } from './markdown.ts'
import { at, pageOf } from './page.ts'

const manifest = JSON.parse(pageOf('package.json'))

/** Looks like a path of the project: a folder, or a file with its ending; `ID` stands for a name. */
const PATH = /^(?!.*\bID\b)[a-z][\w.-]*(\/[\w.-]+)*(\/|\.(ts|json|md|yaml))$/

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', (file) => {
  const page = pageOf(file)

  it('names files and folders that are there', () => {
    const paths = codesIn(page).filter((code) => PATH.test(code))
    expect(paths.length).toBeGreaterThan(8)
    expect(paths.filter((path) => !existsSync(at(path)))).toEqual([])
  })

  it('names npm scripts that exist', () => {
    const named = scriptsNamed(commandsIn(page)).filter((name) => name !== 'ci')
    expect(named.filter((name) => manifest.scripts[name] === undefined)).toEqual([])
  })

  it('links to pages that are there', () => {
    for (const [, path = ''] of page.matchAll(/\]\(([^)#:]+)\)/g))
      expect([path, existsSync(at(path))]).toEqual([path, true])
  })
})

describe('ARCHITECTURE.md', () => {
  const page = pageOf('ARCHITECTURE.md')

  it('is no longer than 150 lines', () => {
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  })

  it('has a line for every folder of code', () => {
    const folders = readdirSync(at('.'), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !/^(\.|node_modules|out$|dist$|docs$|bin$)/.test(entry.name),
    )
    const listed = rowsOf(page).map(([cell = '']) => cell.replaceAll('`', ''))
    expect(folders.filter(({ name }) => !listed.some((cell) => cell.startsWith(`${name}/`)))).toEqual([])
  })

  it('gives a reason for every package that is used, and for no other', () => {
    const named = new Set(
      [...page.slice(page.indexOf('## Dependencies')).matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    )
    const used = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      (name) => !name.startsWith('@types/'),
    )
    expect([...named].sort()).toEqual(used.sort())
  })
})
