import { expect, it } from 'vitest'
import type { Outcome } from '../../scripts/tally.ts'
import { tally } from '../../scripts/tally.ts'

const passed: Outcome = { state: 'passed', name: 'a', detail: '' }
const failed: Outcome = { state: 'failed', name: 'b', detail: 'expected 1' }
const skipped: Outcome = { state: 'skipped', name: 'c', detail: 'needs tshark' }

it('closes with one line that counts', () => {
  expect(tally([passed, passed], true)).toEqual({ lines: ['2 passed, 0 failed, 0 skipped'], green: true })
})

it('is red after a failure and names it', () => {
  const { lines, green } = tally([passed, failed], false)
  expect(lines).toEqual(['FAILED b: expected 1', '1 passed, 1 failed, 0 skipped'])
  expect(green).toBe(false)
})

it('lists skips with their reasons, and forgives them only outside CI', () => {
  expect(tally([passed, skipped], false)).toEqual({
    lines: ['SKIPPED c: needs tshark', '1 passed, 0 failed, 1 skipped'],
    green: true,
  })
  const { lines, green } = tally([passed, skipped], true)
  expect(lines.at(-1)).toBe('1 passed, 0 failed, 1 skipped')
  expect(green).toBe(false)
})

it('is red when nothing passed at all', () => {
  expect(tally([], false).green).toBe(false)
})
