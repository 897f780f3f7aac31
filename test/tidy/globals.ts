import type { Node } from 'oxc-parser'
import { ROOMS, roomOf } from './house.ts'
import type { Rule } from './rule.ts'
import { perFile } from './rule.ts'
import type { Source } from './source.ts'
import { declaredNames, walk } from './source.ts'

/** What a pure folder may not reach for, and where to get it instead. */
const OUTSIDE: Readonly<Record<string, string>> = {
  setTimeout: 'the clock device',
  setInterval: 'the clock device',
  setImmediate: 'the clock device',
  clearTimeout: 'the clock device',
  clearInterval: 'the clock device',
  queueMicrotask: 'the queue of the world',
  performance: 'the clock device',
  process: 'a parameter',
  document: 'a parameter',
  window: 'a parameter',
  globalThis: 'a parameter',
  Buffer: 'Uint8Array',
  crypto: 'protocol, or the choose seam for chance',
}

/** True where an identifier stands for a value, not for the name of a property or of a type's member. */
function isUse(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed
  if (parent?.type === 'Property') return parent.value === node || parent.computed
  const isMemberName =
    parent?.type === 'PropertyDefinition' ||
    parent?.type === 'MethodDefinition' ||
    parent?.type === 'TSPropertySignature' ||
    parent?.type === 'TSMethodSignature'
  return !(isMemberName && parent.key === node && !parent.computed)
}

/** Visits each use of a name that the file does not declare itself. */
function eachGlobal(source: Source, visit: (name: string, node: Node, parent: Node | undefined) => void): void {
  const own = declaredNames(source.program)
  walk(source.program, (node, parent) => {
    if (node.type === 'Identifier' && !own.has(node.name) && isUse(node, parent)) visit(node.name, node, parent)
  })
}

function propertyOf(parent: Node | undefined): string {
  if (parent?.type !== 'MemberExpression') return ''
  if (parent.property.type === 'Identifier' && !parent.computed) return parent.property.name
  return parent.property.type === 'Literal' ? String(parent.property.value) : ''
}

/** The advice against one use in a pure folder, if there is something against it. */
function against(name: string, node: Node, parent: Node | undefined): string | undefined {
  const instead = Object.hasOwn(OUTSIDE, name) ? OUTSIDE[name] : undefined
  if (instead) return `no ${name} in a pure folder: use ${instead}`
  const property = propertyOf(parent)
  if (name === 'Date' && property === 'now') return 'no Date.now in a pure folder: use the clock device'
  if (name === 'Math' && property === 'random') return 'no Math.random in a pure folder: use the choose seam'
  if (name !== 'Date' || !(parent?.type === 'NewExpression' || parent?.type === 'CallExpression')) return undefined
  const readsClock = parent.callee === node && (parent.type === 'CallExpression' || parent.arguments.length === 0)
  return readsClock ? 'no Date without an argument in a pure folder: use the clock device' : undefined
}

/** A pure folder knows no clock, no chance, no machine. */
export const globals: Rule = perFile((source, report) => {
  if (!ROOMS[roomOf(source.path) ?? '']?.pure) return
  eachGlobal(source, (name, node, parent) => {
    const advice = against(name, node, parent)
    if (advice !== undefined) report(node.start, advice)
  })
})

/** Only the windows and the tools print. */
export const noConsole: Rule = perFile((source, report) => {
  if (/^(apps|scripts)\//.test(source.path)) return
  eachGlobal(source, (name, node) => {
    if (name === 'console') report(node.start, 'only apps/ and scripts/ print: return the text instead')
  })
})

/** One file of the product holds the process in its hands. */
export const noProcess: Rule = perFile((source, report) => {
  if (source.path === 'apps/cli/main.ts' || /^(scripts|test)\//.test(source.path)) return
  const advice = 'only apps/cli/main.ts touches process: take what you need as a parameter'
  for (const found of source.imports) {
    if (/^(node:)?process$/.test(found.specifier)) report(source.program.start, advice)
  }
  if (ROOMS[roomOf(source.path) ?? '']?.pure) return
  eachGlobal(source, (name, node) => {
    if (name === 'process') report(node.start, advice)
  })
})
