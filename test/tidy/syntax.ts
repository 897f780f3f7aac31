import type { Rule } from './rule.ts'
import { perFile } from './rule.ts'
import { walk } from './source.ts'

/** A thing has one name everywhere; only the tools' configurations and other people's modules have a default. */
export const noDefaultExport: Rule = perFile((source, report) => {
  if (/^[^/]+\.config\.ts$|\.d\.ts$/.test(source.path)) return
  walk(source.program, (node) => {
    const renamed =
      node.type === 'ExportSpecifier' && node.exported.type === 'Identifier' && node.exported.name === 'default'
    if (renamed || node.type === 'ExportDefaultDeclaration') report(node.start, 'export it by its name')
  })
})

/** Node strips types and runs the rest; an enum is neither. */
export const noEnum: Rule = perFile((source, report) => {
  walk(source.program, (node) => {
    if (node.type === 'TSEnumDeclaration') report(node.start, 'write a union of literals instead of an enum')
  })
})

/** A power cut travels through the terminal as an exception; whoever catches there would survive his own death. */
export const noCatch: Rule = perFile((source, report) => {
  if (!source.path.startsWith('terminal/')) return
  walk(source.program, (node) => {
    if (node.type === 'CatchClause') report(node.start, 'terminal code never catches: let a device answer with data')
  })
})

/** The simulated world is synchronous: what happens later is an event in its queue, where it can be seen and broken. */
export const noPromise: Rule = perFile((source, report) => {
  if (!/^(sim|terminal)\//.test(source.path)) return
  walk(source.program, (node) => {
    const isAsync = ('async' in node && node.async === true) || node.type === 'AwaitExpression'
    const isPromise = node.type === 'Identifier' && node.name === 'Promise'
    if (isAsync || isPromise) report(node.start, 'no promise here: let the clock or a device call back')
  })
})
