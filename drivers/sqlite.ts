import type { SQLInputValue } from 'node:sqlite'
import { DatabaseSync } from 'node:sqlite'
import type { Change, Session, Store, Txn, View } from '../host/index.ts'
import { checkValue } from '../protocol/index.ts'
import { exceptionOf, sessionOf, txnColumns, txnOf } from './sqlite-rows.ts'
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './sqlite-schema.ts'

/** Why a ledger file cannot be used. */
export const ledgerErrors = {
  LEDGER_FOREIGN: 'the file is not a ledger of this program',
  LEDGER_VERSION: 'the ledger was written by another version of this program',
  LEDGER_KEY: 'the ledger names cards under another digest key',
  LEDGER_BUSY: 'another process keeps the ledger locked',
  LEDGER_UNREADABLE: 'the file cannot be opened, read or written',
} as const

/** A ledger file that cannot be used: trouble from outside, with a code for whoever tells the user. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly code: keyof typeof ledgerErrors

  constructor(code: keyof typeof ledgerErrors, file: string) {
    super(`${code}: ${file}: ${ledgerErrors[code]}`)
    this.code = code
  }
}

/**
 * The embedded ledger: one SQLite file, write-ahead log, synced at every commit, so that what was committed survives the
 * end of the process and of the power. Opens or creates it; throws LedgerError when the file is not ours to use.
 */
export function sqliteStore(file: string, config: { readonly digestKeyHex?: string } = {}): Store {
  const trouble = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw ledgerErrorOf(error, file) ?? error
    }
  }
  const database = trouble(() => new DatabaseSync(file, { timeout: BUSY_MS }))
  try {
    trouble(() => prepare(database, file, config.digestKeyHex))
  } catch (error) {
    database.close()
    throw error
  }
  const read = reader(database)
  const write = writer(database)
  return {
    view: (key, panHash) => trouble(() => read.view(key, panHash)),
    commit: (change) => trouble(() => write(change)),
    books: () => trouble(() => read.books()),
    close: () => database.close(),
  }
}

/** How long a commit waits for another process. */
const BUSY_MS = 5000
const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26

/** SQLite's own errors carry a number; anything else is a bug of ours and passes. */
function ledgerErrorOf(error: unknown, file: string): LedgerError | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  // A constraint that fails is a bug of ours too.
  const primary = error.errcode & 0xff
  if (primary === SQLITE_BUSY) return new LedgerError('LEDGER_BUSY', file)
  if (primary === SQLITE_NOTADB) return new LedgerError('LEDGER_FOREIGN', file)
  return UNREADABLE.includes(primary) ? new LedgerError('LEDGER_UNREADABLE', file) : undefined
}

/** PERM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN. */
const UNREADABLE = [3, 8, 10, 11, 13, 14]

