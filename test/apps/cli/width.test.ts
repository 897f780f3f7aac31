import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { catalogue } from '../../../scenarios/index.ts'
import { droporder } from './shell.ts'

/** Lines that are too wide for a page; what is there to be copied stays in one piece. */
function tooWide(out: string): readonly string[] {
  return out.split('\n').filter((line) => !/^(Replay|重放|Faults|故障) /.test(line) && stringWidth(line) > 100)
}

it.each(['en', 'zh'])('the table of all verdicts fits a page (%s)', async (lang) => {
  expect(tooWide((await droporder(['run', '--lang', lang])).out)).toEqual([])
})

it.each(Object.values(catalogue).map(({ id }) => id))('%s fits a page', async (id) => {
  expect(tooWide((await droporder(['run', id])).out)).toEqual([])
})

it.each(['en', 'zh'])('what broke and what was missed fit a page (%s)', async (lang) => {
  const run = ['run', 'reversals-exhausted', '--firmware', 'deleted-when-retries-run-out', '--lang', lang]
  const { code, out } = await droporder(run)
  expect(code).toBe(1)
  expect(out).toMatch(/^S8 @/m)
  expect(out).toMatch(/^(missed|期望不符) /m)
  expect(tooWide(out)).toEqual([])
})
