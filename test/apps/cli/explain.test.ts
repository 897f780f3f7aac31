import { expect, it } from 'vitest'
import { invariantIds } from '../../../scenarios/index.ts'
import { droporder } from './shell.ts'

it('says what an invariant means, in either language and whatever the case', async () => {
  const [en, zh] = [await droporder(['explain', 's8']), await droporder(['explain', 'S8', '--lang', 'zh'])]
  expect([en.code, zh.code]).toEqual([0, 0])
  expect(en.out).toMatch(/^S8 +Paper and ledger agree\n +At rest the last whole paper/)
  expect(zh.out).toMatch(/^S8 +凭条与账务一致\n +静止时/)
})

it('explains all in their order when none is named, in lines that fit', async () => {
  const { out } = await droporder(['explain'])
  expect([...out.matchAll(/^([SL]\d+)/gm)].map(([, id]) => id)).toEqual([...invariantIds])
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})

it('gives one JSON document', async () => {
  const { out } = await droporder(['explain', 'S8', 'L1', '--format', 'json'])
  expect(JSON.parse(out)).toMatchObject([{ id: 'S8', title: { en: 'Paper and ledger agree' } }, { id: 'L1' }])
})
