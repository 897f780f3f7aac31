import type { Bilingual } from '../../protocol/index.ts'
import { formatMoney } from '../money.ts'
import type { Court } from './court.ts'
import { explain } from './differences.ts'
import { keyOfHost } from './docket.ts'
import type { Exhibits } from './exhibits.ts'
import type { Matter } from './matter.ts'
import { effectMinor } from './matter.ts'
import { isPaid } from './paper-facts.ts'
import type { Rules } from './rules.ts'
import { approvals } from './sort-answer.ts'
import { about } from './words.ts'

/** S1: the arithmetic of the books, and that nothing is booked which nobody asked for. */
export const s1: Rules = {
  committed(court, { matter, postings, cardholderMinor }) {
    court.check('S1')
    const isWhole = postings.every(({ deltaMinor }) => Number.isSafeInteger(deltaMinor))
    if (!isWhole)
      return court.accuse(
        'S1',
        about(matter, 'a posting is not a whole number of minor units', '有分录不是最小货币单位的整数'),
      )
    const sum = postings.reduce((total, { deltaMinor }) => total + deltaMinor, 0)
    if (sum !== 0)
      return court.accuse(
        'S1',
        about(matter, `debits and credits of one commit differ by ${sum}`, `同一次记账借贷相差 ${sum} 个最小货币单位`),
      )
    // Its money moved all the same: what follows from it is judged as it stands.
    const { wire } = matter
    if (!wire.asked)
      court.accuse(
        'S1',
        about(
          matter,
          'the books were changed although no request of a terminal for it reached the host unaltered',
          '没有未经改动的终端请求到达主机，账簿却已变动',
        ),
      )
    else if (cardholderMinor < 0 && wire.arrived === undefined) {
      court.accuse(
        'S1',
        about(
          matter,
          'money was taken although nobody who holds the keys had asked for money',
          '已扣款，但持有密钥者均未请求扣款',
        ),
      )
    }
    return undefined
  },
  atRest(court, { books }) {
    const names = new Set([...court.docket.accounts.keys(), ...Object.keys(books.accounts)])
    for (const name of names) {
      court.check('S1')
      const wanted = court.docket.accounts.get(name) ?? 0
      const got = books.accounts[name] ?? 0
      if (got !== wanted) {
        court.accuse('S1', {
          en: `account ${name} stands at ${formatMoney(got)}, its postings make ${formatMoney(wanted)}`,
          zh: `账户 ${name} 余额为 ${formatMoney(got)}，其分录之和为 ${formatMoney(wanted)}`,
        })
      }
    }
  },
}

/** S4: what a reversal does to its key before and after it was accepted. */
export const s4: Rules = {
  committed(court, { matter, flags, cardholderMinor }) {
    const { ledger, wire } = matter
    if (ledger.reversed) {
      court.check('S4')
      if (cardholderMinor < 0)
        return court.accuse('S4', about(matter, 'money is taken on a key that was reversed', '已冲正的交易又被扣款'))
    } else if (flags.reversed) {
      court.check('S4')
      if (wire.reversalsArrived > 0 && !wire.reversalArrived) {
        return court.accuse(
          'S4',
          about(
            matter,
            'a reversal that had to be refused left its trace in the ledger',
            '应当拒绝的冲正在账本中留下了痕迹',
          ),
        )
      }
    }
    return undefined
  },
  responseLeft(court, frame, matter) {
    if (frame.kind !== 'reversal' || matter === undefined || frame.fields[39] !== '00') return undefined
    const { ledger } = matter
    if (ledger.captured) return undefined
    court.check('S4')
    if (ledger.reversed || ledger.known || ledger.exceptionReason !== '') return undefined
    return court.accuse(
      'S4',
      about(
        matter,
        'its reversal was accepted before the original, and no tombstone was laid',
        '冲正先于原交易被接受，却未登记封存',
      ),
    )
  },
}

/** S2: what is taken, is taken once and is what was approved. */
export const s2: Rules = {
  committed(court, { matter, cardholderMinor, merchantMinor, flags, approvedMinor, exceptions }) {
    if (cardholderMinor >= 0) return undefined
    court.check('S2')
    const { ledger, wire } = matter
    if (ledger.cardholderMinor < 0)
      return court.accuse('S2', about(matter, 'captured while it was captured already', '已扣款，又再次扣款'))
    if (-cardholderMinor !== approvedMinor) {
      return court.accuse(
        'S2',
        about(
          matter,
          `${formatMoney(-cardholderMinor)} was taken, ${formatMoney(approvedMinor)} was approved`,
          `扣款 ${formatMoney(-cardholderMinor)}，批准金额为 ${formatMoney(approvedMinor)}`,
        ),
      )
    }
    // What is stuck between issuer and acquirer is taken from the card holder and given to nobody yet.
    const isUncleared =
      merchantMinor === 0 &&
      exceptions.some(({ owedTo, amountMinor }) => owedTo === 'merchant' && amountMinor === -cardholderMinor)
    if (flags.captured && merchantMinor !== -cardholderMinor && !isUndoneVoid(matter) && !isUncleared) {
      return court.accuse(
        'S2',
        about(
          matter,
          `the merchant got ${formatMoney(merchantMinor)} of ${formatMoney(-cardholderMinor)}`,
          `扣款 ${formatMoney(-cardholderMinor)}，商户得 ${formatMoney(merchantMinor)}`,
        ),
      )
    }
    const asked = wire.arrived?.amountMinor
    if (asked !== undefined && -cardholderMinor > asked) {
      return court.accuse(
        'S2',
        about(
          matter,
          `${formatMoney(-cardholderMinor)} was taken, ${formatMoney(asked)} was asked for`,
          `扣款 ${formatMoney(-cardholderMinor)}，请求金额为 ${formatMoney(asked)}`,
        ),
      )
    }
    return undefined
  },
  responseLeft(court, frame, matter) {
    const code = frame.fields[39] ?? ''
    if (matter === undefined || !isMoneyResponse(frame.mti) || !approvals.has(code)) return undefined
    const { ledger, wire } = matter
    if (wire.request?.kind !== 'sale' || ledger.capturedMinor === 0) return undefined
    court.check('S2')
    if (frame.amountMinor === ledger.capturedMinor) return undefined
    return court.accuse(
      'S2',
      about(
        matter,
        `the answer approves ${formatMoney(frame.amountMinor ?? 0)}, the ledger took ${formatMoney(ledger.capturedMinor)}`,
        `应答批准 ${formatMoney(frame.amountMinor ?? 0)}，账本扣款 ${formatMoney(ledger.capturedMinor)}`,
      ),
    )
  },
  atRest(court, exhibits) {
    for (const [name, keys] of Object.entries(exhibits.purchases ?? {})) {
      court.check('S2')
      const paid = keys.filter((key) => isPaidFor(court, court.docket.matters.get(key), exhibits))
      if (paid.length > 1) {
        court.accuse('S2', {
          en: `the purchase ${name} is paid ${paid.length} times: ${paid.join(', ')}`,
          zh: `同一次购物付款 ${paid.length} 次：${paid.join('、')}`,
        })
      }
    }
  },
}

