import type { Node } from 'oxc-parser'
import { LONG_TABLES, MAX_FILE_LINES, MAX_FUNCTION_LINES } from './house.ts'
import type { Rule } from './rule.ts'
import { perFile } from './rule.ts'
import type { Source } from './source.ts'
import { walk } from './source.ts'

/** The statement, if any, by which a file is more than a table: code, a name, a call. */
function beyondLiterals(source: Source): Node | undefined {
  return source.program.body.find((statement) => {
    if (statement.type === 'ImportDeclaration') return statement.importKind !== 'type'
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type === 'TSTypeAliasDeclaration' || declared?.type === 'TSInterfaceDeclaration') return false
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') return true
    return declared.declarations.some(({ init }) => init === null || !isLiteral(init))
  })
}

function isLiteral(node: Node): boolean {
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') return isLiteral(node.expression)
  if (node.type === 'Property')
    return !node.computed && !node.shorthand && node.kind === 'init' && isLiteral(node.value)
  if (node.type === 'ArrayExpression') return node.elements.every((element) => element === null || isLiteral(element))
  if (node.type === 'ObjectExpression') return node.properties.every(isLiteral)
  if (node.type === 'UnaryExpression') return isLiteral(node.argument)
  if (node.type === 'TemplateLiteral') return node.expressions.length === 0
  return node.type === 'Literal'
}

/** No file is longer than a person reads at one sitting, but for a few tables. */
export const fileSize: Rule = (sources) =>
  sources
    .filter(({ path, lines }) => lines > MAX_FILE_LINES && !LONG_TABLES.includes(path))
    .map(({ path, lines }) => {
      return { path, line: MAX_FILE_LINES + 1, advice: `split it: ${lines} lines, ${MAX_FILE_LINES} are allowed` }
    })

/** A file that may be long holds literals only. */
export function longTables(exempt: readonly string[]): Rule {
  return perFile((source, report) => {
    if (!exempt.includes(source.path)) return
    const statement = beyondLiterals(source)
    if (statement) report(statement.start, 'a long table holds only literals: move this elsewhere')
  })
}

/** In a test file the body of a `describe` is a chapter, not a function. */
function isChapter(node: Node, parent: Node | undefined): boolean {
  if (parent?.type !== 'CallExpression' || parent.callee === node) return false
  let callee: Node = parent.callee
  while (callee.type !== 'Identifier') {
    if (callee.type === 'MemberExpression') callee = callee.object
    else if (callee.type === 'CallExpression') callee = callee.callee
    else return false
  }
  return callee.name === 'describe'
}

/** No function is longer than a screen. */
export const functionSize = perFile((source, report) => {
  walk(source.program, (node, parent) => {
    const isFunction =
      node.type === 'FunctionDeclaration' ||
      node.type === 'FunctionExpression' ||
      node.type === 'ArrowFunctionExpression'
    if (!isFunction || (source.path.startsWith('test/') && isChapter(node, parent))) return
    const lines = source.lineAt(node.end - 1) - source.lineAt(node.start) + 1
    if (lines <= MAX_FUNCTION_LINES) return
    report(node.start, `split the function: ${lines} lines, ${MAX_FUNCTION_LINES} are allowed`)
  })
})
