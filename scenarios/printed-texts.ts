import { holdsPan } from './card-data.ts'
import type { OwnCard } from './scenario.ts'
import { UsageError } from './usage-error.ts'
import type { YamlFile } from './yaml-file.ts'

/** A text that a run repeats where everybody reads it, and where it stands in the file. */
export type PrintedText = readonly [path: readonly PropertyKey[], text: string | undefined]

/** Refuses a card number in a text that will be printed. Throws PAN_MISPLACED. */
export function checkPrinted(texts: readonly PrintedText[], cards: readonly OwnCard[], yaml: YamlFile): void {
  const pans = cards.map(({ pan }) => pan)
  for (const [path, text] of texts) {
    if (text === undefined || !holdsPan(text, pans)) continue
    const message = 'a card number stands in a text that is printed'
    throw new UsageError('PAN_MISPLACED', message, 'a card number belongs into card: or pan:', yaml.placeOf(path))
  }
}
