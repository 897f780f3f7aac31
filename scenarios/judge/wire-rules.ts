import { pickChipData } from '../../protocol/index.ts'
import type { Court } from './court.ts'
import type { Matter } from './matter.ts'
import type { Rules } from './rules.ts'
import type { WireFrame } from './wire-frame.ts'
import { volatileFields } from './wire-frame.ts'
import { about, screenName, wordZh } from './words.ts'

/** S10: one key, one purchase; what is sent again is the same. */
export const s10: Rules = {
  requestLeft(court, frame, matter) {
    if (matter === undefined || frame.kind === 'query' || frame.kind === 'other') return undefined
    if (frame.kind !== 'reversal') {
      court.check('S10')
      if (matter.wire.requestsLeft === 0) return undefined
      return court.accuse(
        'S10',
        about(matter, `a second ${frame.mti} left under the same key`, `同一流水号又发出一条 ${frame.mti}`),
      )
    }
    if (frame.message === undefined) return undefined
    const { request, reversal } = matter.wire
    court.check('S10')
    const changed = reversal === undefined ? differingOriginal(request, frame) : differing(reversal, frame)
    if (changed === undefined) return undefined
    return court.accuse(
      'S10',
      about(
        matter,
        `a ${frame.mti} left that differs in field ${changed} from what it repeats`,
        `发出的 ${frame.mti} 与所重复的报文在域 ${changed} 上不一致`,
      ),
    )
  },
  requestArrived(court, frame, matter) {
    if (matter === undefined || frame.kind === 'reversal' || frame.kind === 'query') return undefined
    const first = matter.wire.arrived
    if (first === undefined || frame === first) return undefined
    if (frame.mac(court.docket.ring.host) !== 'right') return undefined
    court.check('S10')
    const changed = fingerprint.find((number) => frame.fields[number] !== first.fields[number])
    if (changed === undefined) return undefined
    return court.accuse(
      'S10',
      about(
        matter,
        `two purchases reached the host under one key; field ${changed} differs`,
        `同一流水号有两笔交易到达主机，域 ${changed} 不同`,
      ),
    )
  },
}

/** S11: only the answer to one's own question counts. */
export const s11: Rules = {
  requestLeft(court, frame) {
    if (frame.mti !== '0100' && frame.mti !== '0200') return undefined
    court.check('S11')
    for (const other of court.docket.matters.values()) {
      if (!isOutstanding(court, other)) continue
      return court.accuse('S11', {
        en: `a ${frame.mti} left while the request ${other.key} was still waiting`,
        zh: `请求 ${other.key} 尚在等待应答，又发出了 ${frame.mti}`,
      })
    }
    return undefined
  },
  recordKept(court, record, matter) {
    if (matter === undefined) return
    const { answers, reversalAnswer } = matter.wire
    if (record.kind === 'outcome' && (record.how === 'approved' || record.how === 'declined')) {
      court.check('S11')
      const isSaid = answers.some(({ sort }) => sort === record.how)
      if (!isSaid)
        court.accuse(
          'S11',
          about(
            matter,
            `taken for ${record.how}, but no right answer said so`,
            `认定为${wordZh(record.how)}，但没有正确的应答为据`,
          ),
        )
    } else if (record.how === 'conflict' || (record.kind === 'cleared' && record.how === CONFLICT)) {
      // This doubt is never reversed by its key, so the host's word for it must have been right in the first place.
      court.check('S11')
      const isSaid = answers.some(({ code, isMacRight }) => code === CONFLICT && isMacRight)
      if (!isSaid)
        court.accuse(
          'S11',
          about(
            matter,
            "taken for another purchase's key, but no right answer said so",
            '认定流水号属于另一笔交易，但没有正确的应答为据',
          ),
        )
    } else if (record.kind === 'cleared' && record.how === 'sealed') {
      court.check('S11')
      const isSaid = answers.some(({ code }) => code === NOT_FOUND)
      if (!isSaid)
        court.accuse(
          'S11',
          about(
            matter,
            'taken for burnt, but no right answer to a query said so',
            '认定为已封存，但没有正确的查询应答为据',
          ),
        )
    } else if (record.kind === 'cleared' && record.how.length === RESPONSE_CODE) {
      court.check('S11')
      if (reversalAnswer !== 'success')
        court.accuse(
          'S11',
          about(
            matter,
            'cleared, but no right answer to its reversal said so',
            '待冲正已清除，但没有正确的冲正应答为据',
          ),
        )
    }
  },
}

