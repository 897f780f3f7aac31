import { cryptogramOf, issuerProof, readChipData, writeChipData } from '../protocol/index.ts'
import type { Request } from './request.ts'

/** Whether a chip's request was made by this card for this amount. Rule: docs/rules.md 3.11. */
export function isChipRight(pan: string, chipHex: string, amountMinor: number): boolean {
  const data = readChipData(chipHex)
  if (data?.get('9F27') !== REQUESTED || Number(data.get('9F02')) !== amountMinor) return false
  return data.get('9F26') === cryptogramOf(pan, data)
}

/** Field 55 of an approval: the issuer's proof for the chip that asked. Nothing for a stripe. */
export function issuerFields({ pan, chipHex }: Request, responseCode: string): Readonly<Record<number, string>> {
  const cryptogram = readChipData(chipHex ?? '')?.get('9F26')
  if (cryptogram === undefined) return {}
  return { 55: writeChipData([['91', issuerProof(pan, cryptogram, responseCode)]]) }
}

/** Cryptogram information: the card asks its issuer. */
const REQUESTED = '80'
