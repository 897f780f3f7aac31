import type { Bilingual } from '../protocol/index.ts'
import { specs } from '../protocol/index.ts'
import type { Fault } from './fault.ts'
import { readFault } from './fault.ts'
import {
  batteryFaults,
  cardFaults,
  clockFaults,
  flashFaults,
  hostFaults,
  humanFaults,
  issuerFaults,
  linkFaults,
  powerFaults,
  printerFaults,
} from './faults.ts'

/** A family of places where something can go wrong: `link.response.MTI` stands for one point for each message type. */
export interface PointFamily {
  /** What its points' names have in common; a family of one point has its whole name here. */
  readonly stem: string
  /** What may follow the stem after a dot; empty for a family of one. */
  readonly names: readonly string[]
  readonly title: Bilingual
  readonly faults: readonly Fault[]
}

const mtis = [...new Set(Object.values(specs).flatMap((spec) => Object.keys(spec.messages)))].sort()
/** `unreadable` is the line's name for a frame that is no message. */
const frames = [...mtis, 'unreadable']

/** Labels of the journal's records, as the flash sees them. */
const recordLabels: readonly string[] = [
  'counters',
  'intent',
  'outcome',
  'owed',
  'cleared',
  'exhausted',
  'receiptCommitted',
  'signed',
  'printed',
  'batch',
  'audit',
  'hostApproval',
]

const f = (names: readonly string[], all: readonly Fault[]): readonly Fault[] =>
  names.map((name) => all.find((fault) => fault.name === name) as Fault)
const onLine = linkFaults.filter((fault) => !['refuse', 'hang', 'cutBefore', 'cutAfter'].includes(fault.name))
/** Only answers can be taken for those of somebody else. */
const onRequests = onLine.filter((fault) => fault.name !== 'stale' && fault.name !== 'foreign')

