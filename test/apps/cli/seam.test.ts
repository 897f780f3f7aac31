import { expect, it } from 'vitest'
import { seamOf } from '../../../apps/cli/seam.ts'
import { parseSchedule } from '../../../scenarios/index.ts'

it('a fault of a real host strikes where it would change something, and only there is it told', () => {
  const struck: string[] = []
  const choose = seamOf(parseSchedule('link.response.0210#*=tamper(38)'), (fault) => struck.push(fault))
  const offered = ['drop', 'tamper(4)']
  expect(choose('link.response.0210', offered, () => false)).toBe('pass')
  expect(choose('link.response.0210', offered, () => true)).toBe('tamper(38)')
  expect(choose('host.authorize.0200', ['silent'])).toBe('pass')
  expect(struck).toEqual(['link.response.0210#2=tamper(38)'])
})
