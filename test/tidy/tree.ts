import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileMap } from './source.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NOT_OURS = new Set(['node_modules', 'dist', 'out', 'coverage'])

function pathsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || NOT_OURS.has(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return pathsIn(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Every source file of the project. */
export function readTree(): FileMap {
  return Object.fromEntries(pathsIn('').map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
}
