/** The TPDU of an answer: destination and origin change places. Usual practice, and no more than that. */
export function answerTpdu(tpdu: string): string {
  return tpdu.slice(0, 2) + tpdu.slice(6, 10) + tpdu.slice(2, 6)
}
