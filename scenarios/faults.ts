import type { Argument, ArgumentKind, Fault } from './fault.ts'
import type { DifferenceCause } from './judge/judgement.ts'

// The one table of faults: what can go wrong, what it takes, and what it is called. Which points take which of them
// stands in point.ts; what each does to a frame stands in carry.ts, and to a device in that device.

const need = (kind: ArgumentKind): Argument => ({ kind })
const may = (kind: ArgumentKind): Argument => ({ kind, optional: true })
const positive = (argument: Argument): Argument => ({ ...argument, positive: true })

function fault(
  name: string,
  en: string,
  zh: string,
  takes: readonly Argument[] = [],
  offered?: readonly string[],
): Fault {
  return { name, arguments: takes, offered: offered ?? [name], title: { en, zh } }
}
const beyond = (kind: Fault): Fault => ({ ...kind, beyond: true })
const losing = (loses: DifferenceCause, kind: Fault): Fault => ({ ...kind, loses })
const lasting = (kind: Fault): Fault => ({ ...kind, lasting: true })

/** The terminal's line device and the line itself. */
export const linkFaults: readonly Fault[] = [
  lasting(fault('refuse', 'the dial is refused', '连接被拒绝')),
  lasting(fault('hang', 'the dial is never answered', '连接无响应')),
  fault('cutBefore', 'power is cut just before', '之前断电'),
  fault('cutAfter', 'power is cut just after, or after so many bytes', '之后断电', [may('bytes')]),
  lasting(fault('drop', 'it is lost on the way', '途中丢失')),
  fault('delay', 'it arrives late', '延迟到达', [positive(need('ms'))], ['delay(2000)', 'delay(65000)']),
  fault(
    'duplicate',
    'it arrives twice, the second time later',
    '重复到达',
    [may('ms')],
    ['duplicate', 'duplicate(5000)'],
  ),
  fault('reorder', 'it is overtaken by the next one', '被后一条超越'),
  fault('corrupt', 'one bit of it is turned over', '一位出错', [may('bytes')], ['corrupt(2)', 'corrupt(30)']),
  fault(
    'tamper',
    'a field is changed, the MAC is left',
    '字段被篡改，MAC 未变',
    [need('field'), may('value')],
    ['tamper(4)', 'tamper(39)', 'tamper(39,none)'],
  ),
  beyond(
    fault(
      'remac',
      'a field is changed and the MAC made right again',
      '字段被篡改且 MAC 重算',
      [need('field'), may('value')],
      ['remac(4)', 'remac(39)'],
    ),
  ),
  fault(
    'truncate',
    'it ends in the middle and the line with it',
    '中途截断并断线',
    [need('bytes'), need('ending')],
    ['truncate(1,rst)', 'truncate(40,rst)', 'truncate(40,fin)'],
  ),
  fault('rstBefore', 'the line breaks before it arrives', '到达前断线'),
  fault('rstAfter', 'the line breaks after it arrived', '到达后断线'),
  fault('split', 'it arrives in two pieces', '分两段到达', [positive(need('bytes'))], ['split(1)', 'split(40)']),
  fault('halfOpen', 'the line is dead from here on and nobody is told', '线路半开，无人知晓'),
  fault('stale', 'an earlier response comes again before it', '旧应答重现'),
  fault(
    'foreign',
    "somebody else's response comes before it",
    '他人的应答先到',
    [may('matched')],
    ['foreign(11)', 'foreign(41)', 'foreign(42)'],
  ),
  fault('outage', 'the line is out for a time', '线路中断一段时间', [need('ms')], ['outage(20000)', 'outage(200000)']),
]

/** The terminal's memory. `i` counts the bytes of both copies, bank 0 first. */
export const flashFaults: readonly Fault[] = [
  fault(
    'torn',
    'power is cut in the middle of writing',
    '写入中断电',
    [need('address'), may('bytes')],
    ['torn(0)', 'torn(7)', 'torn(copy)', 'torn(copy,7)'],
  ),
  lasting(fault('full', 'there is no room', '存储已满')),
  fault('rot', 'a bit turns over in silence', '静默位翻转', [need('address'), may('bytes')], ['rot(7)', 'rot(copy,7)']),
  fault('cutBefore', 'power is cut before it is durable', '落盘前断电'),
  fault('cutAfter', 'power is cut once it is durable', '落盘后断电'),
]

