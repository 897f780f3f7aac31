/** A fenced block of a page: what follows the fence's three ticks, and its lines. */
export interface Fence {
  readonly kind: string
  readonly lines: readonly string[]
}

/** Every fenced block of a page, in order. */
export function fencesOf(page: string): Fence[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].map(([, kind = '', text = '']) => {
    return { kind, lines: text.split('\n') }
  })
}

/** Rows of a table without its head, as the texts of their cells. */
export type Rows = readonly (readonly string[])[]

/** A table with a head, as lines; a `|` in a cell is escaped. */
export function tableOf(head: readonly string[], rows: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** The cells that a table of the page has now, row by row, without its head. */
export function rowsOf(text: string): Rows {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
}

/** What stands between `<!-- made: NAME -->` and `<!-- /made -->`, replaced by what `make` says, blank lines around it. */
export function renewed(page: string, make: (name: string, old: Rows) => string): string {
  return page.replaceAll(/(<!-- made: ([\w-]+) -->\n)([\s\S]*?)(<!-- \/made -->)/g, (...[, open, name, old, close]) => {
    return `${open}\n${make(String(name), rowsOf(String(old)))}\n\n${close}`
  })
}

/** The names of the made parts of a page. */
export function madeParts(page: string): string[] {
  return [...page.matchAll(/<!-- made: ([\w-]+) -->/g)].map(([, name = '']) => name)
}

/** Everything that stands in back ticks inside the text of a page, its blocks left out. */
export function codesIn(page: string): string[] {
  const text = page.replaceAll(/^```[\s\S]*?^```$/gm, '')
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
}

/** Every command line of a page, in its blocks and in its text. */
export function commandsIn(page: string): string[] {
  return [...fencesOf(page).flatMap(({ lines }) => lines), ...codesIn(page)].map((line) => line.replace(/ #.*$/, ''))
}
