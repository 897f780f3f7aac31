import type { Rules } from './rules.ts'

/** S12: what a start finds on damaged flash is the old, the new or a detected error, and a doubt blocks. */
export const s12: Rules = {
  damageRead(court, { lostKeys, invented, standing }) {
    court.check('S12')
    const isDetected = standing === 'damaged' || standing === 'unreadable'
    if (!isDetected && lostKeys.length > 0)
      court.accuse('S12', `${lostKeys.join(', ')}: lost from the flash, and the start does not notice`)
    if (invented.length > 0) court.accuse('S12', `${invented.join(', ')}: read from the flash, but never written`)
  },
  shown(court, prompt, matter) {
    const { scene } = court.docket
    if (scene.mustBlock === 'no' || scene.supervisorClears || matter !== undefined) return undefined
    if (!workPrompts.has(prompt.name)) return undefined
    return court.accuse(
      'S12',
      `the flash may have lost an undo, and the screen shows "${prompt.name}" as if nothing were`,
    )
  },
}

/** S18: the journal only grows, and nothing is erased that stands nowhere else. */
export const s18: Rules = {
  bankErased(court, { bank, untold }) {
    if (untold === undefined || court.docket.scene.mustBlock !== 'no') return
    court.check('S18')
    if (untold.length === 0) return
    court.accuse('S18', `bank ${bank} was erased while the other one tells nothing of ${untold.join(', ')}`)
  },
  bankRewritten(court, { bank, untold }) {
    if (untold === undefined || court.docket.scene.mustBlock !== 'no') return
    court.check('S18')
    if (untold.length === 0) return
    court.accuse('S18', `bank ${bank} was rewritten without ${untold.join(', ')}`)
  },
}

const workPrompts: ReadonlySet<string> = new Set(['idle', 'enterAmount', 'presentCard'])
