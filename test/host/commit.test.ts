import { expect, test } from 'vitest'
import { commitTo } from '../../host/commit.ts'
import { memoryStore } from '../../host/index.ts'

const door = {
  clock: { now: () => 0, setTimeout: () => 0, clearTimeout: () => {} },
  choose: () => 'pass',
  note: () => {},
  crash: (): never => {
    throw new Error('nobody asked for a crash')
  },
  randomBytes: (count: number) => new Uint8Array(count),
}
const move = (...deltas: readonly number[]) =>
  deltas.map((deltaMinor, at) => ({ account: `account ${at}`, deltaMinor, keyText: 'key' }))
const item = {
  keyText: 'key',
  owedTo: 'cardholder',
  heldBy: 'merchant',
  reason: 'otherDay',
  nextStep: { en: '', zh: '' },
}

test.each([
  ['postings that do not add up to zero', { postings: move(100, -99), exceptions: [] }],
  ['a posting of a fraction', { postings: move(0.5, -0.5), exceptions: [] }],
  ['an exception item over a fraction', { postings: [], exceptions: [{ ...item, amountMinor: 0.5 }] }],
])('%s reach no store', (_what, change) => {
  const store = memoryStore()
  const entry = { mti: '0200', change: { put: [], dayShift: 1, ...change }, before: undefined }
  expect(() => commitTo(store, door, entry)).toThrow('invariant broken')
  expect(store.books()).toEqual(memoryStore().books())
})
