import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandIn } from '../apps/cli/pasted.ts'
import { testFolder } from '../apps/cli/process.ts'
import { droporder } from '../apps/cli/shell.ts'
import type { FileSale } from './own-file.ts'
import { approved, failed, fileOf } from './own-file.ts'
import { fingerprints, runsOf } from './runs.ts'

const FOUR: readonly FileSale[] = [
  approved('credit-ok-2', '31.40'),
  approved('debit-ok', '0.07'),
  failed('reversed', 'credit-ok-2', '999.99'),
  approved('6225880137451234', '12.00'),
]
const LOST = ['link.request.0200#3=drop']

/** Files in which one thing that is expected is wrong. */
const WRONG: readonly (readonly [title: string, changed: Partial<FileSale>, at: number])[] = [
  ['an outcome', { outcome: 'declined' }, 0],
  ['an amount', { paid: '31.41' }, 0],
  ['a receipt', { receipt: 'duplicate' }, 1],
  ['the outcome of the lost one', { outcome: 'approved' }, 2],
  ['what the lost one cost', { paid: '999.99' }, 2],
  ['the last one', { outcome: 'reversed', paid: '0.00', receipt: 'none' }, 3],
]

function write(text: string): string {
  const file = join(testFolder(), 'mine.yaml')
  writeFileSync(file, text)
  return file
}

describe('a file of four sales of which the third request is lost', () => {
  it('holds, and is the same run on every wire', async () => {
    const file = write(fileOf(FOUR, LOST))
    const played = []
    for (const wire of ['sim', 'tcp', 'ws']) {
      const { code, out, err } = await droporder(['run', file, '--wire', wire, '--format', 'json'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const [result] = runsOf(out)
      expect(result?.sales.map(({ outcome }) => outcome)).toEqual(FOUR.map(({ outcome }) => outcome))
      expect(result?.fired.map(({ fault }) => fault)).toEqual(LOST)
      played.push(fingerprints(out))
    }
    expect(played[1]).toEqual(played[0])
    expect(played[2]).toEqual(played[0])
  })

  it('ends with a line that plays this file again', async () => {
    const file = write(fileOf(FOUR, LOST))
    const first = await droporder(['run', file])
    expect(first.code).toBe(0)
    const again = await droporder(commandIn(first.out))
    expect(again.code).toBe(0)
    const untilVerdict = (text: string) => text.slice(0, text.indexOf('\nVerdict'))
    expect(untilVerdict(again.out)).toBe(untilVerdict(first.out))
  })

  it.each(WRONG)('ends with 1 when %s is expected wrongly', async (_title, changed, at) => {
    const file = write(
      fileOf(
        FOUR.map((sale, index) => (index === at ? { ...sale, ...changed } : sale)),
        LOST,
      ),
    )
    for (const wire of ['sim', 'tcp']) {
      const { code, out } = await droporder(['run', file, '--wire', wire, '--format', 'json'])
      expect(code).toBe(1)
      const [result] = runsOf(out)
      expect(result?.verdict).toBe('violated')
      expect(result?.violations).toEqual([])
      expect(result?.expected.missed.map(({ path }) => path).join()).toContain(`sales[${at}]`)
    }
  })
})
