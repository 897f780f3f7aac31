import { Digest } from './digest.ts'

/** Fingerprint of a paper that only grows: each line is looked at once, and only when somebody asks. */
export class PaperDigest {
  private readonly digest = new Digest()
  private seen = 0
  private job = 0

  of(lines: readonly Line[]): string {
    for (; this.seen < lines.length; this.seen += 1) this.add(lines[this.seen] as Line)
    return this.digest.value()
  }

  private add(line: Line): void {
    // Which number a job has says nothing about the future, where one ends and the next begins does.
    this.digest.number(line.job === this.job ? 0 : 1)
    this.job = line.job
    this.digest.number((line.bold ? 1 : 0) | (line.big ? 2 : 0))
    this.digest.text(line.align)
    this.digest.text(line.text)
  }
}

interface Line {
  readonly job: number
  readonly text: string
  readonly bold: boolean
  readonly big: boolean
  readonly align: string
}
