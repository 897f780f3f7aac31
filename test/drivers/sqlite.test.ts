import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LedgerError, ledgerErrors, sqliteStore } from '../../drivers/sqlite.ts'
import { bytesToHex, encodeText } from '../../protocol/index.ts'
import { conformance } from '../host/store.conformance.ts'
import { cardOf, configOf, MASTER_KEY, MERCHANT, Street } from '../host/street.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ledgerFile = () => join(folder, 'ledger.sqlite')
const codeOf = (open: () => unknown) => {
  try {
    open()
  } catch (error) {
    return error instanceof LedgerError ? error.code : error
  }
  return undefined
}

conformance(
  'SQLite',
  () => sqliteStore(ledgerFile()),
  () => {},
)

test('a ledger that is opened again has everything, and a repeat of an old sale is told the same', () => {
  const street = new Street(configOf(), sqliteStore(ledgerFile()))
  street.signOn()
  const sale = street.sale('000001', 12_800)
  const [first] = street.send(sale)
  const books = street.store.books()
  street.store.close()
  const next = new Street(configOf(), sqliteStore(ledgerFile()))
  next.keys = street.keys
  expect(next.store.books()).toEqual(books)
  expect(next.send(sale)[0]?.fields).toEqual(first?.fields)
  expect(next.balanceOf(`merchant:${MERCHANT}`)).toBe(12_800)
  next.store.close()
})

test('a ledger is written ahead and synced at every commit', () => {
  const store = sqliteStore(ledgerFile())
  const other = new DatabaseSync(ledgerFile())
  expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  other.close()
  store.close()
})

test('what another program wrote is not touched', () => {
  writeFileSync(ledgerFile(), 'shopping list: milk, bread, a new terminal'.repeat(50))
  expect(codeOf(() => sqliteStore(ledgerFile()))).toBe('LEDGER_FOREIGN')
  rmSync(ledgerFile())
  const other = new DatabaseSync(ledgerFile())
  other.exec('CREATE TABLE recipes (name TEXT)')
  other.close()
  const before = readFileSync(ledgerFile())
  expect(codeOf(() => sqliteStore(ledgerFile()))).toBe('LEDGER_FOREIGN')
  expect(readFileSync(ledgerFile())).toEqual(before)
})

test('a change that cannot be written to its end leaves nothing behind, and the ledger goes on', () => {
  const store = sqliteStore(ledgerFile())
  const postings = [{ account: 'issuer', deltaMinor: 100, keyText: 'key' }]
  const half = [...postings, { account: 'clearing', deltaMinor: -0.5, keyText: 'key' }]
  expect(codeOf(() => store.commit({ put: [], postings: half, exceptions: [], dayShift: 1 }))).toBeInstanceOf(Error)
  expect(store.books()).toEqual({ accounts: {}, txns: [], exceptions: [], sessions: [], dayShift: 0 })
  store.commit({ put: [], postings, exceptions: [] })
  expect(store.books().accounts).toEqual({ issuer: 100 })
  store.close()
})

test('a ledger of another version is refused', () => {
  sqliteStore(ledgerFile()).close()
  const other = new DatabaseSync(ledgerFile())
  other.exec('PRAGMA user_version = 99')
  other.close()
  expect(codeOf(() => sqliteStore(ledgerFile()))).toBe('LEDGER_VERSION')
})

test('a ledger under another digest key is refused, because its cards would all be strangers', () => {
  sqliteStore(ledgerFile(), { digestKeyHex: '00112233445566778899AABBCCDDEEFF' }).close()
  expect(codeOf(() => sqliteStore(ledgerFile()))).toBe('LEDGER_KEY')
})

test('a folder that is not there is told by its path', () => {
  const lost = join(folder, 'nowhere', 'ledger.sqlite')
  expect(codeOf(() => sqliteStore(lost))).toBe('LEDGER_UNREADABLE')
  expect(() => sqliteStore(lost)).toThrow(`LEDGER_UNREADABLE: ${lost}: ${ledgerErrors.LEDGER_UNREADABLE}`)
})

test('no PAN, track, PIN or clear key stands in the notes or in any byte of the ledger', () => {
  const street = new Street(configOf(), sqliteStore(ledgerFile()))
  street.signOn()
  for (const [index, alias] of ['credit-ok', 'debit-ok', 'wrong-pin', 'lost-card'].entries()) {
    const sale = street.sale(`00000${index + 1}`, 100, cardOf(alias))
    street.send(sale)
    street.send(street.queryOf(sale, `80000${index + 1}`))
    street.send(street.reversalOf(sale))
  }
  const raw = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  const said = JSON.stringify(street.notes) + street.host.state()
  street.store.close()
  raw.push(readFileSync(ledgerFile()))
  const text = [said, ...raw.map((bytes) => bytes.toString('latin1'))].join('\n')
  const hex = raw.map((bytes) => bytesToHex(bytes)).join('\n')
  const { pinKey, macKey } = street.keys!
  const secrets = ['credit-ok', 'debit-ok', 'wrong-pin', 'lost-card'].flatMap((alias) => {
    const { pan, track2, pin, typedPin } = cardOf(alias)
    return [pan, track2, ...(pin === undefined ? [] : [pin]), ...(typedPin === undefined ? [] : [typedPin])]
  })
  expect(raw.length).toBeGreaterThan(1)
  for (const secret of [...secrets, pinKey, macKey, MASTER_KEY]) {
    expect(text).not.toContain(secret)
    // Short digits stand by chance in binary; a PAN or a key does not.
    if (secret.length >= 16) {
      expect(hex).not.toContain(secret)
      expect(hex).not.toContain(bytesToHex(encodeText(secret)))
    }
  }
})
