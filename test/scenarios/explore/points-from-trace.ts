import { familyOf } from '../../../scenarios/point.ts'
import type { TraceEvent } from '../../../scenarios/trace.ts'

/**
 * What a run without faults must have come by, `point#occurrence` each with the names of the faults it takes: worked out from
 * what its trace shows and the table of faults, without asking those who offer them. Only until the people begin to heal.
 */
export function pointsFromTrace(trace: readonly TraceEvent[]): Record<string, readonly string[]> {
  const healing = trace.findIndex(({ kind, data }) => kind === 'step.began' && data['kind'] === 'heal')
  const acted = trace.slice(0, healing < 0 ? trace.length : healing)
  const counts = new Map<string, number>()
  const found: Record<string, readonly string[]> = {}
  for (const [at, { lane, kind, data }] of acted.entries()) {
    for (const [point, without] of POINTS[`${lane}.${kind}`]?.(data, acted.slice(0, at)) ?? []) {
      const occurrence = (counts.get(point) ?? 0) + 1
      counts.set(point, occurrence)
      const faults =
        familyOf(point)?.faults.filter(({ name, beyond }) => beyond !== true && !without.includes(name)) ?? []
      found[`${point}#${occurrence}`] = faults.map(({ name }) => name).sort()
    }
  }
  return found
}

/** A point, and faults of its family that could change nothing there. */
type Place = readonly [point: string, without: readonly string[]]
type Data = TraceEvent['data']
interface Frame {
  readonly mti: string
  readonly fields: Readonly<Record<string, string>>
}

const POINTS: Readonly<Record<string, (data: Data, before: readonly TraceEvent[]) => readonly Place[]>> = {
  'screen.shown': ({ name }) => {
    if (name === 'booting') return [['clock.boot', []]]
    return name === 'signature' ? [['operator.signature', []]] : []
  },
  'link.connect.started': () => [['link.connect', []]],
  'flash.written': ({ label }) => [[`flash.write.${label}`, []]],
  'flash.synced': ({ label }) => [[`flash.sync.${label}`, []]],
  'link.frame.left': ({ from, frame }, before) => {
    const { mti, fields } = frame as Frame
    if (from === 'terminal') {
      const hasAmount = '4' in fields
      return [
        [`link.send.${mti}`, []],
        [`link.request.${mti}`, hasAmount ? [] : ['tamper']],
      ]
    }
    const isFirst = !before.some(({ kind, data }) => kind === 'frame.left' && data['from'] === 'host')
    return [[`link.response.${mti}`, isFirst ? ['stale'] : []]]
  },
  'host.decided': ({ mti, effect }) => {
    if (effect === 'refused' || effect === 'repeated') return []
    const without = effect === 'told' ? ['lostClearing'] : (NOT_BY_HOST[String(mti)] ?? [])
    const decides: Place = [`host.authorize.${mti}`, without]
    return effect === 'signedOn' ? [decides, [`host.commit.${mti}`, []]] : [decides]
  },
  'ledger.committed': (_, before) => {
    return [[`host.commit.${before.findLast(({ kind }) => kind === 'decided')?.data['mti']}`, []]]
  },
  'issuer.asked': () => [['issuer.request', []]],
  'issuer.answered': () => [['issuer.response', []]],
  'printer.line.printed': ({ text }) => (text === '' ? [] : [['printer.line', []]]),
  'operator.sale.wanted': () => BETWEEN_STEPS,
  'operator.step.began': ({ step }) => (step === undefined ? [] : BETWEEN_STEPS),
  'operator.key.pressed': ({ choice }) => {
    const key: Place = ['keypad.key', []]
    return choice === 'sale' ? [key, ['battery.status', []], ['printer.status', []]] : [key]
  },
  'operator.amount.typed': () => [
    ['operator.amount', []],
    ['keypad.amount', []],
  ],
  'cardholder.card.presented': ({ card }) => [
    ['operator.card', String(card).startsWith('chip') ? [] : ['swipeChip']],
    ['card.swipe', []],
  ],
  'cardholder.pin.skipped': () => [['operator.pin', []]],
  'cardholder.pin.typed': (_, before) => {
    // The supervisor's code is no card's PIN.
    const prompt = before.findLast(({ lane, kind }) => lane === 'screen' && kind === 'shown')?.data['name']
    return prompt === 'supervisorCode' ? [] : [['operator.pin', []]]
  },
  // The first answer asks the host, the second one hears it.
  'cardholder.chip.answered': ({ cryptogram }) => (cryptogram === 'ARQC' ? [] : [['card.chip', []]]),
}

const BETWEEN_STEPS: readonly Place[] = [
  ['power.terminal', []],
  ['power.host', []],
]

/** Only money is cleared, not a balance that is told; a sign-on turns no day; a reversal is not refused for a merchant who is not active. */
const NOT_BY_HOST: Readonly<Record<string, readonly string[]>> = {
  '0800': ['cutOver', 'lostClearing'],
  '0400': ['inactive', 'lostClearing'],
}
