import { createReadStream, existsSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Decoded, Message, Spec } from '../../protocol/index.ts'
import { decode, describe, FrameReader, hexToBytes, maskMessage, specs } from '../../protocol/index.ts'
import { quote, suggest } from '../../scenarios/index.ts'
import { padTo } from './columns.ts'
import { CommandError } from './command-error.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'

interface DecodeOptions {
  readonly spec: string
  readonly unmask?: true
  readonly format: 'text' | 'json'
  readonly lang: Lang
}

/** Longest line of hex that is looked at: twice the largest frame, and some air. */
const LONGEST_LINE = 20_000

/** Explains messages, a line of hex each, field by field and masked; 1 when a line was refused. */
export async function decodeCommand(input: string, options: DecodeOptions, edges: Edges): Promise<ExitCode> {
  const spec = specNamed(options.spec)
  let refused = 0
  let number = 0
  for await (const line of linesOf(input, edges)) {
    number += 1
    const hex = line.replace(/\s+/g, '')
    if (hex === '' || hex.startsWith('#')) continue
    const decoded = decodeLine(spec, hex)
    if (!decoded.ok) refused += 1
    edges.out(options.format === 'json' ? `${json(spec, decoded, options)}\n` : text(spec, decoded, number, options))
  }
  return refused === 0 ? 0 : 1
}

function specNamed(name: string): Spec {
  if (name === 'unionpay' || name === 'iso87') return specs[name]
  throw new CommandError('SPEC_UNKNOWN', `no spec is called ${quote(name)}`, suggest(name, Object.keys(specs), 'specs'))
}

/** Hex given on the command line is one line; everything else is a file, `-` standard input. */
function linesOf(input: string, edges: Edges): AsyncIterable<string> | readonly string[] {
  if (input === '-') return createInterface({ input: Readable.from(edges.stdin) })
  if (existsSync(input) && statSync(input).isFile()) return createInterface({ input: createReadStream(input) })
  if (/^[0-9a-fA-F\s]+$/.test(input)) return [input]
  throw new CommandError(
    'FILE_MISSING',
    `${quote(input)} is no file, and not hex either`,
    'give a file, - or hex digits',
  )
}

/** Why a line was refused, and what was understood of it before. */
type Line = Decoded | { readonly ok: false; readonly error: LineError; readonly partial: Message }
interface LineError {
  readonly code: string
  readonly field: number | string
  readonly offset: number
}

/** A line is one frame with its length header. What is no hex is refused like a stray byte, with its place. */
function decodeLine(spec: Spec, hex: string): Line {
  if (hex.length > LONGEST_LINE) return refusal({ code: 'LINE_TOO_LONG', field: 'length', offset: LONGEST_LINE / 2 })
  const stray = hex.search(/[^0-9a-fA-F]/)
  if (stray >= 0) return refusal({ code: 'NOT_HEX', field: 'length', offset: stray >> 1 })
  if (hex.length % 2 === 1) return refusal({ code: 'HALF_A_BYTE', field: 'end', offset: hex.length >> 1 })
  const reader = new FrameReader(spec)
  const bytes = hexToBytes(hex)
  const [first, ...others] = reader.push(bytes)
  const behind = reader.end()
  if (first === undefined) {
    const cut = { code: 'FRAME_CUT', field: 'length', offset: bytes.length } as const
    return refusal(cut, understood(spec, bytes.subarray(spec.frame.lengthBytes)))
  }
  if (!first.ok) return refusal(first.error, understood(spec, bytes.subarray(spec.frame.lengthBytes)))
  const offset = spec.frame.lengthBytes + first.body.length
  if (others.length > 0 || behind !== undefined) {
    return refusal({ code: 'TRAILING_BYTES', field: 'end', offset }, understood(spec, first.body))
  }
  const decoded = decode(spec, first.body)
  if (decoded.ok) return decoded
  // The decoder counts from the body; the reader of a line counts from its first byte.
  const { error, partial } = decoded
  return { ok: false, error: { ...error, offset: error.offset + spec.frame.lengthBytes }, partial }
}

function refusal(error: LineError, partial: Message = { mti: '', fields: {} }): Line {
  return { ok: false, error, partial }
}

/** What there is of a message whose frame is not in order. */
function understood(spec: Spec, body: Uint8Array): Message {
  const decoded = decode(spec, body)
  return decoded.ok ? decoded.message : decoded.partial
}

function json(spec: Spec, decoded: Line, { unmask }: DecodeOptions): string {
  if (!decoded.ok) return JSON.stringify({ error: decoded.error })
  const message = unmask === true ? decoded.message : maskMessage(spec, decoded.message)
  const { rows } = describe(spec, message, { unmask: true })
  const parts = rows.flatMap((row) => {
    if (row.parts === undefined) return []
    return [[String(row.field), Object.fromEntries(row.parts.map(({ id, text }) => [id, text]))] as const]
  })
  return JSON.stringify({ mti: message.mti, fields: message.fields, parts: Object.fromEntries(parts) })
}

function text(spec: Spec, decoded: Line, line: number, options: DecodeOptions): string {
  const { lang } = options
  if (decoded.ok) return `${messageRows(spec, decoded.message, options).join('\n')}\n`
  const { code, field, offset } = decoded.error
  const at = typeof field === 'number' ? `${lang === 'zh' ? '域' : 'field'} ${field}` : field
  const refused =
    lang === 'zh'
      ? `第 ${line} 行被拒绝：${code}，${at}，第 ${offset} 字节`
      : `line ${line} refused: ${code} at ${at}, byte ${offset}`
  return `${[...understoodRows(spec, decoded.partial, options), refused].join('\n')}\n`
}

function messageRows(spec: Spec, message: Message, { unmask, lang }: DecodeOptions): string[] {
  const { mti, title, rows } = describe(spec, message, unmask === true ? { unmask } : {})
  return [
    `${mti} ${title[lang]}`,
    ...rows.flatMap((row) => [
      `  ${padTo(String(row.field), 4)}${padTo(row.name[lang], 34)} ${row.text}`,
      ...(row.parts ?? []).map((part) => `      ${padTo(part.name[lang], 32)} ${part.text}`),
    ]),
  ]
}

/** Of a broken message only names: where a length lies, any field may hold what belongs to a card. */
function understoodRows(spec: Spec, message: Message, options: DecodeOptions): string[] {
  if (message.mti === '') return []
  if (options.unmask === true) return messageRows(spec, message, options)
  const { mti, title, rows } = describe(spec, message)
  return [
    `${mti} ${title[options.lang]}`,
    ...rows.map((row) => `  ${padTo(String(row.field), 4)}${row.name[options.lang]}`),
  ]
}
