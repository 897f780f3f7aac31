import type { Bilingual } from '../../protocol/index.ts'
import type { TraceEvent } from '../../scenarios/index.ts'
import { promptLines } from '../../terminal/index.ts'
import type { Lang } from './edges.ts'
import { sayFrame } from './frame-text.ts'
import { amountText } from './money.ts'

/** One event in words; `mark` is a sign of one column that stands before the text. Undefined: not worth a line. */
export interface Said {
  readonly mark: string
  readonly text: string
}

/** What an event says to somebody who follows the story, in English or Chinese. */
export function sayEvent(event: TraceEvent, lang: Lang): Said | undefined {
  if (event.lane === 'link') return sayFrame(event, lang)
  const sentence = sentences[`${event.lane}.${event.kind}`]
  if (sentence === undefined) return { mark: ' ', text: plain(event) }
  const text = sentence(event.data, lang)
  return text === '' ? undefined : { mark: marks[event.lane] ?? ' ', text }
}

type Data = TraceEvent['data']
type Sentence = (data: Data, lang: Lang) => string

const marks: Readonly<Record<string, string>> = { fault: '✖', power: '!', ledger: '$', screen: '▐' }

const money = (data: Data, name: string) => amountText(Number(data[name] ?? 0))
const both =
  (text: (data: Data) => Bilingual): Sentence =>
  (data, lang) =>
    text(data)[lang]
const silent: Sentence = () => ''

/** Events by lane and kind. What stands here as `silent` is in the trace but would only make the story long. */
const sentences: Readonly<Record<string, Sentence>> = {
  'operator.sale.wanted': both((d) => ({
    en: `wants to sell ${money(d, 'amountMinor')} to card ${d['card']}`,
    zh: `要收款 ${money(d, 'amountMinor')}，卡 ${d['card']}`,
  })),
  'operator.key.pressed': both((d) => ({ en: `presses [${d['choice']}]`, zh: `按 [${d['choice']}]` })),
  'operator.amount.typed': both((d) => ({
    en: `types ${money(d, 'amountMinor')}`,
    zh: `输入 ${money(d, 'amountMinor')}`,
  })),
  'cardholder.card.presented': both((d) => ({ en: `presents card ${d['card']}`, zh: `出示卡 ${d['card']}` })),
  'cardholder.pin.typed': both(() => ({ en: 'types the PIN', zh: '输入密码' })),
  'screen.shown': (data, lang) => screenText(data, lang),
  'flash.written': both((d) => ({ en: `writes ${recordText(d, 'en')}`, zh: `写入 ${recordText(d, 'zh')}` })),
  'flash.synced': both((d) => ({ en: `synced: ${d['label']} is safe`, zh: `已落盘：${d['label']}` })),
  'flash.torn': both((d) => ({ en: `torn in the middle of writing ${d['label']}`, zh: `写 ${d['label']} 时撕裂` })),
  'flash.full': both((d) => ({ en: `no room for ${d['label']}`, zh: `空间不足，无法写 ${d['label']}` })),
  'flash.rotted': both((d) => ({ en: `a bit of ${d['label']} flips`, zh: `${d['label']} 有一位翻转` })),
  'flash.erased': both((d) => ({ en: `bank ${d['bank']} erased`, zh: `擦除存储区 ${d['bank']}` })),
  'flash.rewritten': both((d) => ({ en: `bank ${d['bank']} written anew`, zh: `重写存储区 ${d['bank']}` })),
  'flash.read': silent,
  'printer.job.started': silent,
  'printer.line.printed': silent,
  'printer.paper.cut': silent,
  'printer.status.told': silent,
  'printer.job.ended': both((d) =>
    d['how'] === 'printed' ? { en: '', zh: '' } : { en: `stops: ${d['how']}`, zh: `停止：${d['how']}` },
  ),
  'printer.paper.loaded': both(() => ({ en: 'paper loaded', zh: '已装纸' })),
  'printer.repaired': both(() => ({ en: 'repaired', zh: '已修复' })),
  'host.request.received': silent,
  'host.decided': both((d) => ({
    en: `decides ${d['mti']} ${d['stan'] ?? ''}: code ${d['responseCode']} (${d['effect']})`,
    zh: `处理 ${d['mti']} ${d['stan'] ?? ''}：应答码 ${d['responseCode']}（${d['effect']}）`,
  })),
  'host.answered': silent,
  'issuer.asked': both((d) => ({
    en: `asked for ${money(d, 'amountMinor')}`,
    zh: `收到授权请求 ${money(d, 'amountMinor')}`,
  })),
  'issuer.answered': both((d) => ({ en: `answers ${d['responseCode']}`, zh: `应答 ${d['responseCode']}` })),
  'ledger.committed': (data, lang) => ledgerText(data, lang),
  'power.lost': both((d) => ({ en: `the ${d['node']} goes dark`, zh: `${nodeName(d)}断电` })),
  'power.restored': both((d) => ({ en: `the ${d['node']} starts again`, zh: `${nodeName(d)}重新启动` })),
  'fault.struck': both((d) => {
    const text = `${d['point']}#${d['occurrence']}=${d['fault']}`
    return { en: text, zh: text }
  }),
}

const nodeName = (data: Data) => (data['node'] === 'host' ? '主机' : '终端')

/** The lines of the screen, one after the other; choices in brackets. */
function screenText(data: Data, lang: Lang): string {
  const prompt = data as unknown as Parameters<typeof promptLines>[0]
  const lines = promptLines(prompt, lang)
  const choices = prompt.asks === 'choice' ? prompt.choices.map((choice) => `[${choice}]`) : []
  return [lines.join(' · '), ...choices].join(' ')
}

function recordText(data: Data, lang: Lang): string {
  const { batch, stan, reason, attempt, responseCode } = (data['record'] ?? {}) as Readonly<
    Record<string, string | undefined>
  >
  const parts = [
    String(data['label']),
    batch === undefined ? undefined : `${batch}/${stan}`,
    responseCode === undefined ? undefined : `${lang === 'zh' ? '应答码' : 'code'} ${responseCode}`,
    reason === undefined ? undefined : `${lang === 'zh' ? '原因' : 'reason'} ${reason}`,
    attempt === undefined || String(attempt) === '0' ? undefined : `${lang === 'zh' ? '次数' : 'attempt'} ${attempt}`,
  ]
  return parts.filter((part) => part !== undefined).join(' ')
}

function ledgerText(data: Data, lang: Lang): string {
  const postings = (data['postings'] ?? []) as readonly { account: string; deltaMinor: number }[]
  const what = `${data['kind']} ${data['keyText']}`
  if (postings.length === 0) return lang === 'zh' ? `记录 ${what}，无资金变动` : `notes ${what}, no money moves`
  const moves = postings.map(
    ({ account, deltaMinor }) => `${account} ${deltaMinor > 0 ? '+' : ''}${amountText(deltaMinor)}`,
  )
  return lang === 'zh' ? `入账 ${what}：${moves.join('，')}` : `books ${what}: ${moves.join(', ')}`
}

/** A kind without a sentence of its own, as its name and values. */
function plain({ kind, data }: TraceEvent): string {
  const values = Object.entries(data).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  )
  return [kind, ...values].join('  ')
}
