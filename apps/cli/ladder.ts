import pc from 'picocolors'
import type { Scenario, TracedFrame, TraceEvent } from '../../scenarios/index.ts'
import { hanging, padLeftTo, padTo, wrap } from './columns.ts'
import type { Edges, Lang } from './edges.ts'
import { sayEvent } from './event-text.ts'
import { drawSlips } from './paper.ts'
import { collectSlips } from './slips.ts'

/** Width of the two leading columns: virtual time and lane. */
const TIME = 11
const LANE = 9
/** Width of the sign before the text: for a frame, the line from terminal to host. */
const MARK = 12

/**
 * The story of a run, an event a line: virtual time since the start, lane, what happened. Faults stand where they struck
 * and slips stand where their last line came out.
 */
export function drawLadder(
  scenario: Pick<Scenario, 'id' | 'title'>,
  trace: readonly TraceEvent[],
  lang: Lang,
  edges: Pick<Edges, 'colour' | 'columns'>,
): string[] {
  const colours = pc.createColors(edges.colour)
  const startMs = trace[0]?.atMs ?? 0
  const slips = collectSlips(trace)
  const body = edges.columns - TIME - LANE - 1 - MARK
  const [title = '', ...rest] = hanging(`${scenario.id}  ${scenario.title[lang]}`, edges.columns)
  const lines = [title.replace(scenario.id, (id) => colours.bold(id)), ...rest, '']
  for (const event of withAlterations(trace)) {
    const said = sayEvent(event, lang)
    if (said !== undefined) {
      const [first = '', ...more] = wrap(said.text, body)
      const paint = painter(event, colours)
      lines.push(`${head(event, startMs, lang)}${paint(`${padTo(said.mark, MARK)}${first}`)}`)
      for (const line of more) lines.push(`${' '.repeat(TIME + LANE + 1 + MARK)}${paint(line)}`)
    }
    const slip = slips.get(event.seq)
    if (slip !== undefined) lines.push(...drawSlips([slip], ' '.repeat(TIME + LANE + 1 + MARK)))
  }
  return lines
}

/** Marks each frame that arrived otherwise than any that left its way before, with the bytes in which it differs. */
function withAlterations(trace: readonly TraceEvent[]): TraceEvent[] {
  const left = new Map<string, string[]>()
  return trace.map((event) => {
    const { from, at, frame } = event.data as { from?: string; at?: string; frame?: TracedFrame }
    if (event.lane !== 'link' || frame === undefined) return event
    const way = from ?? (at === 'host' ? 'terminal' : 'host')
    const content = frame.maskedHex ?? JSON.stringify(frame)
    const before = left.get(way) ?? []
    if (event.kind === 'frame.left') left.set(way, [...before, content])
    else if (!before.includes(content))
      return { ...event, data: { ...event.data, altered: bytesOtherwise(before, content) } }
    return event
  })
}

/** Which bytes differ from the latest frame of the same length that left; empty when there is none to compare with. */
function bytesOtherwise(left: readonly string[], hex: string): readonly number[] {
  const original = left.findLast(({ length }) => length === hex.length)
  if (original === undefined) return []
  return Array.from({ length: hex.length / 2 }, (_, byte) => byte).filter(
    (byte) => original.slice(2 * byte, 2 * byte + 2) !== hex.slice(2 * byte, 2 * byte + 2),
  )
}

function head(event: TraceEvent, startMs: number, lang: Lang): string {
  const time = padLeftTo(((event.atMs - startMs) / 1000).toFixed(3), TIME - 1)
  return `${time} ${padTo(laneName[lang][event.lane] ?? event.lane, LANE)} `
}

function painter(event: TraceEvent, colours: ReturnType<typeof pc.createColors>): (text: string) => string {
  switch (event.lane) {
    case 'fault':
      return (text) => colours.bold(colours.red(text))
    case 'power':
      return colours.red
    case 'screen':
      return event.data['tone'] === 'success'
        ? colours.green
        : event.data['tone'] === 'alarm'
          ? colours.yellow
          : colours.cyan
    case 'link':
      return colours.blue
    case 'ledger':
      return colours.magenta
    case 'flash':
    case 'terminal':
      return colours.dim
    default:
      return (text) => text
  }
}

const laneName: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  en: {
    operator: 'clerk',
    screen: 'screen',
    terminal: 'terminal',
    flash: 'flash',
    link: 'line',
    host: 'host',
    issuer: 'issuer',
    ledger: 'ledger',
    printer: 'printer',
    cardholder: 'customer',
    power: 'power',
    fault: 'FAULT',
  },
  zh: {
    operator: '店员',
    screen: '屏幕',
    terminal: '终端',
    flash: '存储',
    link: '线路',
    host: '主机',
    issuer: '发卡行',
    ledger: '账本',
    printer: '打印机',
    cardholder: '持卡人',
    power: '电源',
    fault: '故障',
  },
}
