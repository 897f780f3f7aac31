import { describe, expect, test } from 'vitest'
import { loadScenario } from '../../scenarios/load.ts'
import { loadProfile } from '../../scenarios/profile.ts'
import { UsageError } from '../../scenarios/usage-error.ts'
import { GOOD, typos } from './typos.ts'

function mistake(load: () => unknown): UsageError {
  try {
    load()
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('a scenario file', () => {
  test('without a mistake is read', () => {
    const made = loadScenario(GOOD, 'good.yaml')
    expect(made.steps.map(({ kind }) => kind)).toEqual(['sale', 'wait', 'signOn'])
  })

  test.each(Object.entries(typos))('with a mistake in %s says where it is and what was meant', (_, typo) => {
    const text = GOOD.replace(...typo.change)
    expect(text).not.toBe(GOOD)
    const error = mistake(() => loadScenario(text, 'bad.yaml'))
    expect(error.code).toBe(typo.code)
    expect(error.message).toContain(`bad.yaml:${typo.at}`)
    expect(`${error.message} ${error.hint}`).toMatch(typo.says)
  })

  test('never hears its card numbers repeated', () => {
    const pan = '6225 8812 3456 7890'
    const places = [
      'two-sales',
      'Two sales',
      'credit-ok',
      'drop',
      '0210',
      'reversed',
      'outcome',
      '70s',
      'sale:',
      'none',
    ]
    for (const place of places) {
      for (const shape of [pan, pan.replaceAll(' ', ''), `"${pan.replaceAll(' ', '-')}"`]) {
        let error: UsageError
        try {
          loadScenario(GOOD.replace(place, shape), `${shape}.yaml`)
          continue
        } catch (caught) {
          error = caught as UsageError
        }
        expect(error).toBeInstanceOf(UsageError)
        expect(`${error.message} ${error.hint}`.replace(/^.*?\.yaml/, '').replaceAll(/[ -]/g, '')).not.toContain(
          '881234567890',
        )
      }
    }
  })
})

describe('a file that would grow', () => {
  test('in bytes is refused', () => {
    expect(mistake(() => loadScenario(`${GOOD}#${'x'.repeat(70_000)}`, 'f')).code).toBe('FILE_TOO_LARGE')
    expect(mistake(() => loadScenario(`${GOOD}#${'掉'.repeat(30_000)}`, 'f')).code).toBe('FILE_TOO_LARGE')
  })

  test('by aliases of aliases is refused before it grows', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level++) lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`)
    expect(mistake(() => loadScenario(lines.join('\n'), 'f')).code).toBe('FILE_TOO_LARGE')
  })

  test('around itself is refused', () => {
    expect(mistake(() => loadScenario('a: &a [*a]', 'f')).code).toBe('NESTED_TOO_DEEP')
  })

  test.each([
    ['lists', '['.repeat(30_000)],
    ['dashes', `${'- '.repeat(20_000)}x`],
    ['maps', '{a: '.repeat(10_000)],
    ['questions', '? '.repeat(20_000)],
    ['a few more levels than allowed', `a: ${'['.repeat(20)}${']'.repeat(20)}`],
  ])('in depth, by %s, is refused', (_, text) => {
    expect(mistake(() => loadScenario(text, 'f')).code).toBe('NESTED_TOO_DEEP')
  })

  test('in steps is refused', () => {
    const many = GOOD.replace('  - signOn:', '  - signOn:\n'.repeat(300))
    expect(mistake(() => loadScenario(many, 'f')).code).toBe('STEPS_TOO_MANY')
  })

  test('that is no map at all is refused', () => {
    for (const text of ['', 'x', '- 1', '42', '\u0000', '!!js/function x', '--- 1\n--- 2']) {
      expect(mistake(() => loadScenario(text, 'f'))).toBeInstanceOf(UsageError)
    }
  })
})

describe('a profile file', () => {
  const profile =
    'id: mine\ntitle: { en: Mine, zh: 我的 }\nspec: iso87\nswitches: { doubtCodes: [06, 98], answerTimer: 45s }\n'

  test('keeps codes with a leading zero and turns durations into milliseconds', () => {
    const made = loadProfile(profile, 'mine.yaml')
    expect(made.switches).toEqual({ terminal: { doubtCodes: ['06', '98'], answerTimerMs: 45_000 }, host: {} })
  })

  test('with a mistake says where it is', () => {
    const error = mistake(() => loadProfile(profile.replace('iso87', 'iso78'), 'mine.yaml'))
    expect([error.code, error.message, error.hint].join(' ')).toMatch(
      /VALUE_UNKNOWN mine\.yaml:3:7.*did you mean iso87\?/,
    )
  })
})
