import type { TracedFrame, TraceEvent } from '../../scenarios/index.ts'
import type { Lang } from './edges.ts'
import type { Said } from './event-text.ts'
import { amountText } from './money.ts'

/** An event of the line: dials, frames on their way and arrived, connections ended. */
export function sayFrame({ kind, data }: TraceEvent, lang: Lang): Said | undefined {
  const zh = lang === 'zh'
  const connection = data['connection']
  switch (kind) {
    case 'connect.started':
      return { mark: '┄', text: zh ? `终端拨号（连接 ${connection}）` : `terminal dials (connection ${connection})` }
    case 'connect.opened':
      return { mark: '═', text: zh ? `连接 ${connection} 已通` : `connection ${connection} is open` }
    case 'connect.refused':
      return { mark: '✖', text: zh ? `连接 ${connection} 被拒绝` : `connection ${connection} refused` }
    case 'connection.closed': {
      const { at, how, by } = data
      return {
        mark: '╳',
        text: zh
          ? `连接 ${connection} 在${end(at, lang)}关闭（${how}，由${end(by, lang)}）`
          : `connection ${connection} closed at the ${at} (${how}, by the ${by})`,
      }
    }
    case 'frame.left':
      return data['from'] === 'terminal'
        ? { mark: '▶', text: `${zh ? '终端发出' : 'terminal ──▶ '} ${frameText(data, lang)}` }
        : { mark: '◀', text: `${zh ? '主机发出' : 'host ──▶ '} ${frameText(data, lang)}` }
    case 'frame.arrived':
      return data['at'] === 'terminal'
        ? { mark: '◁', text: `${zh ? '终端收到' : '──▶ terminal '} ${frameText(data, lang)}` }
        : { mark: '▷', text: `${zh ? '主机收到' : '──▶ host '} ${frameText(data, lang)}` }
    default:
      return { mark: ' ', text: kind }
  }
}

const end = (side: unknown, lang: Lang) =>
  lang === 'en' ? String(side) : side === 'terminal' ? '终端' : side === 'host' ? '主机' : '线路'

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

function frameText(data: TraceEvent['data'], lang: Lang): string {
  const { mti, fields, bytes } = data['frame'] as TracedFrame
  const words = telling.flatMap(([number, en, zh]) => {
    const value = fields[number]
    if (value === undefined) return []
    return [`${lang === 'zh' ? zh : en} ${number === 4 ? amountText(Number(value)) : value}`]
  })
  return [mtiText(mti, lang), ...words, `(${bytes} ${lang === 'zh' ? '字节' : 'bytes'})`].join('  ')
}

function mtiText(mti: string, lang: Lang): string {
  if (mti === 'part') return lang === 'zh' ? '残缺的报文' : 'a piece of a frame'
  if (mti === 'unreadable') return lang === 'zh' ? '无法解析的报文' : 'an unreadable frame'
  return mti
}