/** The one table of points. */
export const pointFamilies: readonly PointFamily[] = [
  {
    stem: 'link.connect',
    names: [],
    title: { en: 'the terminal dials the host', zh: '终端拨号连接主机' },
    faults: f(['refuse', 'hang', 'cutBefore'], linkFaults),
  },
  {
    stem: 'link.send',
    names: mtis,
    title: { en: 'the terminal hands a message to its line', zh: '终端发出报文' },
    faults: f(['cutBefore', 'cutAfter'], linkFaults),
  },
  {
    stem: 'link.request',
    names: frames,
    title: { en: 'a request on its way to the host', zh: '请求在线路上' },
    faults: onRequests,
  },
  {
    stem: 'link.response',
    names: frames,
    title: { en: 'a response on its way to the terminal', zh: '应答在线路上' },
    faults: onLine,
  },
  {
    stem: 'flash.write',
    names: recordLabels,
    title: { en: 'a journal record is written', zh: '写入流水记录' },
    faults: f(['torn', 'full', 'rot'], flashFaults),
  },
  {
    stem: 'flash.sync',
    names: recordLabels,
    title: { en: 'a journal record is made durable', zh: '流水记录落盘' },
    faults: f(['cutBefore', 'cutAfter'], flashFaults),
  },
  {
    stem: 'flash.rewrite',
    names: ['repair', 'compaction'],
    title: { en: 'a journal bank is erased and written again', zh: '存储区擦除重写' },
    faults: f(['torn'], flashFaults),
  },
  {
    stem: 'printer.line',
    names: [],
    title: { en: 'a line is printed', zh: '打印一行' },
    faults: printerFaults.filter((fault) => fault.name !== 'busy'),
  },
  {
    stem: 'printer.status',
    names: [],
    title: { en: 'the printer is asked how it is', zh: '查询打印机状态' },
    faults: printerFaults.filter((fault) => fault.name !== 'cutAfter' && fault.name !== 'bufferLost'),
  },
  {
    stem: 'battery.status',
    names: [],
    title: { en: 'the battery is asked how it is', zh: '查询电池状态' },
    faults: batteryFaults,
  },
  {
    stem: 'card.swipe',
    names: [],
    title: { en: 'a card is read', zh: '读卡' },
    faults: f(['misread', 'removedEarly'], cardFaults),
  },
  {
    stem: 'card.chip',
    names: [],
    title: { en: 'the chip hears what its issuer said', zh: '芯片验证发卡行应答' },
    faults: f(['removedEarly', 'declines'], cardFaults),
  },
  {
    stem: 'keypad.amount',
    names: [],
    title: { en: 'an amount is typed', zh: '输入金额' },
    faults: f(['wrongDigit', 'lost'], cardFaults),
  },
  {
    stem: 'keypad.key',
    names: [],
    title: { en: 'a key is pressed', zh: '按键' },
    faults: f(['lost', 'stuck'], cardFaults),
  },
  {
    stem: 'operator.amount',
    names: [],
    title: { en: 'the clerk types the amount', zh: '店员输入金额' },
    faults: f(['wrongAmount', 'cancel'], humanFaults),
  },
  {
    stem: 'operator.card',
    names: [],
    title: { en: 'the card holder presents the card', zh: '持卡人刷卡' },
    faults: f(['swipeTwice', 'swipeChip', 'cancel'], humanFaults),
  },
  {
    stem: 'operator.pin',
    names: [],
    title: { en: 'the card holder types the PIN', zh: '持卡人输入密码' },
    faults: f(['wrongPin', 'cancel'], humanFaults),
  },
  {
    stem: 'operator.signature',
    names: [],
    title: { en: 'the card holder is asked to sign', zh: '请持卡人签名' },
    faults: f(['refused'], humanFaults),
  },
  {
    stem: 'host.authorize',
    names: mtis,
    title: { en: 'the host decides on a request', zh: '主机处理请求' },
    faults: hostFaults.filter((fault) => fault.name !== 'crashAfter'),
  },
  {
    stem: 'host.commit',
    names: mtis,
    title: { en: 'the host books its decision', zh: '主机记账' },
    faults: f(['crashBefore', 'crashAfter'], hostFaults),
  },
  {
    stem: 'issuer.request',
    names: [],
    title: { en: 'the host asks the issuer', zh: '主机请求发卡行' },
    faults: f(['drop', 'duplicate'], issuerFaults),
  },
  {
    stem: 'issuer.response',
    names: [],
    title: { en: 'the issuer answers the host', zh: '发卡行应答主机' },
    faults: f(['late', 'drop', 'duplicate'], issuerFaults),
  },
  {
    stem: 'power.terminal',
    names: [],
    title: { en: 'between two steps, at the terminal', zh: '步骤之间，终端' },
    faults: powerFaults,
  },
  {
    stem: 'power.host',
    names: [],
    title: { en: 'between two steps, at the host', zh: '步骤之间，主机' },
    faults: powerFaults,
  },
  {
    stem: 'clock.boot',
    names: [],
    title: { en: 'the terminal starts and reads its clock', zh: '终端启动读时钟' },
    faults: clockFaults,
  },
]

/** The family that a point belongs to; undefined when there is no such point. */
export function familyOf(point: string): PointFamily | undefined {
  return byName.get(point)
}

/** The fault that a text such as `delay(100)` names at a point; undefined when the point takes none of that name. */
export function faultAt(point: string, text: string): Fault | undefined {
  const name = readFault(text)?.name
  return familyOf(point)?.faults.find((fault) => fault.name === name)
}

const byName: ReadonlyMap<string, PointFamily> = new Map(
  pointFamilies.flatMap((family) =>
    family.names.length === 0
      ? [[family.stem, family] as const]
      : family.names.map((name) => [`${family.stem}.${name}`, family] as const),
  ),
)

/** Every point that there is, by name. */
export const pointNames: readonly string[] = [...byName.keys()]
