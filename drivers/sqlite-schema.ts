/** Marks a file as ours: the letters DROP in the header that SQLite keeps for this. */
export const APPLICATION_ID = 0x44524f50
/** Raised with every change of the tables below. */
export const SCHEMA_VERSION = 3

/** Money in whole minor units, flags as 0 or 1. `id` keeps the order of arrival; nothing is ever deleted but settled items. */
export const SCHEMA = `
  CREATE TABLE txns (
    id INTEGER PRIMARY KEY,
    key_text TEXT NOT NULL UNIQUE,
    merchant_id TEXT NOT NULL, terminal_id TEXT NOT NULL, period TEXT NOT NULL, stan TEXT NOT NULL,
    kind TEXT NOT NULL, pan_hash TEXT NOT NULL,
    amount_minor INTEGER NOT NULL, approved_minor INTEGER NOT NULL,
    captured INTEGER NOT NULL, reversed INTEGER NOT NULL, voided INTEGER NOT NULL, debited_upstream INTEGER NOT NULL,
    clearing_lost INTEGER NOT NULL,
    response_code TEXT NOT NULL, approval_code TEXT NOT NULL, rrn TEXT NOT NULL, reversal_code TEXT NOT NULL,
    original_text TEXT NOT NULL, day TEXT NOT NULL, at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE accounts (account TEXT PRIMARY KEY, balance_minor INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE postings (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, delta_minor INTEGER NOT NULL, key_text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE exceptions (
    id INTEGER PRIMARY KEY,
    key_text TEXT NOT NULL, reason TEXT NOT NULL, amount_minor INTEGER NOT NULL,
    owed_to TEXT NOT NULL, held_by TEXT NOT NULL, next_step_en TEXT NOT NULL, next_step_zh TEXT NOT NULL,
    UNIQUE (key_text, reason)
  ) STRICT;
  CREATE TABLE sessions (
    merchant_id TEXT NOT NULL, terminal_id TEXT NOT NULL, batch TEXT NOT NULL, network TEXT NOT NULL,
    keys_hex TEXT NOT NULL, stan TEXT NOT NULL, device TEXT NOT NULL, devices TEXT NOT NULL,
    PRIMARY KEY (merchant_id, terminal_id)
  ) STRICT;
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
