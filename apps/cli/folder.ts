import { mkdirSync } from 'node:fs'
import { CommandError } from './command-error.ts'

/** Makes a folder and those above it. Throws FOLDER_UNFIT where that cannot be. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new CommandError('FOLDER_UNFIT', `${path}: cannot be made (${why})`, 'give a folder, or a name that is free')
  }
}
