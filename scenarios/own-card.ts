import { testCards } from '../host/index.ts'
import { approvingCodes } from '../terminal/index.ts'
import type { OwnCardText } from './format.ts'
import { parseMoney } from './money.ts'
import { quote } from './nearest.ts'
import { isProbeCard, probeCard } from './probe.ts'
import type { OwnCard } from './scenario.ts'
import type { Place } from './usage-error.ts'
import { UsageError } from './usage-error.ts'
import type { YamlFile } from './yaml-file.ts'

/** Cards as a file gives them, with what may be left away filled in. Throws CARD_TWICE, VALUE_UNKNOWN. */
export function ownCards(texts: readonly OwnCardText[], yaml: YamlFile): readonly OwnCard[] {
  const cards: OwnCard[] = []
  for (const [index, text] of texts.entries()) {
    refuseProbe(text, yaml.placeOf(['cards', index]))
    const twice = [...cards, ...testCards].find((card) => card.alias === text.alias || card.pan === text.pan)
    if (twice !== undefined) {
      const message = `the card ${quote(text.alias)} has the alias or the number of ${quote(twice.alias)}`
      throw new UsageError('CARD_TWICE', message, 'each card has its own', yaml.placeOf(['cards', index]))
    }
    if (text.partial === true && text.decline !== undefined) {
      const message = `the card ${quote(text.alias)} is approved in part and declined`
      throw new UsageError(
        'VALUE_UNKNOWN',
        message,
        'keep partial or decline',
        yaml.placeOf(['cards', index, 'decline']),
      )
    }
    if (text.decline !== undefined && approvingCodes.has(text.decline)) {
      const message = `the card ${quote(text.alias)} is declined with a code that approves`
      const hint = `any code but ${[...approvingCodes].join(', ')}`
      throw new UsageError('VALUE_UNKNOWN', message, hint, yaml.placeOf(['cards', index, 'decline']))
    }
    cards.push({
      alias: text.alias,
      pan: text.pan,
      expiry: text.expiry ?? USUAL_EXPIRY,
      ...(text.pin === undefined ? {} : { pin: text.pin }),
      balanceMinor: text.balance === undefined ? USUAL_BALANCE_MINOR : (parseMoney(text.balance) as number),
      ...(text.partial === undefined ? {} : { partial: text.partial }),
      ...(text.chip === true ? { chip: true } : {}),
      ...(text.decline === undefined ? {} : { decline: text.decline }),
    })
  }
  return cards
}

/** The card of a step that gives a number instead of an alias: its issuer approves. Throws CARD_TWICE. */
export function cardOfPan(pan: string, taken: readonly OwnCard[], place: Place): OwnCard {
  const card = { alias: `own-${taken.length + 1}`, pan, expiry: USUAL_EXPIRY, balanceMinor: USUAL_BALANCE_MINOR }
  refuseProbe(card, place)
  return card
}

function refuseProbe(card: { readonly alias: string; readonly pan: string }, place: Place): void {
  if (!isProbeCard(card)) return
  const message = `this card has the alias or the number of ${quote(probeCard.alias)}, the card of the probe sale`
  throw new UsageError('CARD_TWICE', message, 'each card has its own', place)
}

const USUAL_EXPIRY = '3012'
const USUAL_BALANCE_MINOR = 1_000_000
