import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { stepNames } from '../../scenarios/format-steps.ts'
import { invariantIds } from '../../scenarios/judge/invariant-ids.ts'
import { differenceCauses } from '../../scenarios/judge/judgement.ts'
import { outcomes, receipts } from '../../scenarios/scenario.ts'
import { switchNames } from '../../scenarios/switches.ts'
import { droporder } from '../apps/cli/shell.ts'
import { droporderArgs, missing, scriptsNamed, shownIn } from './console.ts'
import { made } from './made.ts'
import { codesIn, commandsIn, fencesOf, madeParts, renewed, rowsOf } from './markdown.ts'
import { at, pageOf, readmes } from './page.ts'

/** Below the project, so that what a page imports is found from there. */
const folder = at(join('out', 'docs', String(process.pid)))
mkdirSync(folder, { recursive: true })

describe.each(readmes)('$file', ({ file, lang }) => {
  const page = pageOf(file)
  const fences = fencesOf(page)
  const blocks = (kind: string) => fences.filter((fence) => fence.kind === kind)

  it('has the tables that the product would print now (renew it with: npx vitest run test/docs -u)', async () => {
    expect(madeParts(page).sort()).toEqual(Object.keys(made).sort())
    const now = renewed(page, (name, old) => made[name]?.(lang, old) ?? '')
    await expect(now).toMatchFileSnapshot(at(file))
    expect(rowsOf(now).filter((row) => row.slice(1).some((cell, i) => cell === '' && i !== 1))).toEqual([])
  })

  it('starts with a trace, the two commands, code by line 25 and what is out of scope', () => {
    const lines = page.split('\n')
    const code = blocks('ts')[0]?.lines ?? []
    expect(lines.indexOf('```ts')).toBeLessThan(25)
    expect(code.length).toBeLessThanOrEqual(15)
    expect(shownIn(blocks('console')[0]!)[0]?.expected).toHaveLength(8)
    expect(blocks('sh')[0]?.lines.map((line) => line.replace(/ +#.*/, ''))).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ])
    const scope = lines.findIndex((line) => line.includes('SM4'))
    expect(scope).toBeGreaterThan(0)
    expect(scope).toBeLessThan(45)
  })

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(pageOf('package.json'))
    const named = scriptsNamed(commandsIn(page)).filter((name) => name !== 'ci')
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('has code that prints what stands below it', () => {
    const code = blocks('ts')[0]!
      .lines.join('\n')
      .replace("'droporder'", JSON.stringify(pathToFileURL(at('index.ts')).href))
    const path = join(folder, `${lang}.ts`)
    writeFileSync(path, code)
    const printed = execFileSync(process.execPath, [path], { encoding: 'utf8' }).trimEnd().split('\n')
    expect(printed).toEqual(blocks('text')[0]?.lines)
  })

  const shown = blocks('console').flatMap(shownIn)
  const runs = shown.flatMap((one) => {
    const args = droporderArgs(one.words)
    const isQuick = args !== undefined && !['start', 'host', 'terminal'].includes(args[0] ?? '')
    return isQuick ? [{ ...one, args, line: args.join(' ') }] : []
  })

  it('shows nothing but commands of droporder', () => {
    expect(shown.filter(({ words }) => droporderArgs(words) === undefined)).toEqual([])
  })

  it.each(runs)('is right about: $line', async ({ args, expected, exit }) => {
    for (const { lines } of blocks('yaml')) writeFileSync(join(folder, nameOf(lines)), `${lines.join('\n')}\n`)
    const { code, out, err } = await droporder(args.map((arg) => (arg.endsWith('.yaml') ? join(folder, arg) : arg)))
    expect({ code, missing: missing(expected, out + err) }).toEqual({ code: exit, missing: [] })
  })

  it('gives its files to a schema that is there', () => {
    for (const { lines } of blocks('yaml')) {
      const schema = /\$schema=\.\/(.*)$/.exec(lines[0] ?? '')?.[1] ?? ''
      expect(JSON.parse(pageOf(schema)).title).toMatch(/droporder/)
    }
  })

  it.each(['list', 'points', 'run', 'explore', 'swarm', 'mutants', 'explain', 'start', 'host', 'terminal', 'decode'])(
    'has every option of the command %s in its row, and none that does not exist',
    async (name) => {
      const help = (await droporder([name, '--help'])).out
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name} `)) ?? ''
      // These two are told once for all commands.
      const told = ['--help', '--lang', '--format']
      const real = optionsIn(help).filter((option) => !told.includes(option))
      expect(optionsIn(row)).toEqual(real)
      expect(help.includes('--lang')).toBe(!['host', 'points'].includes(name))
    },
  )

  it('has a row for every command, and names the options of all', async () => {
    const help = (await droporder(['--help'])).out
    const listed = [...help.matchAll(/^ {2}([a-z]+) +(?:\[|the|what)/gm)].map(([, name = '']) => name)
    expect(listed.length).toBeGreaterThan(6)
    expect(listed.filter((name) => name !== 'help' && !page.includes(`\n| \`${name} `))).toEqual([])
    expect(optionsIn(page)).toEqual(expect.arrayContaining([...optionsIn(help), '--lang', '--format']))
  })

  it('names every key of the JSON documents', async () => {
    for (const args of [
      ['list'],
      ['points', 'sale-approved'],
      ['run', 'reversals-exhausted', '--faults', 'link.response.0210#1=drop'],
    ]) {
      const first = JSON.parse((await droporder([...args, '--format', 'json'])).out)[0]
      const row = page.split('\n').find((line) => line.startsWith(`| \`${args[0]}\` | \`[{`)) ?? ''
      const named = new Set(row.match(/\w+/g))
      expect(keysOf(first).filter((key) => !named.has(key))).toEqual([])
    }
  })

  it('names every step, outcome, state of a receipt, cause of a difference, switch and invariant', () => {
    const codes = codesIn(page)
    const firstWords = new Set(rowsOf(page).map(([cell = '']) => /^`?(\w+)/.exec(cell)?.[1]))
    for (const name of [...stepNames, ...differenceCauses, ...switchNames, ...invariantIds])
      expect(firstWords).toContain(name)
    for (const name of [...outcomes, ...receipts]) expect(page).toMatch(new RegExp(`\\b${name}\\b`))
    expect(codes.length).toBeGreaterThan(200)
  })

  it('links to pages that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
    expect(links.length).toBeGreaterThan(3)
    for (const path of links) expect(pageOf(path).length).toBeGreaterThan(100)
  })
})

it('leaves nothing behind', () => {
  rmSync(folder, { recursive: true })
})

/** Every option in a text, sorted, each once. */
function optionsIn(text: string): string[] {
  return [...new Set(text.match(/(?<![-\w])--[a-z]+/g))].sort()
}

function nameOf(lines: readonly string[]): string {
  return `${/^id: (.*)$/m.exec(lines.join('\n'))?.[1]}.yaml`
}

/** Every name in a document, but of the counters whose names are data. */
function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return keysOf(value[0])
  if (!(value instanceof Object)) return []
  return Object.entries(value).flatMap(([key, inside]) => [
    key,
    ...(key === 'checked' || key === 'cases' ? [] : keysOf(inside)),
  ])
}
