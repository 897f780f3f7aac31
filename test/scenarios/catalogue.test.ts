import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hostProfileOf } from '../../host/index.ts'
import { invariantIds } from '../../scenarios/judge/invariant-ids.ts'
import { run } from '../../scenarios/run.ts'
import { printSchedule } from '../../scenarios/schedule.ts'
import { catalogue, profiles, shippedScenario } from '../../scenarios/shipped.ts'
import { switchNames } from '../../scenarios/switches.ts'
import { profileOf } from '../../terminal/index.ts'

const results = Object.values(catalogue).map((one) => run(one))
const BASELINES = ['sale-approved', 'sale-declined']

describe('the catalogue', () => {
  test('is compiled from what stands in its folder', () => {
    const script = join(import.meta.dirname, '../../scripts/catalogue.ts')
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('')
  })

  test.each(results.map((result) => [result.id, result] as const))('%s ends as it says', (_, result) => {
    expect({ violations: result.violations, missed: result.expected.missed }).toEqual({ violations: [], missed: [] })
    expect(result.verdict).toBe('held')
  })

  test('breaks something in every scenario but the baselines', () => {
    for (const { id, fired } of results) expect([id, fired.length > 0]).toEqual([id, !BASELINES.includes(id)])
  })

  test('tells no story twice', () => {
    const stories = new Map(results.map(({ id, storyHash }) => [storyHash, id]))
    expect(stories.size).toBe(results.length)
  })

  test('gives every invariant something to judge', () => {
    const never = invariantIds.filter((id) => results.every(({ checked }) => checked[id] === 0))
    expect(never).toEqual([])
  })

  test('has a title in both languages and rows of the coverage table for every scenario', () => {
    for (const { id, title, seeds } of Object.values(catalogue)) {
      expect([id, title.en.length > 0, /\p{Script=Han}/u.test(title.zh), seeds.length > 0]).toEqual([
        id,
        true,
        true,
        true,
      ])
    }
  })

  test('has six core scenarios', () => {
    const core = Object.values(catalogue).filter(({ tags }) => tags.includes('core'))
    expect(core.map(({ id }) => id).sort()).toEqual([
      'host-crash-after-commit',
      'paper-out',
      'power-cut-after-approval',
      'query-finds-approval',
      'response-lost',
      'torn-journal',
    ])
  })

  test('plays each switch away from its usual value', () => {
    const usual = profiles['unionpay']!.switches
    const played = new Set<string>()
    for (const { switches, profile } of Object.values(catalogue)) {
      const own = profiles[profile]!.switches
      const laid = { ...own.terminal, ...own.host, ...switches.terminal, ...switches.host }
      for (const [name, value] of Object.entries(laid)) {
        if (JSON.stringify({ ...usual.terminal, ...usual.host }[name]) !== JSON.stringify(value))
          played.add(name.replace(/Ms$/, ''))
      }
    }
    const figures = [
      'answerTimer',
      'connectTimer',
      'dialAttempts',
      'reversalAttempts',
      'logLimit',
      'issuerTimer',
      'issuerDelay',
    ]
    expect(switchNames.filter((name) => !played.has(name) && !figures.includes(name))).toEqual([])
  })

  test('finds what every object has neither as scenario nor as profile', () => {
    expect(() => shippedScenario('constructor')).toThrow(/no scenario/)
    expect(() => shippedScenario('resposne-lost')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('response-lost') }),
    )
  })

  test('writes every schedule so that it reads back', () => {
    for (const { faults } of Object.values(catalogue)) expect(printSchedule(faults)).not.toContain('undefined')
  })
})

describe('a shipped profile', () => {
  test.each(['unionpay', 'iso87'] as const)('%s says what terminal and host ship with', (name) => {
    const { switches, spec } = profiles[name]!
    expect(spec).toBe(name)
    expect(profileOf(name)).toMatchObject(switches.terminal)
    expect(hostProfileOf(name)).toMatchObject(switches.host)
  })
})
