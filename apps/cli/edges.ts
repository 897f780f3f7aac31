/** What a command may do to the outside: the streams and signals of its process, as data. */
export interface Edges {
  out(text: string): void
  err(text: string): void
  readonly stdin: AsyncIterable<Uint8Array>
  /** The stream for a progress line: undefined when nobody would see it. */
  readonly progressTo: NodeJS.WriteStream | undefined
  readonly colour: boolean
  /** Columns of the terminal, at most 100. */
  readonly columns: number
  /** How this command line is called, as somebody would type it again. */
  readonly command: string
  /** Called once when the user asks the process to end. */
  onInterrupt(stop: () => void): void
}

export type Lang = 'en' | 'zh'

/** How a command ended: 0 held, 1 violation, 2 usage. (3, our own bug, is what is thrown.) */
export type ExitCode = 0 | 1 | 2