/** The printer; those that last need the clerk or pass by themselves. */
export const printerFaults: readonly Fault[] = [
  fault('paperOut', 'the paper ends', '缺纸'),
  fault('nearEnd', 'the paper is about to end', '纸将尽'),
  fault('jam', 'the paper jams', '卡纸'),
  fault('coverOpen', 'the cover is open', '盖子打开'),
  fault('overheat', 'the head is too hot for a while', '打印头过热', [positive(may('ms'))]),
  fault('lowVoltage', 'the voltage is too low for a while', '电压过低', [positive(may('ms'))]),
  fault('cutter', 'the cutter is stuck', '切刀故障'),
  fault('offline', 'the printer is silent for a while', '打印机离线', [positive(may('ms'))]),
  fault('busy', 'the printer is busy for a while', '打印机忙', [positive(may('ms'))], ['busy', 'busy(30000)']),
  fault('bufferLost', 'the printer forgets the rest of the job', '缓冲区丢失'),
  fault('cutAfter', 'power is cut after this line', '打印该行后断电'),
]

/** The card and the keys. */
export const cardFaults: readonly Fault[] = [
  lasting(fault('misread', 'the stripe is not read', '读卡失败')),
  fault('removedEarly', 'the card is taken away too soon', '卡片过早拿走'),
  fault('declines', 'the chip declines although the host approved (AAC)', '平台批准但芯片拒绝'),
  fault('wrongDigit', 'one digit of the amount is wrong', '金额输错一位', [may('place')]),
  fault('lost', 'the key does nothing', '按键失灵'),
  fault('stuck', 'the key repeats', '按键连击', [need('count')], ['stuck(2)']),
]

/** The people at the counter. */
export const humanFaults: readonly Fault[] = [
  fault('wrongAmount', 'ten times the amount is typed', '金额多打一个零'),
  fault('wrongPin', 'a wrong PIN is typed', '密码输错'),
  fault('swipeTwice', 'the card is swiped twice', '重复刷卡'),
  fault('swipeChip', 'a card with a chip is swiped', '芯片卡未插卡而刷卡'),
  fault('cancel', 'the cancel key is pressed instead', '改按取消'),
  fault('refused', 'the card holder does not sign', '持卡人拒绝签名'),
]

/** The acquirer's host. */
export const hostFaults: readonly Fault[] = [
  fault(
    'code',
    'it answers with this response code',
    '返回指定应答码',
    [need('code')],
    ['code(51)', 'code(96)', 'code(98)'],
  ),
  fault('slow', 'it takes its time', '处理缓慢', [positive(need('ms'))], ['slow(2000)', 'slow(65000)']),
  lasting(fault('silent', 'it never answers', '不应答')),
  fault('crashBefore', 'it crashes before it books', '记账前崩溃', [may('ms')]),
  fault('crashAfter', 'it crashes after it booked', '记账后崩溃', [may('ms')]),
  lasting(fault('maintenance', 'it is under maintenance', '系统维护', [may('code')])),
  fault('inactive', 'the merchant is not active', '商户未激活', [may('code')]),
  lasting(fault('wrongKey', 'it uses another key', '密钥不符')),
  losing('otherDay', fault('cutOver', 'its business day ends now', '日切')),
  losing('upstreamLost', fault('lostClearing', 'its clearing record to the merchant is lost', '对商户的清算记录丢失')),
]

/** The issuer behind the host. */
export const issuerFaults: readonly Fault[] = [
  lasting(fault('drop', 'it is lost', '丢失')),
  fault('duplicate', 'it arrives twice', '重复'),
  fault('late', 'it arrives late', '迟到', [positive(need('ms'))], ['late(2000)', 'late(40000)']),
]

/** Power between steps. */
export const powerFaults: readonly Fault[] = [
  fault('off', 'power is off for a time', '断电一段时间', [need('ms')], ['off(1000)', 'off(600000)']),
]

/** The terminal's battery. */
export const batteryFaults: readonly Fault[] = [
  fault('low', 'it is low until somebody charges it', '电量不足，直到充电'),
]

/** The terminal's own clock, at each start. */
export const clockFaults: readonly Fault[] = [fault('reset', 'the clock begins at 2000 again', '时钟复位到 2000 年')]
