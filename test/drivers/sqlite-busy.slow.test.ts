import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { sqliteStore } from '../../drivers/sqlite.ts'

test('a ledger that another process keeps locked is told as such, and works again afterwards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  const file = join(folder, 'ledger.sqlite')
  const store = sqliteStore(file)
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  const change = { put: [], postings: [], exceptions: [], dayShift: 1 }
  expect(() => store.commit(change)).toThrow('LEDGER_BUSY')
  other.exec('COMMIT')
  other.close()
  store.commit(change)
  expect(store.books().dayShift).toBe(1)
  store.close()
  rmSync(folder, { recursive: true })
})
