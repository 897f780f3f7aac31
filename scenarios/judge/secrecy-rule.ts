import { usedBytes } from './bank-model.ts'
import type { Rules } from './rules.ts'

/** S17: what is secret stands on the simulated wire and in the card, and nowhere else. */
export const s17: Rules = {
  anything(court) {
    const { lane, kind, data } = court.event
    if (lane === 'link') return
    court.check('S17')
    // Most events are printed lines, and all that such a line says is its text.
    const isFound = court.secrets.isIn(kind === 'line.printed' ? data['text'] : data)
    if (isFound) court.accuse('S17', `a card number, track, PIN or key stands in ${lane} ${kind}`)
  },
  requestLeft(court, frame) {
    const pinBlock = frame.fields[52]
    if (pinBlock !== undefined) court.secrets.add(pinBlock)
  },
  atRest(court, { flash, books, paper }) {
    for (const [bank, bytes] of flash.entries()) {
      court.check('S17')
      if (court.secrets.isInBytes(bytes, usedBytes(bytes))) {
        court.accuse('S17', `a card number, track, PIN or key stands in bank ${bank} of the flash`)
      }
    }
    court.check('S17')
    if (court.secrets.isIn(books)) court.accuse('S17', 'a card number, track, PIN or key stands in the ledger')
    if (court.secrets.isIn(paper)) court.accuse('S17', 'a card number, track, PIN or key stands on paper')
  },
}
