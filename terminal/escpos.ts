import { encodeText } from '../protocol/index.ts'

/** One line of paper. */
export interface SlipLine {
  readonly text: string
  readonly bold?: boolean
  readonly big?: boolean
  readonly centred?: boolean
}

const ESC = '\x1b'
const GS = '\x1d'

/** A job for an ESC/POS printer: reset, then line by line with its look, text in GB18030. All commands are ASCII. */
export function printJob(lines: readonly SlipLine[]): Uint8Array {
  let job = `${ESC}@`
  for (const line of lines) {
    const look = `${line.centred ? `${ESC}a\x01` : ''}${line.big ? `${ESC}!\x30` : ''}${line.bold ? `${ESC}E\x01` : ''}`
    const plain = `${line.bold ? `${ESC}E\x00` : ''}${line.big ? `${ESC}!\x00` : ''}${line.centred ? `${ESC}a\x00` : ''}`
    job += `${look}${printable(line.text)}\n${plain}`
  }
  return encodeText(job)
}

/** Feeds past the knife and cuts: a job of its own, because a copy is complete with its last line. */
export function cutJob(): Uint8Array {
  return encodeText(`${ESC}d\x04${GS}V\x01`)
}

/** What a printer cannot print (control characters, halves of characters, private ones) becomes a question mark. */
function printable(text: string): string {
  return USUAL.test(text) ? text : text.replaceAll(ODD, '?')
}
const USUAL = /^[\x20-\x7e\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e]*$/
const ODD = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu
