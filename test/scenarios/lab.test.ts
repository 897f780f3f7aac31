import { expect, test } from 'vitest'
import { scenario } from '../../scenarios/builder.ts'
import { labOf } from '../../scenarios/lab.ts'
import { shippedProfile } from '../../scenarios/shipped.ts'

test.each([
  [{ issuerDelay: '30s' }, /^issuerTimer \(30000 ms\) is not above issuerDelay \(30000 ms\)/],
  [{ answerTimer: '5s', issuerDelay: '5s' }, /^answerTimer \(5000 ms\) is not above .* \(5160 ms\)/],
  [{ connectTimer: '160ms' }, /^connectTimer \(160 ms\) is not above .* \(160 ms\)/],
])('a terminal or a host that could never sell is refused: %j', (switches, says) => {
  const made = scenario('hasty').sale(100).switches(switches).build()
  expect(() => labOf(made, shippedProfile(made.profile))).toThrow(says)
})

test.each([{ issuerDelay: '29999ms' }, { answerTimer: '361ms' }, { connectTimer: '161ms' }])(
  'a timer that is just long enough is not refused: %j',
  (switches) => {
    const made = scenario('quick').sale(100).switches(switches).build()
    expect(() => labOf(made, shippedProfile(made.profile))).not.toThrow()
  },
)