/** Money was taken for it, and no paper or list says that it is owed back. */
function isPaidFor(court: Court, matter: Matter | undefined, exhibits: Exhibits): boolean {
  if (matter === undefined || effectMinor(matter) <= 0) return false
  return isPaid(matter) || explain(court, matter, exhibits)?.owedTo !== 'cardholder'
}

/** S3: a key is worth nothing or what was approved, whatever is repeated. */
export const s3: Rules = {
  committed(court, { matter, cardholderMinor, merchantMinor, flags }) {
    const { ledger } = matter
    court.check('S3')
    const after = ledger.cardholderMinor + cardholderMinor
    if (after > 0)
      return court.accuse(
        'S3',
        about(matter, `${formatMoney(after)} more was given back than was taken`, `退款比扣款多 ${formatMoney(after)}`),
      )
    if (cardholderMinor > 0 && after !== 0) {
      return court.accuse(
        'S3',
        about(
          matter,
          `only ${formatMoney(cardholderMinor)} of ${formatMoney(-ledger.cardholderMinor)} was given back`,
          `扣款 ${formatMoney(-ledger.cardholderMinor)}，只退回 ${formatMoney(cardholderMinor)}`,
        ),
      )
    }
    if (ledger.merchantMinor + merchantMinor < 0) {
      return court.accuse('S3', about(matter, 'the merchant gave back more than it got', '商户退出的款项多于所得'))
    }
    const isSpent = flags.reversed || flags.voided
    if (isSpent && after !== 0) {
      return court.accuse(
        'S3',
        about(
          matter,
          `marked as taken back, yet ${formatMoney(-after)} is still taken`,
          `已标为冲正或撤销，却仍有 ${formatMoney(-after)} 未退`,
        ),
      )
    }
    if (cardholderMinor > 0 && matter.wire.reversalsArrived === 0 && flags.captured && !flags.voided) {
      return court.accuse('S3', about(matter, 'money went back although nobody asked for it', '无人请求，款项却已退回'))
    }
    return undefined
  },
  atRest(court, exhibits) {
    for (const matter of court.docket.matters.values()) {
      if (matter.ledger.account === '' && matter.ledger.merchantAccount === '') continue
      court.check('S3')
      const wrong = imbalance(court, matter, exhibits)
      if (wrong !== undefined) court.accuse('S3', about(matter, wrong.en, wrong.zh))
    }
  },
}

/** What the merchant holds for a key that nobody has paid, or too little of what was taken for a sale. S15 sees to what is on paper. */
function imbalance(court: Court, matter: Matter, exhibits: Exhibits): Bilingual | undefined {
  const { captured, merchantMinor } = matter.ledger
  const effect = effectMinor(matter)
  if (merchantMinor === effect || (effect > 0 && isPaid(matter))) return undefined
  // What the issuer took and the host gave up, or what was lost in clearing, has come to nobody.
  const isStuck = !captured || isWithAcquirer(court, matter, exhibits)
  if (merchantMinor === 0 && isStuck) return undefined
  const [got, paid] = [formatMoney(merchantMinor), formatMoney(effect)]
  return { en: `the merchant has ${got}, the card holder has paid ${paid}`, zh: `商户已得 ${got}，持卡人已付 ${paid}` }
}

/** The exception list says that the acquirer holds what was paid, whoever it is owed to. */
function isWithAcquirer({ docket }: Court, matter: Matter, { books }: Exhibits): boolean {
  return books.exceptions.some(
    ({ heldBy, amountMinor, keyText }) =>
      heldBy === 'acquirer' && amountMinor === effectMinor(matter) && keyOfHost(docket, keyText) === matter.key,
  )
}

/** A reversed void takes the sale's money again: its own answer said so long ago. */
function isUndoneVoid(matter: Matter): boolean {
  return matter.ledger.voided
}

function isMoneyResponse(mti: string): boolean {
  return mti === '0110' || mti === '0210' || mti === '0230'
}
