import type { Bilingual } from '../../protocol/index.ts'
import type { TraceEvent } from '../../scenarios/index.ts'
import { faultAt } from '../../scenarios/index.ts'
import { promptLines } from '../../terminal/index.ts'
import { together } from './columns.ts'
import type { Lang } from './edges.ts'
import { sayFrame } from './frame-text.ts'
import { amountText } from './money.ts'
import type { Said } from './said.ts'
import { wordFor } from './trace-words.ts'

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

/** The code of an answer; what A0 says of the request is nowhere else on the ladder. */
const codeText = ({ responseCode, effect }: Data, unsealed: string) =>
  `${responseCode}${responseCode === 'A0' && effect === 'refused' ? unsealed : ''}`
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
  'operator.key.pressed': (data, lang) => `${lang === 'zh' ? '按' : 'presses'} [${wordFor(data['choice'], lang)}]`,
  'operator.amount.typed': both((d) => ({
    en: `types ${money(d, 'amountMinor')}`,
    zh: `输入 ${money(d, 'amountMinor')}`,
  })),
  'operator.code.typed': both(() => ({ en: "types the supervisor's code", zh: '输入主管密码' })),
  'operator.probe.wanted': both((d) => ({
    en: `makes a probe sale of ${money(d, 'amountMinor')}`,
    zh: `试刷一笔 ${money(d, 'amountMinor')}`,
  })),
  'operator.step.began': both((d) => stepText[String(d['kind'])] ?? { en: String(d['kind']), zh: String(d['kind']) }),
  'cardholder.card.presented': both((d) =>
    d['inserted'] === true
      ? { en: `inserts card ${d['card']}`, zh: `插入芯片卡 ${d['card']}` }
      : { en: `presents card ${d['card']}`, zh: `出示卡 ${d['card']}` },
  ),
  'cardholder.chip.answered': both((d) => ({
    en: `the chip of ${d['card']} answers: ${wordFor(d['cryptogram'], 'en')}`,
    zh: `${d['card']} 的芯片应答：${wordFor(d['cryptogram'], 'zh')}`,
  })),
  'cardholder.chip.silent': both(() => ({ en: 'no chip answers: the card is out', zh: '芯片无应答：卡已拔出' })),
  'cardholder.pin.typed': both(() => ({ en: 'types the PIN', zh: '输入密码' })),
  'cardholder.pin.skipped': both(() => ({ en: 'has no PIN and presses enter', zh: '无密码，按确认' })),
  'screen.shown': (data, lang) => screenText(data, lang),
  'flash.written': both((d) => ({ en: `writes ${recordText(d, 'en')}`, zh: `写入 ${recordText(d, 'zh')}` })),
  'flash.synced': both((d) =>
    d['settledBytes'] === 0
      ? { en: 'synced, and there was nothing to write', zh: '已同步，但没有要写的内容' }
      : { en: `synced: ${wordFor(d['label'], 'en')} is safe`, zh: `已落盘：${wordFor(d['label'], 'zh')}` },
  ),
  'flash.torn': both((d) => ({
    en: `torn in the middle of writing ${d['label']}`,
    zh: `写${wordFor(d['label'], 'zh')}时断开，记录残缺`,
  })),
  'flash.full': both((d) => ({ en: `no room for ${d['label']}`, zh: `空间不足，无法写${wordFor(d['label'], 'zh')}` })),
  'flash.rotted': both((d) => ({ en: `a bit of ${d['label']} flips`, zh: `${wordFor(d['label'], 'zh')}有一位翻转` })),
  'flash.erased': both((d) => ({ en: `bank ${d['bank']} erased`, zh: `擦除存储区 ${d['bank']}` })),
  'flash.rewritten': both((d) => ({ en: `bank ${d['bank']} written anew`, zh: `重写存储区 ${d['bank']}` })),
  'flash.read': bankText,
  'printer.job.started': silent,
  'printer.line.printed': silent,
  'printer.paper.cut': silent,
  'printer.status.told': silent,
  'printer.job.ended': both((d) =>
    d['how'] === 'printed'
      ? { en: '', zh: '' }
      : { en: `stops: ${wordFor(d['how'], 'en')}`, zh: `停止：${wordFor(d['how'], 'zh')}` },
  ),
  'printer.paper.loaded': both(() => ({ en: 'paper loaded', zh: '已装纸' })),
  'printer.repaired': both(() => ({ en: 'repaired', zh: '已修复' })),
  'host.request.received': silent,
  'host.decided': both((d) => ({
    en: `decides ${d['mti']} ${d['stan'] ?? ''}: code ${codeText(d, ' (its MAC does not hold)')}, ${wordFor(d['effect'], 'en')}`,
    zh: `处理 ${d['mti']} ${d['stan'] ?? ''}：应答码 ${codeText(d, '（MAC 不符）')}，${wordFor(d['effect'], 'zh')}`,
  })),
  'host.answered': silent,
  'host.unanswered': both((d) => ({
    en: `cannot answer ${d['mti']} ${d['stan'] ?? ''}: the line is gone`,
    zh: `无法应答 ${d['mti']} ${d['stan'] ?? ''}：线路已断`,
  })),
  'host.refused': both((d) => ({ en: `cannot read it: ${d['code']}`, zh: `无法解析：${d['code']}` })),
  'host.alarm': both((d) => ({
    en: `raises an alarm: ${wordFor(d['why'], 'en')}`,
    zh: `告警：${wordFor(d['why'], 'zh')}`,
  })),
  'issuer.asked': both((d) => ({
    en: `asked for ${money(d, 'amountMinor')}`,
    zh: `收到授权请求 ${money(d, 'amountMinor')}`,
  })),
  'issuer.answered': both((d) => ({ en: `answers ${d['responseCode']}`, zh: `应答 ${d['responseCode']}` })),
  'issuer.reversed': both((d) => ({
    en: `gives ${money(d, 'amountMinor')} back`,
    zh: `退回 ${money(d, 'amountMinor')}`,
  })),
  'terminal.answer.ignored': both((d) => ({
    en: `takes no notice of an answer: ${d['why']}`,
    zh: `不理会一条应答：${ignoredZh(String(d['why']))}`,
  })),
  'terminal.key.ignored': both(() => ({ en: 'takes no notice of a key', zh: '不理会按键' })),
  'terminal.storage.full': both(() => ({ en: 'its journal is full', zh: '流水存储已满' })),
  'ledger.committed': (data, lang) => ledgerText(data, lang),
  'power.lost': both((d) => ({ en: `the ${d['node']} goes dark`, zh: `${nodeName(d)}断电` })),
  'operator.battery.charged': both(() => ({ en: 'charges the battery', zh: '给电池充电' })),
  'power.restored': both((d) => ({ en: `the ${d['node']} starts again`, zh: `${nodeName(d)}重新启动` })),
  'fault.struck': (data, lang) => {
    const { point, occurrence, fault } = data as Readonly<Record<string, string>>
    const title = faultAt(String(point), String(fault))?.title[lang]
    return `${point}#${occurrence}=${fault}${title === undefined ? '' : `  ${title}`}`
  },
}

