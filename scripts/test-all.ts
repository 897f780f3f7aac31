// Runs every test, slow ones too, and closes with one line that counts them. Arguments are file filters.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestCase, TestModule, Vitest } from 'vitest/node'
import { startVitest } from 'vitest/node'
import type { Outcome } from './tally.ts'
import { tally } from './tally.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The first line of whatever was thrown. */
function firstLine(error: unknown): string {
  const text = error instanceof Object && 'message' in error ? String(error.message) : String(error)
  return text.split('\n')[0] ?? ''
}

function outcomeOfTest(test: TestCase): Outcome {
  const name = `${relative(root, test.module.moduleId)} > ${test.fullName}`
  const result = test.result()
  switch (result.state) {
    case 'passed':
      return { state: 'passed', name, detail: '' }
    case 'failed':
      return { state: 'failed', name, detail: firstLine(result.errors[0]) }
    case 'skipped':
      return { state: 'skipped', name, detail: result.note ?? 'no reason given' }
    case 'pending':
      return { state: 'failed', name, detail: 'never finished' }
  }
}

/** The tests of a file, and what went wrong outside of them: a file that does not load, a hook that throws. */
function outcomesOfModule(module: TestModule): Outcome[] {
  const name = relative(root, module.moduleId)
  const suites = [...module.children.allSuites()].flatMap((suite) => suite.errors())
  const outside = [...module.errors(), ...suites].map(
    (error): Outcome => ({ state: 'failed', name, detail: firstLine(error) }),
  )
  return [...outside, ...[...module.children.allTests()].map(outcomeOfTest)]
}

function outcomesOfRun(vitest: Vitest): Outcome[] {
  const stray = vitest.state
    .getUnhandledErrors()
    .map((error): Outcome => ({ state: 'failed', name: 'outside any test', detail: firstLine(error) }))
  return [...vitest.state.getTestModules().flatMap(outcomesOfModule), ...stray]
}

const vitest = await startVitest('test', process.argv.slice(2), { watch: false, root, mode: 'all' })
const { lines, green } = tally(outcomesOfRun(vitest), process.env['CI'] === 'true')
await vitest.close()
console.log(`\n${lines.join('\n')}`)
process.exitCode = green ? 0 : 1
