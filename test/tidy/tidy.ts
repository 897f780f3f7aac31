import { cycles } from './cycles.ts'
import { globals, noConsole, noProcess } from './globals.ts'
import { LONG_TABLES } from './house.ts'
import { doors, fileEndings, knownFolders, layers, packages } from './imports.ts'
import { emptyNames, words } from './names.ts'
import type { Rule } from './rule.ts'
import { fileSize, functionSize, longTables } from './size.ts'
import type { FileMap } from './source.ts'
import { parse } from './source.ts'
import { noCatch, noDefaultExport, noEnum, noPromise } from './syntax.ts'

/** The rules by the names that findings carry. */
export const RULES: Readonly<Record<string, Rule>> = {
  layers,
  packages,
  doors,
  'file-endings': fileEndings,
  'known-folders': knownFolders,
  cycles,
  'file-size': fileSize,
  'long-tables': longTables(LONG_TABLES),
  'function-size': functionSize,
  globals,
  console: noConsole,
  process: noProcess,
  'default-export': noDefaultExport,
  enum: noEnum,
  catch: noCatch,
  promise: noPromise,
  'empty-names': emptyNames,
  words,
}

/** Judges a tree; each finding reads `file:line: rule: what to do`. */
export function tidy(files: FileMap, rules: Readonly<Record<string, Rule>> = RULES): string[] {
  const sources = Object.entries(files).map(([path, text]) => parse(path, text))
  const findings = Object.entries(rules).flatMap(([name, rule]) =>
    rule(sources).map(({ path, line, advice }) => `${path}:${line}: ${name}: ${advice}`),
  )
  return [...new Set(findings)]
}
