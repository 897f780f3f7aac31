import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Scalar } from 'yaml'
import { isScalar, parseDocument, visit } from 'yaml'
import { formatMoney, parseMoney } from '../../scenarios/index.ts'
import { testFolder } from '../apps/cli/process.ts'
import { droporder } from '../apps/cli/shell.ts'

const FOLDER = join(import.meta.dirname, '../../scenarios/catalogue')
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))

/** Every amount that a file expects. */
function amountsOf(document: ReturnType<typeof parseDocument>): Scalar<string>[] {
  const found: Scalar<string>[] = []
  visit(document.get('expect') as Parameters<typeof visit>[0], {
    Scalar: (_, node) => {
      if (isScalar<string>(node) && typeof node.value === 'string' && parseMoney(node.value) !== undefined)
        found.push(node)
    },
  })
  return found
}

describe('one cent in the expectations of a scenario file', () => {
  it.each(files)('%s holds as it stands and not with any amount changed', async (name) => {
    const document = parseDocument(readFileSync(join(FOLDER, name), 'utf8'))
    const file = join(testFolder(), name)
    const play = async () => {
      writeFileSync(file, document.toString())
      return (await droporder(['run', file, '--format', 'json'])).code
    }
    expect(await play()).toBe(0)
    const amounts = amountsOf(document)
    expect(amounts.length).toBeGreaterThan(0)
    for (const amount of amounts) {
      const right = amount.value
      const minor = parseMoney(right) as number
      for (const wrong of minor > 0 ? [minor + 1, minor - 1] : [minor + 1]) {
        amount.value = formatMoney(wrong)
        expect([right, amount.value, await play()]).toEqual([right, amount.value, 1])
      }
      amount.value = right
    }
  })
})
