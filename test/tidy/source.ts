import { posix } from 'node:path'
import type { Node, Program } from 'oxc-parser'
import { parseSync, visitorKeys } from 'oxc-parser'

/** Paths, with `/`, relative to the root of the project, and what the files say. */
export type FileMap = Readonly<Record<string, string>>

export interface Import {
  readonly specifier: string
  /** The file it names when it is one of ours. */
  readonly path: string | undefined
  /** True for `import type` as a whole; `import { type A }` still loads the module. */
  readonly isType: boolean
  readonly line: number
}

export interface Source {
  readonly path: string
  readonly lines: number
  readonly program: Program
  readonly imports: readonly Import[]
  lineAt(offset: number): number
}

/** Calls `visit` for each node of the tree, parents first, with the node around it. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  visit(node, parent)
  for (const key of visitorKeys[node.type] ?? []) {
    const children = [(node as unknown as Record<string, unknown>)[key]].flat()
    for (const child of children) if (child) walk(child as Node, visit, node)
  }
}

/** Every way to name another module: import, export from, dynamic import, import type. */
function importsOf(path: string, program: Program, lineAt: (offset: number) => number): Import[] {
  const found: Import[] = []
  const add = (specifier: unknown, isType: boolean, offset: number) => {
    if (typeof specifier !== 'string') return
    const ours = specifier.startsWith('.')
    const target = ours ? posix.normalize(posix.join(posix.dirname(path), specifier)) : undefined
    found.push({ specifier, path: target, isType, line: lineAt(offset) })
  }
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration') add(node.source.value, node.importKind === 'type', node.start)
    if (node.type === 'ExportAllDeclaration') add(node.source.value, node.exportKind === 'type', node.start)
    if (node.type === 'ExportNamedDeclaration') add(node.source?.value, node.exportKind === 'type', node.start)
    if (node.type === 'ImportExpression') add('value' in node.source && node.source.value, false, node.start)
    if (node.type === 'TSImportType') add(node.source.value, true, node.start)
  })
  return found
}

/** Reads one file; a file that does not parse is not ours to judge, so it stops the test. */
export function parse(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: does not parse: ${errors[0]?.message}`)
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)]
  const lineAt = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1
  const lines = text.endsWith('\n') || text === '' ? starts.length - 1 : starts.length
  return { path, lines, program, imports: importsOf(path, program, lineAt), lineAt }
}

/** The names that a pattern binds: `a`, `{ a, b: c }`, `[a, ...b]`, `a = 1`. */
function boundBy(pattern: Node | null): string[] {
  if (pattern === null) return []
  if (pattern.type === 'Identifier') return [pattern.name]
  if (pattern.type === 'AssignmentPattern') return boundBy(pattern.left)
  if (pattern.type === 'RestElement') return boundBy(pattern.argument)
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap(boundBy)
  if (pattern.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((property) => boundBy(property.type === 'Property' ? property.value : property))
}

/** Every name that a file declares anywhere, whatever its scope. */
export function declaredNames(program: Program): ReadonlySet<string> {
  const names = new Set<string>()
  const add = (...patterns: readonly (Node | null)[]) => {
    for (const name of patterns.flatMap(boundBy)) names.add(name)
  }
  walk(program, (node) => {
    if ('params' in node && Array.isArray(node.params)) add(...(node.params as Node[]))
    if (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') add(node.id)
    if (node.type === 'FunctionExpression' || node.type === 'ClassDeclaration') add(node.id)
    if (node.type === 'CatchClause') add(node.param)
    if (/^Import(Default|Namespace)?Specifier$/.test(node.type) && 'local' in node) add(node.local as Node)
  })
  return names
}
