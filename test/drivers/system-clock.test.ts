import { expect, it } from 'vitest'
import { systemClock } from '../../drivers/index.ts'

it('the system clock fires timers, except those that were cleared and those that are far away', async () => {
  const clock = systemClock()
  const fired: string[] = []
  const cleared = clock.setTimeout(() => fired.push('cleared'), 5)
  const far = clock.setTimeout(() => fired.push('far'), 2 ** 40)
  clock.clearTimeout(cleared)
  await new Promise<void>((resolve) => clock.setTimeout(resolve, 10))
  expect(fired).toEqual([])
  clock.clearTimeout(far)
  expect(clock.now()).toBeGreaterThan(1_700_000_000_000)
})