/** Steps other than sales, in the words of whoever does them. */
const stepText: Readonly<Record<string, Bilingual>> = {
  heal: { en: 'the scenario is over: faults stop, everything is put in order', zh: '场景结束：故障停止，一切恢复正常' },
  settle: { en: 'waits until nothing is under way', zh: '等待一切平静' },
  balance: { en: 'asks for a balance', zh: '查询余额' },
  wait: { en: 'waits', zh: '等待' },
  restart: { en: 'switches off and on again', zh: '关机再开机' },
  reprint: { en: 'asks for a reprint', zh: '重打印' },
  signOn: { en: 'signs on', zh: '签到' },
  supervisor: { en: 'calls the supervisor', zh: '请主管' },
  loadPaper: { en: 'loads paper', zh: '装纸' },
  repair: { en: 'repairs the printer', zh: '修理打印机' },
}

/** The part before a colon is ours, the one behind it a code. */
function ignoredZh(why: string): string {
  const [said = '', ...code] = why.split(': ')
  return [wordFor(said, 'zh'), ...code].join(' ')
}

const nodeName = (data: Data) => (data['node'] === 'host' ? '主机' : '终端')

/** The lines of the screen, one after the other; choices in brackets. */
function screenText(data: Data, lang: Lang): string {
  const prompt = data as unknown as Parameters<typeof promptLines>[0]
  const lines = promptLines(prompt, lang)
  // At the idle screen every function is on offer, again and again.
  const isWorthSaying = prompt.asks === 'choice' && prompt.name !== 'idle'
  const choices = isWorthSaying ? prompt.choices.map((choice) => together(`[${wordFor(choice, lang)}]`)) : []
  return [lines.join(' · '), ...choices].join(' ')
}

