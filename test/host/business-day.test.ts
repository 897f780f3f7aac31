import { expect, test } from 'vitest'
import { businessDay } from '../../host/index.ts'

const CHINA = 480
const CUT_OVER = 23 * 60

test.each([
  ['2026-01-05T09:00:00+08:00', 0, '2026-01-05'],
  ['2026-01-05T22:59:59+08:00', 0, '2026-01-05'],
  ['2026-01-05T23:00:00+08:00', 0, '2026-01-06'],
  ['2026-01-05T09:00:00+08:00', 1, '2026-01-06'],
  ['2025-12-31T23:30:00+08:00', 0, '2026-01-01'],
])('at %s, with %i days ended early, the business day is %s', (at, shift, day) => {
  expect(businessDay(Date.parse(at), CHINA, CUT_OVER, shift)).toBe(day)
})
