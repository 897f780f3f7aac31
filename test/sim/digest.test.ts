import { expect, it } from 'vitest'
import { Digest } from '../../sim/index.ts'

const digestOf = (...texts: string[]) => {
  const digest = new Digest()
  for (const text of texts) digest.text(text)
  return digest.value()
}

it('is the same for the same pieces only', () => {
  expect(digestOf('ab', 'c')).toBe(digestOf('ab', 'c'))
  const others = [digestOf(), digestOf(''), digestOf('', ''), digestOf('a', 'bc'), digestOf('abc'), digestOf('ab', 'c')]
  expect(new Set(others).size).toBe(others.length)
})

it('can be read in between without changing what follows', () => {
  const digest = new Digest()
  digest.text('ab')
  digest.value()
  digest.text('c')
  expect(digest.value()).toBe(digestOf('ab', 'c'))
})

it('tells fifty thousand like pieces apart', () => {
  const seen = new Set<string>()
  for (let count = 0; count < 50_000; count++) seen.add(digestOf(`AMOUNT: CNY ${count}.00`, 'END'))
  expect(seen.size).toBe(50_000)
})

it('counts bytes up to a length', () => {
  const part = new Digest()
  part.bytes(Uint8Array.of(1, 2, 3), 2)
  const whole = new Digest()
  whole.bytes(Uint8Array.of(1, 2))
  expect(part.value()).toBe(whole.value())
})
