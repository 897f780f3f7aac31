import { formatMoney } from '../money.ts'
import type { Court } from './court.ts'
import { explainUncleared } from './differences.ts'
import type { Exhibits } from './exhibits.ts'
import type { Matter } from './matter.ts'
import { effectMinor } from './matter.ts'
import { isPaid } from './paper-facts.ts'
import type { Rules } from './rules.ts'
import { approvals } from './sort-answer.ts'

/** S1: the arithmetic of the books, and that nothing is booked which nobody asked for. */
export const s1: Rules = {
  committed(court, { matter, postings, cardholderMinor }) {
    court.check('S1')
    const isWhole = postings.every(({ deltaMinor }) => Number.isSafeInteger(deltaMinor))
    if (!isWhole) return court.accuse('S1', `${matter.key}: a posting is not a whole number of minor units`)
    const sum = postings.reduce((total, { deltaMinor }) => total + deltaMinor, 0)
    if (sum !== 0) return court.accuse('S1', `${matter.key}: debits and credits of one commit differ by ${sum}`)
    // Its money moved all the same: what follows from it is judged as it stands.
    const { wire } = matter
    if (!wire.asked) court.accuse('S1', `${matter.key}: booked although no request for it reached the host`)
    else if (cardholderMinor < 0 && wire.arrived === undefined) {
      court.accuse('S1', `${matter.key}: money was taken although nobody who holds the keys had asked for money`)
    }
    return undefined
  },
  atRest(court, { books }) {
    const names = new Set([...court.docket.accounts.keys(), ...Object.keys(books.accounts)])
    for (const name of names) {
      court.check('S1')
      const wanted = court.docket.accounts.get(name) ?? 0
      const got = books.accounts[name] ?? 0
      if (got !== wanted) court.accuse('S1', `account ${name} stands at ${got}, its postings make ${wanted}`)
    }
  },
}

/** S4: what a reversal does to its key before and after it was accepted. */
export const s4: Rules = {
  committed(court, { matter, flags, cardholderMinor }) {
    const { ledger, wire } = matter
    if (ledger.reversed) {
      court.check('S4')
      if (cardholderMinor < 0) return court.accuse('S4', `${matter.key}: money is taken on a key that was reversed`)
    } else if (flags.reversed) {
      court.check('S4')
      if (wire.reversalsArrived > 0 && !wire.reversalArrived) {
        return court.accuse('S4', `${matter.key}: a reversal that had to be refused left its trace in the ledger`)
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
    return court.accuse('S4', `${matter.key}: its reversal was accepted before the original, and no tombstone was laid`)
  },
}

/** S2: what is taken, is taken once and is what was approved. */
export const s2: Rules = {
  committed(court, { matter, cardholderMinor, merchantMinor, flags, approvedMinor, exceptions }) {
    if (cardholderMinor >= 0) return undefined
    court.check('S2')
    const { ledger, wire } = matter
    if (ledger.cardholderMinor < 0) return court.accuse('S2', `${matter.key}: captured while it was captured already`)
    if (-cardholderMinor !== approvedMinor) {
      return court.accuse(
        'S2',
        `${matter.key}: ${formatMoney(-cardholderMinor)} was taken, ${formatMoney(approvedMinor)} was approved`,
      )
    }
    // What is stuck between issuer and acquirer is taken from the card holder and given to nobody yet.
    const isUncleared =
      merchantMinor === 0 &&
      exceptions.some(({ owedTo, amountMinor }) => owedTo === 'merchant' && amountMinor === -cardholderMinor)
    if (flags.captured && merchantMinor !== -cardholderMinor && !isUndoneVoid(matter) && !isUncleared) {
      return court.accuse(
        'S2',
        `${matter.key}: the merchant got ${formatMoney(merchantMinor)} of ${formatMoney(-cardholderMinor)}`,
      )
    }
    const asked = wire.arrived?.amountMinor
    if (asked !== undefined && -cardholderMinor > asked) {
      return court.accuse(
        'S2',
        `${matter.key}: ${formatMoney(-cardholderMinor)} was taken, ${formatMoney(asked)} was asked for`,
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
      `${matter.key}: the answer approves ${formatMoney(frame.amountMinor ?? 0)}, the ledger took ${formatMoney(ledger.capturedMinor)}`,
    )
  },
  atRest(court, { purchases }) {
    for (const [name, keys] of Object.entries(purchases ?? {})) {
      court.check('S2')
      const paid = keys.filter((key) => (court.docket.matters.get(key)?.ledger.cardholderMinor ?? 0) < 0)
      if (paid.length > 1) court.accuse('S2', `the purchase ${name} is paid ${paid.length} times: ${paid.join(', ')}`)
    }
  },
}

/** S3: a key is worth nothing or what was approved, whatever is repeated. */
export const s3: Rules = {
  committed(court, { matter, cardholderMinor, merchantMinor, flags }) {
    const { ledger } = matter
    court.check('S3')
    const after = ledger.cardholderMinor + cardholderMinor
    if (after > 0) return court.accuse('S3', `${matter.key}: ${after} more was given back than was taken`)
    if (cardholderMinor > 0 && after !== 0) {
      return court.accuse(
        'S3',
        `${matter.key}: only ${formatMoney(cardholderMinor)} of ${formatMoney(-ledger.cardholderMinor)} was given back`,
      )
    }
    if (ledger.merchantMinor + merchantMinor < 0) {
      return court.accuse('S3', `${matter.key}: the merchant gave back more than it got`)
    }
    const isSpent = flags.reversed || flags.voided
    if (isSpent && after !== 0) {
      return court.accuse('S3', `${matter.key}: marked as taken back, yet ${-after} is still taken`)
    }
    if (cardholderMinor > 0 && matter.wire.reversalsArrived === 0 && flags.captured && !flags.voided) {
      return court.accuse('S3', `${matter.key}: money went back although nobody asked for it`)
    }
    return undefined
  },
  atRest(court, exhibits) {
    for (const matter of court.docket.matters.values()) {
      if (matter.ledger.account === '' && matter.ledger.merchantAccount === '') continue
      court.check('S3')
      const wrong = imbalance(court, matter, exhibits)
      if (wrong !== undefined) court.accuse('S3', `${matter.key}: ${wrong}`)
    }
  },
}

/** What the merchant holds for a key that nobody has paid, or too little of what was taken for a sale. S15 sees to what is on paper. */
function imbalance(court: Court, matter: Matter, exhibits: Exhibits): string | undefined {
  const { captured, merchantMinor } = matter.ledger
  const effect = effectMinor(matter)
  if (merchantMinor === effect || (effect > 0 && isPaid(matter))) return undefined
  // What the issuer took and the host gave up, or what was lost in clearing, has come to nobody.
  const isStuck = merchantMinor === 0 && (!captured || explainUncleared(court, matter, exhibits) !== undefined)
  return isStuck
    ? undefined
    : `the merchant has ${formatMoney(merchantMinor)}, the card holder has paid ${formatMoney(effect)}`
}

/** A reversed void takes the sale's money again: its own answer said so long ago. */
function isUndoneVoid(matter: Matter): boolean {
  return matter.ledger.voided
}

function isMoneyResponse(mti: string): boolean {
  return mti === '0110' || mti === '0210' || mti === '0230'
}
