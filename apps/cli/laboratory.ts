import type { Lab, Profile } from '../../scenarios/index.ts'
import { labOf, scenario, shippedProfile } from '../../scenarios/index.ts'

/** Keys, cards and switches of a profile, for a side that runs as a process of its own and has no scenario. */
export function laboratoryOf(profile: Profile = shippedProfile('unionpay')): Lab {
  return labOf(scenario('process').build(), profile)
}
