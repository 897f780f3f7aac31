import { EMPTY_NAMES, WORDS } from './house.ts'
import type { Finding, Rule } from './rule.ts'
import { perFile } from './rule.ts'
import { walk } from './source.ts'

/** A file is named for what is in it. */
export const emptyNames: Rule = (sources) =>
  sources.flatMap(({ path }): Finding[] => {
    const name = path
      .split('/')
      .map((part) => part.replace(/\..*$/, ''))
      .find((part) => EMPTY_NAMES.includes(part))
    return name === undefined ? [] : [{ path, line: 1, advice: `"${name}" says nothing: name it for what is in it` }]
  })

/** `cardNumbersOf`, `CARD_NUMBER` and `card-number` are all `-card-number(s)-`. */
function hyphenated(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  return `-${words.join('-').toLowerCase()}-`
}

const BANNED = WORDS.map(([word, instead]) => {
  return { word, instead, pattern: new RegExp(`-${hyphenated(word).slice(1, -1)}(s|es)?-`) }
})

/** The advice against a name that uses another house's word. */
function foreignWord(name: string): string | undefined {
  const found = BANNED.find(({ pattern }) => pattern.test(hyphenated(name)))
  return found && `say ${found.instead} instead of ${found.word} (in ${name})`
}

/** One word per idea, in the names of files and of everything in them. */
export const words: Rule = perFile((source, report) => {
  const advice = foreignWord(source.path)
  if (advice) report(0, advice)
  walk(source.program, (node, parent) => {
    if (node.type !== 'Identifier' && node.type !== 'PrivateIdentifier') return
    // A package's own word may be renamed where it comes in.
    if (parent?.type === 'ImportSpecifier' && parent.imported === node && parent.local !== node) return
    const advice = foreignWord(node.name)
    if (advice) report(node.start, advice)
  })
})