/** What a start finds in one bank; nothing is said of one as it came from the factory. */
function bankText(data: Data, lang: Lang): string {
  const { bank, appended, isDamaged, record } = data
  const zh = lang === 'zh'
  if (record === undefined && appended === 0 && isDamaged !== true) return ''
  const none = zh ? '无交易记录' : 'no sale in it'
  const last = record === undefined ? none : `${zh ? '末笔' : 'last'} ${recordText(data, lang)}`
  const damage = isDamaged === true ? (zh ? '有内容无法读取' : 'something in it is unreadable') : undefined
  const found = [last, damage].filter((part) => part !== undefined)
  return zh ? `读存储区 ${bank}：${found.join('，')}` : `reads bank ${bank}: ${found.join(', ')}`
}

function recordText(data: Data, lang: Lang): string {
  const { record, batch, stan, reason, attempt, inRound, responseCode } = (data['record'] ?? {}) as Readonly<
    Record<string, string | number | undefined>
  >
  const zh = lang === 'zh'
  const parts = [wordFor(data['label'] ?? record, lang)]
  if (batch !== undefined) parts.push(`${batch}/${stan}`)
  if (responseCode !== undefined && responseCode !== '') parts.push(`${zh ? '应答码' : 'code'} ${responseCode}`)
  if (reason !== undefined) parts.push(`${zh ? '原因' : 'reason'} ${reason}`)
  if (attempt !== undefined && attempt !== 0) parts.push(`${zh ? '次数' : 'attempt'} ${attempt}`)
  if (inRound !== undefined && inRound !== attempt)
    parts.push(zh ? `（本轮第 ${inRound} 次）` : `(${inRound} of its round)`)
  return parts.join(' ')
}

/** Net movement of each account: what passes through on the way is left to the trace. */
function ledgerText(data: Data, lang: Lang): string {
  const zh = lang === 'zh'
  const net = new Map<string, number>()
  for (const { account, deltaMinor } of (data['postings'] ?? []) as readonly { account: string; deltaMinor: number }[])
    net.set(account, (net.get(account) ?? 0) + deltaMinor)
  const moves = [...net]
    .filter(([, minor]) => minor !== 0)
    .map(([account, minor]) => `${wordFor(account.split(':')[0], lang)} ${minor > 0 ? '+' : ''}${amountText(minor)}`)
  const key = String(data['keyText']).split('/').slice(-2).join('/')
  if (moves.length > 0) return zh ? `入账 ${key}：${moves.join('，')}` : `books ${key}: ${moves.join(', ')}`
  const kind = wordFor(data['kind'], lang)
  const code = String(data['responseCode'] ?? '')
  const answered = code === '' ? '' : zh ? `，应答码 ${code}` : `, code ${code}`
  return zh ? `记录${kind} ${key}${answered}，无资金变动` : `notes ${kind} ${key}${answered}, no money moves`
}

/** A kind without a sentence of its own, as its name and values. */
function plain({ kind, data }: TraceEvent): string {
  const values = Object.entries(data).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  )
  return [kind, ...values].join('  ')
}
