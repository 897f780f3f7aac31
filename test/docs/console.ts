import type { Fence } from './markdown.ts'

/** A command of a page with what it says there: lines that must come in this order, others may stand between. */
export interface Shown {
  /** Words after the prompt. */
  readonly words: readonly string[]
  readonly expected: readonly string[]
  /** 0 unless the line ends with `# exit N`. */
  readonly exit: number
}

/** The commands of a `console` block: lines after `$ `, each with the output below it. */
export function shownIn({ lines }: Fence): Shown[] {
  const all: { words: string[]; expected: string[]; exit: number }[] = []
  for (const line of lines) {
    if (line.startsWith('$ ')) {
      const exit = Number(/# exit (\d)$/.exec(line)?.[1] ?? 0)
      all.push({ words: wordsOf(line.slice(2).replace(/\s+#.*$/, '')), expected: [], exit })
    } else if (line.trim() !== '' && line.trim() !== '…') all.at(-1)?.expected.push(line.trimEnd())
  }
  return all
}

/** A command line in words; quotes hold one together, as every shell has it. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

/** The arguments of droporder in a command of a page; undefined when it is another command. */
export function droporderArgs(words: readonly string[]): readonly string[] | undefined {
  const called = words.join(' ')
  if (called.startsWith('npm run -s droporder -- ')) return words.slice(5)
  if (called === 'npm start' || called.startsWith('npm start -- ')) return ['start', ...words.slice(3)]
  return undefined
}

/** The lines of `expected` that the output lacks, or has too early; how wide its columns are does not matter. */
export function missing(expected: readonly string[], output: string): string[] {
  const narrow = (line: string) => line.trim().replaceAll(/\s+/g, ' ')
  const lines = output.split('\n').map(narrow)
  let from = 0
  return expected.filter((line) => {
    const found = lines.indexOf(narrow(line), from)
    if (found >= 0) from = found + 1
    return found < 0
  })
}

/** The npm scripts that the commands of a page name: `npm start`, `npm run -s check`. */
export function scriptsNamed(lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    [...line.matchAll(/\bnpm (?:run (?:-s )?)?([a-z][\w:-]*)/g)].map(([, name = '']) => name),
  )
}
