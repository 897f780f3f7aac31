import { readFault } from './fault.ts'
import { faultAt } from './point.ts'

/**
 * What a point takes where it offered these faults: one text for each class of arguments of each; those that no firmware
 * survives only when `beyond`.
 */
export function offeredTexts(point: string, offered: readonly string[], beyond = false): readonly string[] {
  return offersAt(point, offered, beyond).map(({ fault }) => fault)
}

/** The same, each with whether it is another trouble when it goes on striking. Points offer the same lists again and again. */
export function offersAt(point: string, offered: readonly string[], beyond: boolean): readonly Offer[] {
  const name = `${point} ${beyond}`
  const known = read.get(offered) ?? new Map<string, readonly Offer[]>()
  read.set(offered, known)
  let offers = known.get(name)
  if (offers === undefined) {
    const texts = textsOf(point, offered, beyond)
    offers = texts.map((fault) => ({ fault, isLasting: faultAt(point, fault)?.lasting === true }))
    known.set(name, offers)
  }
  return offers
}
const read = new WeakMap<readonly string[], Map<string, readonly Offer[]>>()

interface Offer {
  readonly fault: string
  readonly isLasting: boolean
}

function textsOf(point: string, offered: readonly string[], beyond: boolean): readonly string[] {
  const texts = offered.flatMap((text) => {
    const call = readFault(text)
    const known = faultAt(point, text)
    if (known === undefined || call === undefined) return [text]
    if (known.beyond && !beyond) return []
    // A device that gives arguments knows better what is worth trying there.
    return call.values.length > 0 ? [text] : known.offered
  })
  return [...new Set(texts)]
}
