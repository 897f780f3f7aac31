import { DatabaseSync } from 'node:sqlite'

/** A file that is this process's own until it is released, or until the process ends in whatever way. */
export interface FileHold {
  release(): void
}

/**
 * Keeps a file for one process: whoever else asks for it gets `undefined`. What holds it is a lock of the system on
 * `PATH.lock`, an empty file that stays: a killed process leaves no lock behind, as it would a note of its number.
 */
export function holdFile(path: string): FileHold | undefined {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined
    throw error
  }
  return { release: () => lock.close() }
}

const SQLITE_BUSY = 5
