import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { fencesOf } from './markdown.ts'
import { at, pageOf } from './page.ts'

/** Below the project, so that what a page imports is found from there. */
const folder = at(join('out', 'library', String(process.pid)))
mkdirSync(folder, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true }))

const doors: Readonly<Record<string, string>> = {
  "'droporder'": 'index.ts',
  "'droporder/vitest'": 'library/vitest.ts',
  "'droporder/fast-check'": 'library/fast-check.ts',
}

/** The code of a fence as a file that imports this checkout. */
function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  const code = Object.entries(doors).reduce(
    (text, [door, file]) => text.replaceAll(door, JSON.stringify(pathToFileURL(at(file)).href)),
    lines.join('\n'),
  )
  writeFileSync(path, code)
  return path
}

describe('docs/library.md', () => {
  const fences = fencesOf(pageOf('docs/library.md'))
  const examples = fences.flatMap(({ kind, lines }, index) =>
    kind === 'ts' ? [{ lines, next: fences[index + 1] }] : [],
  )
  const printing = examples.filter(({ next }) => next?.kind === 'text')
  const suites = examples.filter(({ next }) => next?.kind !== 'text')

  it.each(printing.map((one, index) => [index + 1, one] as const))(
    'has an example %d that prints what stands below it',
    (index, { lines, next }) => {
      const printed = execFileSync(process.execPath, [fileOf(`${index}.ts`, lines)], { encoding: 'utf8' })
      expect(printed.trimEnd().split('\n')).toEqual(next?.lines)
    },
    60_000,
  )

  it('has a suite of tests that passes', () => {
    expect(suites).toHaveLength(1)
    const [suite] = suites
    fileOf('own.test.ts', suite?.lines ?? [])
    const vitest = at(join('node_modules', 'vitest', 'vitest.mjs'))
    const config = fileOf('vitest.config.ts', ['export default {}'])
    const report = join(folder, 'report.json')
    const args = [vitest, 'run', '--config', config, '--root', folder, '--reporter', 'json', '--outputFile', report]
    execFileSync(process.execPath, args)
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ numPassedTests: 4, numFailedTests: 0 })
  }, 120_000)
})
