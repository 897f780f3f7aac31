import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { ReachedPoint } from '../../scenarios/index.ts'
import { formatMoney } from '../../scenarios/index.ts'
import { droporder } from '../apps/cli/shell.ts'
import * as fc from '../fast-check.ts'
import type { FileSale } from './own-file.ts'
import { approved, failed, fileOf } from './own-file.ts'
import { fingerprints, runsOf } from './runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'droporder-any-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'any.yaml')

const amount = fc.integer({ min: 1, max: 999_999 }).map(formatMoney)
/** 13 to 19 digits from a range that no issuer has. */
const pan = fc
  .tuple(fc.integer({ min: 11, max: 17 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 }))
  .map(([length, digits]) => `99${digits.slice(0, length).join('')}`)
const sale: fc.Arbitrary<FileSale> = fc.oneof(
  fc
    .tuple(fc.oneof(fc.constantFrom('credit-ok', 'credit-ok-2', 'debit-ok'), pan), amount)
    .map(([card, of]) => approved(card, of)),
  fc
    .tuple(fc.constantFrom('insufficient-funds', 'wrong-pin', 'lost-card'), amount)
    .map(([card, of]) => failed('declined', card, of)),
)
const sales = fc.array(sale, { minLength: 1, maxLength: 4 })

const play = async (...args: string[]) => {
  const heard = await droporder(['run', file, '--format', 'json', ...args])
  expect(heard.err).toBe('')
  return { ...heard, result: runsOf(heard.out)[0]! }
}

it('any file of sales holds without a fault and, with any one fault that can strike it, alike on sim and tcp', async () => {
  await fc.assert(
    fc.asyncProperty(sales, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), async (wanted, draws) => {
      writeFileSync(file, fileOf(wanted))
      expect((await play()).code).toBe(0)
      const reached = JSON.parse((await droporder(['points', file, '--format', 'json'])).out) as readonly ReachedPoint[]
      const faults = reached.flatMap(({ point, occurrence, faults: some }) =>
        some.map((fault) => `${point}#${occurrence}=${fault}`),
      )
      for (const draw of draws) {
        const fault = faults[draw % faults.length]!
        const simulated = await play('--faults', fault)
        expect([fault, simulated.code, simulated.result.violations]).toEqual([fault, 0, []])
        const real = await play('--faults', fault, '--wire', 'tcp')
        expect([fault, fingerprints(real.out)]).toEqual([fault, fingerprints(simulated.out)])
        await judgedByItsFile(wanted, fault, simulated.result.sales)
      }
    }),
    { numRuns: 12 },
  )
})

/** The same fault written into the file, with what came of it: holds; and not with one cent more. */
async function judgedByItsFile(
  wanted: readonly FileSale[],
  fault: string,
  ended: readonly {
    readonly outcome: string
    readonly cardholderMinor: number
    readonly merchantMinor: number
    readonly receipt: string
  }[],
): Promise<void> {
  const came = wanted.map((one, index) => {
    const { outcome, cardholderMinor, receipt } = ended[index]!
    return { ...one, outcome, paid: formatMoney(cardholderMinor), receipt }
  })
  writeFileSync(file, fileOf(came, [fault]))
  const held = await play()
  // A loss by rule must be expected by name; none of these files does.
  const isWhole = held.result.differences.length === 0
  expect([fault, held.code, held.result.expected.missed]).toEqual([
    fault,
    isWhole ? 0 : 1,
    isWhole ? [] : expect.anything(),
  ])
  const last = came.length - 1
  const cent = came.map((one, index) =>
    index === last ? { ...one, paid: formatMoney(ended[last]!.cardholderMinor + 1) } : one,
  )
  writeFileSync(file, fileOf(cent, [fault]))
  expect([fault, (await play()).code]).toEqual([fault, 1])
  writeFileSync(file, fileOf(wanted))
}
