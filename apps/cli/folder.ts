import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { CommandError } from './command-error.ts'

/** Makes a folder and those above it. Throws FOLDER_UNFIT where that cannot be. */
export function makeFolder(path: string): void {
  try {
    make(path)
  } catch (error) {
    throw unfit(path, error)
  }
}

/** Throws FOLDER_UNFIT where no folder can be made and written to, and makes none: for whoever may need it in the end. */
export function demandFolder(path: string): void {
  try {
    let nearest = resolve(path)
    while (statSync(nearest, { throwIfNoEntry: false }) === undefined) nearest = dirname(nearest)
    if (!statSync(nearest).isDirectory()) throw Object.assign(new Error(nearest), { code: 'ENOTDIR' })
    accessSync(nearest, constants.W_OK)
  } catch (error) {
    throw unfit(path, error)
  }
}

function unfit(path: string, error: unknown): CommandError {
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new CommandError('FOLDER_UNFIT', `${path}: cannot be made (${why})`, 'give a folder, or a name that is free')
}

/** One folder at a time: the recursive call of Node tries for ever where a system refuses to make any (`/proc`). */
function make(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const above = dirname(path)
  if (above !== path) make(above)
  mkdirSync(path)
}
