import type { Bilingual } from '../../protocol/index.ts'
import type { Rules } from './rules.ts'

/** S17: what is secret stands on the simulated wire and in the card, and nowhere else. */
export const s17: Rules = {
  anything(court) {
    const { lane, kind, data } = court.event
    if (lane === 'link') return
    court.check('S17')
    // Most events are printed lines, and all that such a line says is its text.
    const isFound = court.secrets.isIn(kind === 'line.printed' ? data['text'] : data)
    if (isFound) court.accuse('S17', exposed(`in ${lane} ${kind}`, `事件（${lane} ${kind}）中`))
  },
  requestLeft(court, frame) {
    const pinBlock = frame.fields[52]
    if (pinBlock !== undefined) court.secrets.add(pinBlock)
  },
  atRest(court, { flash, books, paper }) {
    for (const [bank, bytes] of flash.entries()) {
      court.check('S17')
      if (court.secrets.isIn(bytes)) {
        court.accuse('S17', exposed(`in bank ${bank} of the flash`, `存储区 ${bank} 中`))
      }
    }
    court.check('S17')
    if (court.secrets.isIn(books)) court.accuse('S17', exposed('in the ledger', '账本中'))
    if (court.secrets.isIn(paper)) court.accuse('S17', exposed('on paper', '凭条上'))
  },
}

function exposed(en: string, zh: string): Bilingual {
  return { en: `a card number, track, PIN or key stands ${en}`, zh: `${zh}出现卡号、磁道、密码或密钥` }
}
