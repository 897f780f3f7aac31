import { holdsPan } from './card-data.ts'
import type { OwnCard } from './scenario.ts'
import { UsageError } from './usage-error.ts'
import type { YamlFile } from './yaml-file.ts'

/** A text that a run repeats where everybody reads it, and where it stands in the file. */
export type PrintedText = readonly [path: readonly PropertyKey[], text: string | undefined]

/** Refuses what must not be printed: a card number, and characters that steer a terminal or turn text around. Throws PAN_MISPLACED, TEXT_UNPRINTABLE. */
export function checkPrinted(texts: readonly PrintedText[], cards: readonly OwnCard[], yaml: YamlFile): void {
  const pans = cards.map(({ pan }) => pan)
  for (const [path, text] of texts) {
    if (text === undefined) continue
    if (!isPrintable(text)) {
      const message = 'a control character stands in a text that is printed'
      throw new UsageError('TEXT_UNPRINTABLE', message, 'one line of plain text can stand here', yaml.placeOf(path))
    }
    if (!holdsPan(text, pans)) continue
    const message = 'a card number stands in a text that is printed'
    throw new UsageError('PAN_MISPLACED', message, 'a card number belongs into card: or pan:', yaml.placeOf(path))
  }
}

/** One line of plain text: nothing in it steers a terminal or turns the text around it. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text)
}

/** Controls, marks of direction, line separators, halves of characters: escapes and what else changes the text around it. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}]/u
