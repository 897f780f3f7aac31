import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { profileJsonSchema, scenarioJsonSchema } from '../scenarios/json-schema.ts'
import { loadScenario } from '../scenarios/load.ts'
import { loadProfile } from '../scenarios/profile.ts'
import { UsageError } from '../scenarios/usage-error.ts'

// Compiles the YAML of the catalogue and of the profiles to a module, and their formats to JSON Schemas. With `--check` it
// writes nothing and ends with 1 when one of them is stale.

const root = join(import.meta.dirname, '..')

/** Every YAML file of a folder of `scenarios/`, in the order of its names, as what `load` makes of it. */
function compile<T extends { readonly id: string }>(
  folder: string,
  load: (text: string, file: string) => T,
): readonly T[] {
  const path = join(root, 'scenarios', folder)
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml'))
  return names.sort().map((name) => {
    const made = load(readFileSync(join(path, name), 'utf8'), `scenarios/${folder}/${name}`)
    if (`${made.id}.yaml` !== name) throw new UsageError('VALUE_UNKNOWN', `${name} holds the id of another file`)
    return made
  })
}

/** The files that are made, by their path. */
function generated(): Readonly<Record<string, string>> {
  const rows = (all: readonly object[]) => all.map((one) => `  ${JSON.stringify(one)},\n`).join('')
  const profiles = compile('profiles', loadProfile)
  const scenarios = compile('catalogue', loadScenario)
  const table = [
    '// Made by scripts/catalogue.ts from scenarios/catalogue and scenarios/profiles. Change those and run it again.',
    "import type { Profile } from './profile.ts'",
    "import type { Scenario } from './scenario.ts'",
    '',
    `export const compiledProfiles: readonly Profile[] = [\n${rows(profiles)}]`,
    '',
    `export const compiledScenarios: readonly Scenario[] = [\n${rows(scenarios)}]`,
    `export type ScenarioId =\n${scenarios.map(({ id }) => `  | '${id}'`).join('\n')}`,
    '',
  ]
  return {
    'scenarios/catalogue.generated.ts': table.join('\n'),
    'scenario.schema.json': `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`,
    'profile.schema.json': `${JSON.stringify(profileJsonSchema(), null, 2)}\n`,
  }
}

function read(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return ''
  }
}

try {
  const files = Object.entries(generated())
  const stale = files.filter(([path, text]) => read(path) !== text)
  if (!process.argv.includes('--check')) {
    for (const [path, text] of stale) writeFileSync(join(root, path), text)
    process.stdout.write(`catalogue: ${stale.length} of ${files.length} files written\n`)
  } else if (stale.length > 0) {
    process.stderr.write(`stale: ${stale.map(([path]) => path).join(', ')}; run node scripts/catalogue.ts\n`)
    process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.code}: ${error.message}\n${error.hint}\n`)
  process.exitCode = 2
}
