import type { Rules } from './rules.ts'
import { screenName } from './words.ts'

/** S12: what a start finds on damaged flash is the old, the new or a detected error, and a doubt blocks. */
export const s12: Rules = {
  damageRead(court, { lostKeys, invented, standing }) {
    court.check('S12')
    const isDetected = standing === 'damaged' || standing === 'unreadable'
    if (!isDetected && lostKeys.length > 0) {
      court.accuse('S12', {
        en: `${lostKeys.join(', ')}: lost from the flash, and the start does not notice`,
        zh: `${lostKeys.join('、')}：已从存储中丢失，启动时却未发现`,
      })
    }
    if (invented.length > 0) {
      court.accuse('S12', {
        en: `${invented.join(', ')}: read from the flash, but never written`,
        zh: `${invented.join('、')}：从存储中读出，却从未写入`,
      })
    }
  },
  shown(court, prompt, matter) {
    const { scene } = court.docket
    if (scene.mustBlock === 'no' || scene.supervisorClears || matter !== undefined) return undefined
    if (!workPrompts.has(prompt.name)) return undefined
    return court.accuse('S12', {
      en: `the flash may have lost an undo, and the screen shows "${prompt.name}" as if nothing were`,
      zh: `存储可能已丢失待冲正，屏幕却照常显示“${screenName(prompt.name)}”`,
    })
  },
}

/** S18: the journal only grows, and nothing is erased that stands nowhere else. */
export const s18: Rules = {
  bankErased(court, { bank, untold }) {
    if (untold === undefined || court.docket.scene.mustBlock !== 'no') return
    court.check('S18')
    if (untold.length === 0) return
    court.accuse('S18', {
      en: `bank ${bank} was erased while the other one tells nothing of ${untold.join(', ')}`,
      zh: `存储区 ${bank} 已擦除，而另一存储区没有 ${untold.join('、')} 的记录`,
    })
  },
  bankRewritten(court, { bank, untold }) {
    if (untold === undefined || court.docket.scene.mustBlock !== 'no') return
    court.check('S18')
    if (untold.length === 0) return
    court.accuse('S18', {
      en: `bank ${bank} was rewritten without ${untold.join(', ')}`,
      zh: `存储区 ${bank} 已重写，却没有 ${untold.join('、')} 的记录`,
    })
  },
}

const workPrompts: ReadonlySet<string> = new Set(['idle', 'enterAmount', 'presentCard'])
