import { realpathSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** A file that is this process's own until it is released, or until the process ends in whatever way. */
export interface FileHold {
  release(): void
}

/**
 * Keeps a file, which must be there, for one process: whoever else asks for it hears `busy`, and `unlockable` is a folder in which no lock can be
 * made. What holds it is a lock of the system on `PATH.lock`, an empty file that stays: a killed process leaves no lock
 * behind, as it would a note of its number.
 */
export function holdFile(path: string): FileHold | 'busy' | 'unlockable' {
  let lock: DatabaseSync | undefined
  try {
    // Whatever the file is called: two names of it are one file.
    lock = new DatabaseSync(`${realpathSync(path)}.lock`, { timeout: 0 })
    lock.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    const held = lock
    return { release: () => held.close() }
  } catch (error) {
    lock?.close()
    if (!(error instanceof Error) || !('errcode' in error)) throw error
    return error.errcode === SQLITE_BUSY ? 'busy' : 'unlockable'
  }
}

const SQLITE_BUSY = 5
