import { assert } from './assert.ts'

/** A fault's text taken apart. Arguments stay text, because `code(00)` is not `code(0)`. */
export interface Fault {
  readonly name: string
  readonly args: readonly string[]
}

/** Reads `name` or `name(args)`, arguments between commas; throws on anything else: fault texts come from our own parser. */
export function parseFault(text: string): Fault {
  const parts = FORM.exec(text)
  assert(parts !== null, `a fault reads name or name(args), not "${text}"`)
  return { name: parts[1] as string, args: parts[2] === undefined ? [] : parts[2].split(',') }
}

/** The argument at `index` as a whole number, or `otherwise` when the fault does not give it. */
export function faultNumber(fault: Fault, index: number, otherwise: number): number {
  const text = fault.args[index]
  if (text === undefined) return otherwise
  assert(/^\d{1,15}$/.test(text), `argument ${index + 1} of the fault ${fault.name} is a whole number, not "${text}"`)
  return Number(text)
}

const FORM = /^([A-Za-z]\w*)(?:\(([^()]+)\))?$/
