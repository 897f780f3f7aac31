import type { Lab, Profile } from '../../scenarios/index.ts'
import { labOf, probeCard, scenario, shippedProfile } from '../../scenarios/index.ts'

/** Keys, cards and switches of a profile, for a side that runs as a process of its own and has no scenario. */
export function laboratoryOf(profile: Profile = shippedProfile('unionpay')): Lab {
  const lab = labOf(scenario('process').build(), profile)
  // The probe's card closes a scenario; nobody else has it.
  return { ...lab, cards: new Map([...lab.cards].filter(([alias]) => alias !== probeCard.alias)) }
}
