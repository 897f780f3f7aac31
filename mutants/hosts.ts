import type { Change, Decide, Host, HostConfig, HostDoor, Store } from '../host/index.ts'
import { decide, serve } from '../host/index.ts'
import { deciding, writing } from './defective-host.ts'
import type { Defect } from './mutant.ts'

/** Hosts that book what they should not, or do not book what they should. */
export const hosts = {
  'repeat-booked-again': {
    kind: 'host',
    title: { en: 'A request that comes twice is booked twice', zh: '重复请求重复记账' },
    scenario: 'response-lost',
    parts: deciding((request, view, situation) =>
      request.kind === 'money'
        ? decide(request, { ...view, txn: undefined }, { ...situation, inWork: undefined })
        : decide(request, view, situation),
    ),
  },
  'no-tombstone': {
    kind: 'host',
    title: { en: 'The reversal of a sale nobody knows leaves no tombstone', zh: '冲正先到时不登记' },
    scenario: 'response-lost',
    parts: writing((change, { effect }) => (effect === 'tombstoned' ? undefined : change)),
  },
  'tombstone-from-refused-reversal': {
    kind: 'host',
    title: { en: 'A reversal that is refused is carried out all the same', zh: '被拒的冲正仍被执行' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'link.request.0200', 'link.request.0400'],
    parts: deciding((request, view, situation) => {
      const refusal = decide(request, view, situation)
      if (request.kind !== 'reversal' || refusal.responseCode !== 'A0') return refusal
      const { change } = decide(request, view, { ...situation, mac: 'right' })
      return change === undefined ? refusal : { ...refusal, change }
    }),
  },
  'reversed-twice': {
    kind: 'host',
    title: { en: 'A reversal that comes twice gives the money back twice', zh: '重复冲正重复退款' },
    scenario: 'response-lost',
    pairs: ['link.response'],
    parts: deciding((request, view, situation) => decide(request, forgetful(request.kind, view), situation)),
  },
  'request-mac-unchecked': {
    kind: 'host',
    title: { en: 'The host does not check the MAC of requests', zh: '主机不校验请求的 MAC' },
    scenario: 'response-lost',
    parts: deciding((request, view, situation) =>
      decide(request, view, believing(request.kind === 'money', situation)),
    ),
  },
  'reversal-mac-unchecked': {
    kind: 'host',
    title: { en: 'The host does not check the MAC of reversals', zh: '主机不校验冲正的 MAC' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'link.request.0200', 'link.request.0400'],
    parts: deciding((request, view, situation) =>
      decide(request, view, believing(request.kind === 'reversal', situation)),
    ),
  },
  'committed-after-answer': {
    kind: 'host',
    title: { en: 'The host answers first and writes its books later', zh: '先应答后落账' },
    scenario: 'response-lost',
    parts: { serve: (store, door, config) => servedBehind(store, door, config) },
  },
  'part-reversed-in-full': {
    kind: 'host',
    title: { en: 'The reversal of a part gives back the whole amount', zh: '部分承兑按全额冲正' },
    scenario: 'partial-approval-lost',
    parts: writing((change, { effect }) => (effect === 'reversed' ? { ...change, postings: inFull(change) } : change)),
  },
  'other-day-not-listed': {
    kind: 'host',
    title: { en: 'A reversal of another day is refused, and nobody is told', zh: '跨日冲正被拒且不入差错表' },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'host.authorize.0400', 'host.authorize.0200'],
    parts: writing((change) => ({
      ...change,
      exceptions: change.exceptions.filter(({ reason }) => reason !== 'otherDay'),
    })),
  },
  'lost-clearing-not-listed': {
    kind: 'host',
    title: { en: 'The merchant is not paid, and nobody is told', zh: '清算记录丢失且不入差错表' },
    scenario: 'response-lost',
    parts: writing((change) => ({
      ...change,
      exceptions: change.exceptions.filter(({ owedTo }) => owedTo !== 'merchant'),
    })),
  },
  'repeat-answered-in-full': {
    kind: 'host',
    title: { en: 'The repeat of a partial approval is answered with the whole amount', zh: '部分承兑的重复应答报全额' },
    scenario: 'partial-approval',
    parts: deciding((request, view, situation) => {
      const decision = decide(request, view, situation)
      if (decision.effect !== 'repeated' || decision.fields[4] === undefined) return decision
      return { ...decision, fields: { ...decision.fields, 4: String(request.amountMinor).padStart(12, '0') } }
    }),
  },
  'reversal-leaves-merchant-paid': {
    kind: 'host',
    title: {
      en: 'A reversal gives the card holder the money and leaves it with the merchant as well',
      zh: '冲正退款给持卡人，却未从商户扣回',
    },
    scenario: 'response-lost',
    pairs: ['link.response.0210', 'link.response.0410'],
    parts: writing((change, { effect }) =>
      effect === 'reversed' ? { ...change, postings: change.postings.filter(isNotOfMerchant) } : change,
    ),
  },
} as const satisfies Readonly<Record<string, Defect>>

