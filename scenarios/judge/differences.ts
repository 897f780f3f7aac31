import type { Court } from './court.ts'
import { keyOfHost } from './docket.ts'
import type { Exhibits } from './exhibits.ts'
import type { Difference, DifferenceCause } from './judgement.ts'
import { differenceCauses } from './judgement.ts'
import type { Matter } from './matter.ts'
import { effectMinor } from './matter.ts'

/**
 * The difference that explains why paper and ledger disagree about a key: its cause is on the closed list, shows in the
 * exhibits of this run, and was announced on paper or in the host's exception list. It excuses the amount of the purchase
 * and no other: nothing explains that somebody paid more or less. Undefined: it is a violation.
 */
export function explain(court: Court, matter: Matter, exhibits: Exhibits): Difference | undefined {
  const { key, ledger, journal, wire } = matter
  const effect = effectMinor(matter)
  const askedMinor = journal.amountMinor ?? wire.request?.amountMinor
  if (askedMinor === undefined) return undefined
  const isRightAmount = effect === 0 || effect === askedMinor || (ledger.isPartial && effect < askedMinor)
  if (!isRightAmount) return undefined
  const amountMinor = effect === 0 ? askedMinor : effect
  const announcedIn = announcement(court, { key, amountMinor, askedMinor }, exhibits)
  if (announcedIn === undefined) return undefined
  const cause = differenceCauses.find((one) => shows[one](court, matter, exhibits))
  if (cause === undefined) return undefined
  if (effect === 0) return { key, amountMinor, owedTo: 'merchant', heldBy: 'cardholder', cause, announcedIn }
  const heldBy = ledger.merchantMinor > 0 ? 'merchant' : 'acquirer'
  return { key, amountMinor, owedTo: 'cardholder', heldBy, cause, announcedIn }
}

/** The merchant's money that the acquirer holds because its clearing was lost: told in the exception list, or a violation. */
export function explainUncleared(court: Court, matter: Matter, { books }: Exhibits): Difference | undefined {
  const amountMinor = effectMinor(matter)
  const isListed = books.exceptions.some(
    (item) =>
      item.reason === 'upstreamLost' &&
      item.owedTo === 'merchant' &&
      item.amountMinor === amountMinor &&
      keyOfHost(court.docket, item.keyText) === matter.key,
  )
  if (!isListed || matter.ledger.merchantMinor !== 0) return undefined
  const { key } = matter
  return {
    key,
    amountMinor,
    owedTo: 'merchant',
    heldBy: 'acquirer',
    cause: 'upstreamLost',
    announcedIn: 'hostExceptions',
  }
}

type Shows = (court: Court, matter: Matter, exhibits: Exhibits) => boolean

/** How each cause shows. */
const shows: Readonly<Record<DifferenceCause, Shows>> = {
  exhausted: (court, { journal }) =>
    journal.exhausted && journal.cleared === 'no' && court.config.profile.terminal.onExhausted === 'block',
  // Also by the clerk who signs on after a key conflict (94): nobody asked the host again, and paper says so.
  cleared: (_, { journal }) =>
    journal.cleared === 'supervisor' || (journal.cleared === 'host' && journal.outcome === 'conflict'),
  malformedForget: (court, { journal, wire }) =>
    court.config.profile.terminal.malformedAnswer === 'forget' &&
    journal.outcome === 'failed' &&
    wire.answers.some(({ sort }) => sort === 'malformed'),
  declineMacIgnored: (court, { journal, wire }) =>
    court.config.profile.terminal.declineMac === 'ignore' &&
    journal.outcome === 'declined' &&
    wire.answers.some(({ sort, isMacRight }) => sort === 'declined' && !isMacRight),
  otherDay: isExcepted('otherDay'),
  batchClosed: isExcepted('batchClosed'),
  confirmLate: isExcepted('confirmLate'),
  reversalDropped: (court, { journal }) =>
    court.config.profile.terminal.onExhausted === 'drop' && journal.cleared === 'dropped',
  upstreamLost: isExcepted('upstreamLost'),
  banksLost: (court, { journal }) => court.docket.scene.banksLost && journal.intent,
}

function isExcepted(reason: DifferenceCause): Shows {
  return (court, matter, { books }) =>
    matter.ledger.exceptionReason === reason ||
    books.exceptions.some(
      ({ reason: listed, owedTo, keyText }) =>
        listed === reason && owedTo === 'cardholder' && keyOfHost(court.docket, keyText) === matter.key,
    )
}

interface Loss {
  readonly key: string
  readonly amountMinor: number
  /** What the terminal knows of it: of a part that was approved it may never have heard. */
  readonly askedMinor: number
}

/** Where this loss was announced, by its key and its amount. */
function announcement(court: Court, loss: Loss, { books }: Exhibits): Difference['announcedIn'] | undefined {
  const { key, amountMinor, askedMinor } = loss
  const isListed = books.exceptions.some(
    (item) =>
      item.owedTo === 'cardholder' && item.amountMinor === amountMinor && keyOfHost(court.docket, item.keyText) === key,
  )
  if (isListed) return 'hostExceptions'
  const isOnPaper = court.docket.slips.some(
    (slip) =>
      slip.complete &&
      (slip.type === 'pending' || slip.type === 'cleared') &&
      (slip.amountMinor === amountMinor || slip.amountMinor === askedMinor) &&
      `${slip.batch}/${slip.stan}` === key,
  )
  return isOnPaper ? 'terminalPaper' : undefined
}
