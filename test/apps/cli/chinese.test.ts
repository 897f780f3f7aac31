import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../scenarios/index.ts'
import { droporder } from './shell.ts'

/** Names that stand for themselves in any language: scenarios, cards, points with their faults, accounts, files, commands. */
function withoutNames(line: string): string {
  return (
    line
      .replace(/│.*│|│.*$/, '')
      .replace(/(重放|Replay).*$/, '')
      .replace(/[a-z]+(\.[A-Za-z0-9]+)*#[\d.*]+=\w+(\([^)]*\))?/g, '')
      .replace(
        /\b(probe|credit-ok-2|credit-ok|debit-ok|insufficient-funds|partial-approval|wrong-pin|lost-card|chip-ok|chip-declines)\b/g,
        '',
      )
      .replace(/\b(CNY|TCP|MAC|PIN|POS|fin|rst)\b/g, '')
      // Codes: an error's, a difference's cause.
      .replace(/\b[A-Z]+_[A-Z_]+\b|（[A-Za-z]+）/g, '')
      .replace(/\b(cardholder|merchant|clearing|issuer):?\S*/g, '')
  )
}

describe('run --lang zh', () => {
  it.each(Object.values(catalogue).map(({ id }) => id))(
    '%s leaves no English word of ours in the story',
    async (id) => {
      const { code, out } = await droporder(['run', id, '--lang', 'zh'])
      expect(code).toBe(0)
      const left = out.split('\n').filter((line) => /[A-Za-z]{3,}/.test(withoutNames(line.replace(id, ''))))
      expect(left).toEqual([])
      // Every event names its lane in Chinese.
      const lanes = [...out.matchAll(/^ *\d+\.\d{3} (\S+)/gm)].map(([, lane]) => lane ?? '')
      expect(lanes.length).toBeGreaterThan(20)
      expect(lanes.filter((lane) => !/^\p{Script=Han}+$/u.test(lane))).toEqual([])
    },
  )

  it('says a table of the whole catalogue in Chinese', async () => {
    const { out } = await droporder(['run', '--lang', 'zh'])
    const left = out.split('\n').filter((line) => /[A-Za-z]{3,}/.test(line.replace(/^\S+/, '')))
    expect(left).toEqual([])
  })
})