type View = Parameters<Decide>[1]
type Situation = Parameters<Decide>[2]

/** A reversal is judged as if none had come before. */
function forgetful(kind: string, view: View): View {
  const { txn } = view
  if (kind !== 'reversal' || txn === undefined || !txn.flags.captured) return view
  return { ...view, txn: { ...txn, flags: { ...txn.flags, reversed: false } } }
}

function believing(believes: boolean, situation: Situation): Situation {
  return believes ? { ...situation, mac: 'right' } : situation
}

/** Neither what the merchant loses nor what clearing gets for it. */
function isNotOfMerchant({ account }: Change['postings'][number], at: number, all: Change['postings']): boolean {
  return !account.startsWith('merchant:') && all[at + 1]?.account.startsWith('merchant:') !== true
}

/** What was approved in part goes back as if all of it had been. */
function inFull({ put, postings }: Change): Change['postings'] {
  const [txn] = put
  if (txn === undefined || txn.approvedMinor === 0) return postings
  return postings.map((posting) => ({
    ...posting,
    deltaMinor: (posting.deltaMinor / txn.approvedMinor) * txn.amountMinor,
  }))
}

/** The books are written a moment after the answer has left; whoever reads them meanwhile sees what will be there. */
function servedBehind(store: Store, door: HostDoor, config: HostConfig): Host {
  let waiting: Unwritten | undefined
  let asked: Pick<Unwritten, 'point' | 'faults'> = { point: '', faults: [] }
  const write = () => {
    if (waiting === undefined) return
    const { change, point, faults, notes } = waiting
    waiting = undefined
    const fault = door.choose(point, faults)
    const crash = () => door.crash(Number(/\d+/.exec(fault)?.[0] ?? Number.NaN) || undefined)
    if (fault.startsWith('crashBefore')) crash()
    store.commit(change)
    for (const data of notes) door.note('ledger', 'committed', data)
    if (fault.startsWith('crashAfter')) crash()
  }
  const behind: Store = {
    view(key, panHash) {
      // One change waits at a time, and its own request asks again before the answer.
      if (waiting === undefined) return store.view(key, panHash)
      const [txn] = waiting.change.put
      const view = store.view(key, panHash)
      return {
        ...view,
        txn: txn?.key.text === key.text ? txn : view.txn,
        session: waiting.change.session ?? view.session,
      }
    },
    commit(change) {
      write()
      waiting = { ...asked, change, notes: [] }
      door.clock.setTimeout(write, BEHIND_MS)
    },
    books: () => store.books(),
    close: () => store.close(),
  }
  const outward: HostDoor = {
    ...door,
    choose(point, faults) {
      if (!point.startsWith('host.commit.')) return door.choose(point, faults)
      asked = { point, faults }
      return 'pass'
    },
    note(lane, kind, data) {
      if (lane === 'ledger' && waiting !== undefined) waiting.notes.push(data)
      else door.note(lane, kind, data)
    },
  }
  const host = serve(behind, outward, config)
  return { accept: host.accept, state: () => `${host.state()} ${JSON.stringify(waiting ?? {})}` }
}

interface Unwritten {
  readonly change: Change
  /** Where the host may die before it writes, or right after. */
  readonly point: string
  readonly faults: readonly string[]
  readonly notes: Readonly<Record<string, unknown>>[]
}

const BEHIND_MS = 20
