import type { TracedFrame, TraceEvent } from '../../scenarios/index.ts'
import { together } from './columns.ts'
import type { Lang } from './edges.ts'
import { amountText } from './money.ts'
import type { Said } from './said.ts'
import { wordFor } from './trace-words.ts'

/** An event of the line: dials, frames on their way and arrived, connections ended. */
export function sayFrame({ kind, data }: TraceEvent, lang: Lang): Said | undefined {
  const zh = lang === 'zh'
  const connection = data['connection']
  switch (kind) {
    case 'connect.started':
      return {
        mark: '●┄┄┄┄┄┄┄┄ ',
        text: zh ? `终端拨号（连接 ${connection}）` : `terminal dials (connection ${connection})`,
      }
    case 'connect.opened':
      return { mark: '●════════●', text: zh ? `连接 ${connection} 已通` : `connection ${connection} is open` }
    case 'connect.refused':
      return { mark: '●┄┄┄✖     ', text: zh ? `连接 ${connection} 被拒绝` : `connection ${connection} refused` }
    case 'connection.closed': {
      const { at, how, by } = data
      return {
        mark: '────╳────',
        text: zh
          ? `连接 ${connection} 在${wordFor(at, lang)}关闭（${how}，由${wordFor(by, lang)}）`
          : `connection ${connection} closed at the ${at} (${how}, by the ${by})`,
      }
    }
    case 'frame.left':
      return { mark: arrow(data, data['from']), text: frameText(data['frame'] as TracedFrame, lang) }
    case 'frame.arrived':
      return { mark: arrow(data, data['at'] === 'host' ? 'terminal' : 'host'), text: arrivedText(data, lang) }
    default:
      return { mark: ' ', text: kind }
  }
}

/** Fields that tell one message of a dropped sale from another, by number, with the word for them. */
const telling: readonly (readonly [number, string, string])[] = [
  [11, 'stan', '流水'],
  [4, 'amount', '金额'],
  [2, 'card', '卡号'],
  [39, 'code', '应答码'],
  [38, 'approval', '授权码'],
  [60, 'f60', '域60'],
  [61, 'f61', '域61'],
  [90, 'original', '原交易'],
]

/** The line from side to side: a dot at the end that has the frame, an arrow the way it goes. */
function arrow({ frame, at }: TraceEvent['data'], from: unknown): string {
  const { mti } = frame as TracedFrame
  const name = /^\d{4}$/.test(mti) ? mti : '????'
  const [start, end] = at === undefined ? ['●', ' '] : [' ', '●']
  return from === 'terminal' ? `${start}──${name}─▶${end}` : `${end}◀─${name}──${start}`
}

/** What came out at the other end: repeated in full only where it is not what went in. */
function arrivedText({ frame, altered }: TraceEvent['data'], lang: Lang): string {
  const traced = frame as TracedFrame
  const zh = lang === 'zh'
  if (altered === undefined) return zh ? `到达，${traced.bytes} 字节` : `arrives, ${traced.bytes} bytes`
  const bytes = altered as readonly number[]
  const which = `${bytes.slice(0, MOST_BYTES).join(', ')}${bytes.length > MOST_BYTES ? ', …' : ''}`
  const where = bytes.length === 0 ? '' : zh ? `（字节 ${which}）` : ` (byte ${which})`
  return `${zh ? `到达时已不同${where}：` : `arrives otherwise${where}: `}${frameText(traced, lang)}`
}

/** More bytes than these are not listed. */
const MOST_BYTES = 4

function frameText({ mti, fields, bytes }: TracedFrame, lang: Lang): string {
  const words = telling.flatMap(([number, en, zh]) => {
    const value = fields[number]
    if (value === undefined) return []
    const word = number === 39 && isAsking(mti) ? REASON[lang] : lang === 'zh' ? zh : en
    return [together(`${word} ${number === 4 ? amountText(Number(value)) : value}`)]
  })
  return [...mtiText(mti, lang), ...words, together(`(${bytes} ${lang === 'zh' ? '字节' : 'bytes'})`)].join('  ')
}

/** Requests and advices, and their repeats. */
function isAsking(mti: string): boolean {
  return /^\d\d[02]/.test(mti)
}

/** What a reversal has where an answer has its code. */
const REASON = { en: 'reason', zh: '原因' } as const

function mtiText(mti: string, lang: Lang): string[] {
  if (mti === 'part') return [lang === 'zh' ? '残缺的报文' : 'a piece of a frame']
  if (mti === 'unreadable') return [lang === 'zh' ? '无法解析的报文' : 'an unreadable frame']
  return []
}
