import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { CommandError } from './command-error.ts'

/** Makes a folder and those above it. Throws FOLDER_UNFIT where that cannot be. */
export function makeFolder(path: string): void {
  try {
    make(path)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new CommandError('FOLDER_UNFIT', `${path}: cannot be made (${why})`, 'give a folder, or a name that is free')
  }
}

/** One folder at a time: the recursive call of Node tries for ever where a system refuses to make any (`/proc`). */
function make(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const above = dirname(path)
  if (above !== path) make(above)
  mkdirSync(path)
}
