/** One event in words; `mark` is a sign that stands before the text. Undefined: not worth a line. */
export interface Said {
  readonly mark: string
  readonly text: string
}
