import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdFile } from '../../drivers/index.ts'

function inFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hold-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, name)
  writeFileSync(path, '')
  return path
}

test('a file is kept for whoever asked first, until it is released', () => {
  const path = inFolder('shop.flash')
  const first = holdFile(path)
  expect(holdFile(path)).toBe('busy')
  symlinkSync(path, `${path}.other`)
  expect(holdFile(`${path}.other`)).toBe('busy')
  if (typeof first === 'object') first.release()
  const second = holdFile(path)
  expect(second).toMatchObject({ release: expect.any(Function) })
  if (typeof second === 'object') second.release()
})

test('a file where no lock can be made is told as such', () => {
  const path = inFolder('shop.flash')
  mkdirSync(`${path}.lock`)
  expect(holdFile(path)).toBe('unlockable')
})
