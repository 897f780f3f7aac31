import { expect, test } from 'vitest'
import { invariantIds } from '../../../scenarios/judge/invariant-ids.ts'
import { invariants } from '../../../scenarios/judge/invariants.ts'
import { judge } from '../../../scenarios/judge/judge.ts'
import type { Violation } from '../../../scenarios/judge/judgement.ts'
import { alterations } from './alterations.ts'
import type { GoodName } from './good-traces.ts'
import { good } from './good-traces.ts'
import type { Played } from './played.ts'
import { playThrough } from './played.ts'

const plays = new Map<GoodName, Played>()

for (const name of Object.keys(good) as GoodName[]) {
  test(`the judge has nothing to say against the good trace ${name}`, () => {
    const { violations } = judgeOf(goodTrace(name))
    expect(violations).toEqual([])
  })
}

for (const { invariant, change, of, alter } of alterations) {
  test(`${invariant} and no other speaks when ${change}`, () => {
    const { violations, checked } = judgeOf(alter(goodTrace(of)))
    expect([...new Set(violations.map((one) => one.invariant))], JSON.stringify(violations)).toEqual([invariant])
    expect(checked[invariant]).toBeGreaterThan(0)
    for (const violation of violations) expectBothLanguages(violation)
  })
}

test('every invariant in scope has an alteration, a title and a meaning in both languages', () => {
  expect(new Set(alterations.map(({ invariant }) => invariant))).toEqual(new Set(invariantIds))
  expect(invariants.map(({ id }) => id).sort()).toEqual([...invariantIds].sort())
  for (const { title, meaning } of invariants) {
    for (const text of [title.en, meaning.en]) expect(text).toMatch(/^[\x20-\x7e]+$/)
    for (const text of [title.zh, meaning.zh]) expect(text).toMatch(/[\u4e00-\u9fff]/)
  }
})

function goodTrace(name: GoodName): Played {
  const played = plays.get(name) ?? playThrough(good[name]().build())
  plays.set(name, played)
  return played
}

/** The Chinese names the same purchases and has no English word but names of accounts and, in brackets, of events. */
function expectBothLanguages({ message, messageZh }: Violation): void {
  const keysIn = (text: string) => (text.match(/\d{6}\/\d{6}/g) ?? []).sort()
  expect(message).toMatch(/^[\x20-\x7e]+$/)
  expect(messageZh).toMatch(/\p{Script=Han}{2}/u)
  expect(messageZh.replace(/（[a-z. ]+）|\b[a-z]+:\w+/g, '')).not.toMatch(/[A-Za-z]{3}/)
  expect(keysIn(messageZh)).toEqual(keysIn(message))
}

function judgeOf({ events, exhibits, config }: Played) {
  return judge(events, exhibits, config)
}
