import stringWidth from 'string-width'

/** Columns a text takes on a terminal: a Chinese character counts two, colours count nothing. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** Pads on the right to so many columns; never cuts. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

/** Pads on the left to so many columns; never cuts. */
export function padLeftTo(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - widthOf(text))) + text
}

/** Keeps the words of a text on one line when it is wrapped. */
export function together(text: string): string {
  return text.replaceAll(' ', NO_BREAK)
}
const NO_BREAK = '\u00a0'

/** Breaks a plain text into lines of at most so many columns: at spaces where it can, inside a word where it must. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  const end = () => {
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
  }
  for (const word of text.split(/(?<= )(?! )/)) {
    if (widthOf((line + word).trimEnd()) <= columns) {
      line += word
      continue
    }
    end()
    for (const character of word) {
      if (widthOf(line + character) > columns) end()
      line += character
    }
  }
  end()
  return lines.map((one) => one.replaceAll(NO_BREAK, ' '))
}

/** A text in lines of at most so many columns; all but the first are set in. */
export function hanging(text: string, columns: number): string[] {
  return setIn(text, columns).map((line, index) => (index === 0 ? line.trimStart() : line))
}

/** A text in lines of at most so many columns, all of them set in. */
export function setIn(text: string, columns: number): string[] {
  return wrap(text, columns - INDENT.length).map((line) => INDENT + line)
}
const INDENT = ' '.repeat(8)

/** A table of plain cells: every column as wide as its widest cell, two blanks between; `right` names the columns that align right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = []
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? padLeftTo(cell, widths[i] ?? 0) : padTo(cell, widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