/** S16: nothing grows without bound. */
export const s16: Rules = {
  bytesLeft(court, bytes) {
    court.check('S16')
    const { frameBytes } = court.config.bounds
    if (bytes.length > frameBytes) {
      court.accuse('S16', {
        en: `a frame of ${bytes.length} bytes left; ${frameBytes} is the most`,
        zh: `发出的报文长 ${bytes.length} 字节，上限为 ${frameBytes} 字节`,
      })
    }
  },
  requestLeft(court, frame, matter) {
    if (matter === undefined) return
    const { reversalAttempts, query } = court.config.profile.terminal
    const { wire } = matter
    if (frame.kind === 'reversal' && wire.attempts >= reversalAttempts) {
      court.accuse(
        'S16',
        about(
          matter,
          `more than ${reversalAttempts} reversals left in one round`,
          `一轮内发出的冲正超过 ${reversalAttempts} 次`,
        ),
      )
    } else if (frame.kind === 'query' && wire.queriesLeft >= query.times) {
      court.accuse('S16', about(matter, `more than ${query.times} queries left`, `发出的查询超过 ${query.times} 次`))
    } else if (
      frame.kind === 'query' &&
      wire.queriesLeft > 0 &&
      court.event.atMs > wire.queriedFirstAtMs + query.withinMs
    ) {
      court.accuse(
        'S16',
        about(
          matter,
          `a query left more than ${query.withinMs} ms after the first`,
          `首次查询过了 ${query.withinMs} 毫秒之后仍发出查询`,
        ),
      )
    }
  },
  shown(court) {
    judgeBusy(court)
  },
}

/** L6: left alone, the terminal falls silent. */
export const l6: Rules = {
  requestLeft(court) {
    const { messagesSinceAct } = court.docket.scene
    const { messagesBetweenActs } = court.config.bounds
    court.check('L6')
    if (messagesSinceAct > messagesBetweenActs) {
      court.accuse('L6', {
        en: `more than ${messagesBetweenActs} messages left although nobody touched the terminal`,
        zh: `无人操作终端，却发出超过 ${messagesBetweenActs} 条报文`,
      })
    }
  },
}

/** How long a screen that asks nobody for anything stood; the terminal was on all the while. */
function judgeBusy(court: Court): void {
  const { scene } = court.docket
  if (scene.prompt === '' || scene.promptAsks !== 'nothing' || !busyPrompts.has(scene.prompt)) return
  const stoodMs = court.event.atMs - scene.promptAtMs
  const { busyMs } = court.config.bounds
  if (stoodMs <= busyMs) return
  court.accuse('S16', {
    en: `the screen ${scene.prompt} stood for more than ${busyMs} ms`,
    zh: `画面“${screenName(scene.prompt)}”停留超过 ${busyMs} 毫秒`,
  })
}

/** Screens of a terminal at work. All others name what they wait for. */
const busyPrompts: ReadonlySet<string> = new Set([
  'booting',
  'signingOn',
  'connecting',
  'sending',
  'awaiting',
  'readingChip',
  'completingChip',
  'querying',
  'reversing',
  'printing',
])

const RESPONSE_CODE = 2
/** The key belongs to another purchase at the host. */
const CONFLICT = '94'
/** A query's answer: the host does not know the original. */
const NOT_FOUND = '25'

/** What makes two requests the same purchase at the host: type, amount, card. */
const fingerprint: readonly number[] = [2, 3, 4, 35]

/** What a reversal has of its original. Rule: docs/rules.md 1.9. */
const kept: readonly number[] = [2, 3, 4, 11, 14, 22, 23, 25, 41, 42, 49, 60]

const ofCard: ReadonlySet<number> = new Set([2, 14, 23])

/** Of what a chip asked with its reversal repeats these: results, issuer's data, counter. */
const keptOfChip: readonly string[] = ['95', '9F10', '9F36']

function differingOriginal(request: WireFrame | undefined, reversal: WireFrame): number | undefined {
  if (request?.message === undefined) return undefined
  const changed = kept.find((number) => {
    const was = request.fields[number]
    const is = reversal.fields[number]
    // Whether card number, expiry and sequence are repeated at all is the profile's affair.
    return was !== undefined && is !== was && (is !== undefined || !ofCard.has(number))
  })
  const [asked, told] = [request, reversal].map(({ fields }) => pickChipData(fields[55] ?? '', keptOfChip))
  return changed ?? (asked === told ? undefined : 55)
}

/** The first field in which two sends of one reversal differ although they must not. */
function differing(first: WireFrame, again: WireFrame): string | undefined {
  const numbers = new Set([...Object.keys(first.fields), ...Object.keys(again.fields)])
  for (const number of numbers) {
    const was = first.fields[Number(number)]
    const is = again.fields[Number(number)]
    if (was === is || volatileFields.has(number)) continue
    if (number === '39' && is === '06') continue
    return number
  }
  return undefined
}

function isOutstanding(court: Court, matter: Matter): boolean {
  const { outstanding, requestLeftAtMs } = matter.wire
  return outstanding && court.event.atMs < requestLeftAtMs + court.config.profile.terminal.answerTimerMs
}
