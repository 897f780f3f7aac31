import { expect, it } from 'vitest'
import { faultNumber, parseFault } from '../../sim/index.ts'

it('is a name, or a name with arguments that stay text', () => {
  expect(parseFault('drop')).toEqual({ name: 'drop', args: [] })
  expect(parseFault('truncate(40,rst)')).toEqual({ name: 'truncate', args: ['40', 'rst'] })
  expect(parseFault('code(00)').args).toEqual(['00'])
})

it.each(['', 'drop(', 'drop()', 'drop)', ' drop', 'a b', '7', 'torn(1)(2)'])(
  'is refused in any other form: "%s"',
  (text) => {
    expect(() => parseFault(text)).toThrow('name or name(args)')
  },
)

it('gives an argument as a number, or what stands for it when it is absent', () => {
  expect(faultNumber(parseFault('delay(65000)'), 0, 5)).toBe(65000)
  expect(faultNumber(parseFault('delay'), 0, 5)).toBe(5)
  expect(() => faultNumber(parseFault('delay(soon)'), 0, 5)).toThrow('argument 1 of the fault delay')
})
