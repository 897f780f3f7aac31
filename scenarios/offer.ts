import { readFault } from './fault.ts'
import { faultAt } from './point.ts'

/**
 * What a point takes where it offered these faults: one text for each class of arguments of each; those that no firmware
 * survives only when `beyond`.
 */
export function offeredTexts(point: string, offered: readonly string[], beyond = false): readonly string[] {
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
