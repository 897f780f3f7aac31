import type { TestCard } from '../host/index.ts'
import { cryptogramOf, issuerProof, readChipData, writeChipData } from '../protocol/index.ts'
import type { Restore } from '../sim/index.ts'
import type { ChipTerms } from '../terminal/index.ts'

/**
 * The chip of a test card, with the part of a terminal that talks to it. It approves when its issuer proves that it did.
 * Its counter outlives every terminal. Rule: docs/messages.md 8.
 */
export class ChipCard {
  readonly #card: TestCard
  #counter = 0
  #asked: ReadonlyMap<string, string> = new Map()

  constructor(card: TestCard) {
    this.#card = card
  }

  /** First GENERATE AC: field 55 of the request. */
  ask({ amountMinor, date }: ChipTerms): string {
    const { pan } = this.#card
    this.#counter += 1
    const amount = String(amountMinor).padStart(12, '0')
    const counter = this.#counter.toString(16).toUpperCase().padStart(4, '0')
    // A real reader draws it; here every run is the same.
    const unpredictable = cryptogramOf(pan, new Map([...ALWAYS, ['9F02', amount], ['9F36', counter]])).slice(0, 8)
    const said = new Map<string, string>([
      ...ALWAYS,
      ['9F02', amount],
      ['9A', date],
      ['9F36', counter],
      ['9F37', unpredictable],
      ['9F10', issuerData('A0')],
      ['9F27', '80'],
    ])
    this.#asked = said.set('9F26', cryptogramOf(pan, said))
    return writeChipData(said)
  }

  save(): Restore {
    const [counter, asked] = [this.#counter, this.#asked]
    return () => {
      this.#counter = counter
      this.#asked = asked
    }
  }

  /** Second GENERATE AC: what comes with a TC; undefined is an AAC. */
  complete(issuerHex: string): string | undefined {
    const { pan, chip } = this.#card
    const proof = readChipData(issuerHex)?.get('91') ?? ''
    const code = String.fromCharCode(...[16, 18].map((at) => Number.parseInt(proof.slice(at, at + 2), 16)))
    if (chip === 'declines' || proof !== issuerProof(pan, this.#asked.get('9F26') ?? '', code)) return undefined
    const said = new Map(this.#asked).set('9F10', issuerData('60')).set('9F27', '40')
    return writeChipData(said.set('9F26', cryptogramOf(pan, said)))
  }
}

/** The chips among these cards, by alias. */
export function chipsOf(cards: Iterable<TestCard>): ReadonlyMap<string, ChipCard> {
  return new Map(
    Array.from(cards).flatMap((card) => (card.chip === undefined ? [] : [[card.alias, new ChipCard(card)]])),
  )
}

/** An application of a domestic credit card, at home; nothing found amiss. */
const ALWAYS = [
  ['84', 'A000000333010102'],
  ['82', '7C00'],
  ['95', '0000000000'],
  ['9C', '00'],
  ['5F2A', '0156'],
  ['9F1A', '0156'],
  ['9F03', '000000000000'],
  ['9F33', 'E0E1C8'],
  ['9F35', '22'],
] as const

/** Issuer application data; `verdict` says which cryptogram the card has made. */
function issuerData(verdict: string): string {
  return `07010103${verdict}0000`
}