function prepare(database: DatabaseSync, file: string, digestKeyHex: string | undefined): void {
  // A strict order: nothing is changed in a file before it is known to be ours or empty.
  const digestKey = digestKeyHex === undefined ? 'laboratory' : checkValue(digestKeyHex)
  const isNew = pragma(database, 'schema_version') === 0
  if (!isNew && pragma(database, 'application_id') !== APPLICATION_ID) throw new LedgerError('LEDGER_FOREIGN', file)
  if (!isNew && pragma(database, 'user_version') !== SCHEMA_VERSION) throw new LedgerError('LEDGER_VERSION', file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  if (isNew) {
    const marks = `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`
    // The digest key is hex or a word of ours, so it may stand in the text.
    const settings = `INSERT INTO settings VALUES ('digest_key', '${digestKey}'), ('day_shift', '0');`
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA} ${marks} ${settings} COMMIT`)
  }
  const known = database.prepare("SELECT value FROM settings WHERE name = 'digest_key'").get()?.['value']
  if (known !== digestKey) throw new LedgerError('LEDGER_KEY', file)
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name])
}

function reader(database: DatabaseSync): Pick<Store, 'view' | 'books'> {
  const byKey = database.prepare('SELECT * FROM txns WHERE key_text = ?')
  const balance = database.prepare('SELECT balance_minor FROM accounts WHERE account = ?')
  const count = database.prepare('SELECT coalesce(max(id), 0) AS n FROM txns')
  const session = database.prepare('SELECT * FROM sessions WHERE merchant_id = ? AND terminal_id = ?')
  const setting = database.prepare('SELECT value FROM settings WHERE name = ?')
  const dayShift = () => Number(setting.get('day_shift')?.['value'])
  return {
    view({ text, merchantId, terminalId }, panHash): View {
      const txn = txnOf(byKey.get(text))
      const posted = balance.get(`cardholder:${panHash}`)
      return {
        txn,
        original: txn === undefined || txn.originalText === '' ? undefined : txnOf(byKey.get(txn.originalText)),
        balanceMinor: posted === undefined ? undefined : Number(posted['balance_minor']),
        count: Number(count.get()?.['n']),
        session: sessionOf(session.get(merchantId, terminalId)),
        dayShift: dayShift(),
      }
    },
    books() {
      const all = (from: string) => database.prepare(`SELECT * FROM ${from}`).all()
      const accounts = all('accounts ORDER BY account').map((row) => [row['account'], row['balance_minor']])
      return {
        accounts: Object.fromEntries(accounts),
        txns: all('txns ORDER BY id').map((row) => txnOf(row) as Txn),
        exceptions: all('exceptions ORDER BY id').map(exceptionOf),
        sessions: all('sessions ORDER BY rowid').map((row) => sessionOf(row) as Session),
        dayShift: dayShift(),
      }
    },
  }
}

function writer(database: DatabaseSync): (change: Change) => void {
  const putTxn = database.prepare(upsert('txns', txnColumns, ['key_text']))
  const post = database.prepare('INSERT INTO postings (account, delta_minor, key_text) VALUES (?, ?, ?)')
  const move = database.prepare(
    'INSERT INTO accounts VALUES (?, ?) ON CONFLICT DO UPDATE SET balance_minor = balance_minor + excluded.balance_minor',
  )
  const settle = database.prepare('DELETE FROM exceptions WHERE key_text = ? AND reason = ?')
  const except = database.prepare(upsert('exceptions', EXCEPTION_COLUMNS, ['key_text', 'reason']))
  const putSession = database.prepare(upsert('sessions', SESSION_COLUMNS, ['merchant_id', 'terminal_id']))
  const set = database.prepare('UPDATE settings SET value = ? WHERE name = ?')
  const write = ({ put, postings, exceptions, settled, session, dayShift }: Change): void => {
    for (const txn of put) putTxn.run(...txnValues(txn))
    for (const { account, deltaMinor, keyText } of postings) {
      post.run(account, deltaMinor, keyText)
      move.run(account, deltaMinor)
    }
    for (const { keyText, reason } of settled ?? []) settle.run(keyText, reason)
    for (const { keyText, reason, amountMinor, owedTo, heldBy, nextStep } of exceptions) {
      except.run(keyText, reason, amountMinor, owedTo, heldBy, nextStep.en, nextStep.zh)
    }
    if (session !== undefined) {
      const { merchantId, terminalId, batch, network, keysHex, stan, device, devices } = session
      putSession.run(merchantId, terminalId, batch, network, keysHex, stan, device, JSON.stringify(devices))
    }
    if (dayShift !== undefined) set.run(String(dayShift), 'day_shift')
  }
  return (change) => {
    database.exec('BEGIN IMMEDIATE')
    try {
      write(change)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}

const EXCEPTION_COLUMNS = ['key_text', 'reason', 'amount_minor', 'owed_to', 'held_by', 'next_step_en', 'next_step_zh']
const SESSION_COLUMNS = ['merchant_id', 'terminal_id', 'batch', 'network', 'keys_hex', 'stan', 'device', 'devices']

function txnValues(txn: Txn): SQLInputValue[] {
  const { key, flags } = txn
  return [
    ...[key.text, key.merchantId, key.terminalId, key.period, key.stan, txn.kind, txn.panHash],
    ...[txn.amountMinor, txn.approvedMinor],
    ...[flags.captured, flags.reversed, flags.voided, flags.debitedUpstream, flags.clearingLost].map(Number),
    ...[txn.responseCode, txn.approvalCode, txn.rrn, txn.reversalCode, txn.originalText, txn.day, txn.atMs],
  ]
}

/** Inserts a row, or overwrites the one with the same key and keeps its place. */
function upsert(table: string, columns: readonly string[], key: readonly string[]): string {
  const overwritten = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${overwritten.join(', ')}`
}
