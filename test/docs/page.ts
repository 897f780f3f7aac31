import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** A path of the project, in full. */
export function at(path: string): string {
  return join(root, path)
}

/** A page of the project, its lines ended alike on every system. */
export function pageOf(path: string): string {
  return readFileSync(at(path), 'utf8').replaceAll('\r\n', '\n')
}

/** Both front pages. */
export const readmes = [
  { file: 'README.md', lang: 'en' },
  { file: 'README.zh-CN.md', lang: 'zh' },
] as const
