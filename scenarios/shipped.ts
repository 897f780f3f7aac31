export type { ScenarioId } from './catalogue.generated.ts'

import type { ScenarioId } from './catalogue.generated.ts'
import { compiledProfiles, compiledScenarios } from './catalogue.generated.ts'
import { quote, suggest } from './nearest.ts'
import type { Profile } from './profile.ts'
import type { Scenario } from './scenario.ts'
import { UsageError } from './usage-error.ts'

/** The scenarios that ship, by id, in the order of the catalogue. */
export const catalogue = byId(compiledScenarios) as Readonly<Record<ScenarioId, Scenario>>

/** The profiles that ship, by name. */
export const profiles: Readonly<Record<string, Profile>> = byId(compiledProfiles)

/** The scenario with this id; throws SCENARIO_UNKNOWN. */
export function shippedScenario(id: string): Scenario {
  const found = (catalogue as Readonly<Record<string, Scenario>>)[id]
  if (found !== undefined) return found
  throw new UsageError(
    'SCENARIO_UNKNOWN',
    `no scenario is called ${quote(id)}`,
    suggest(id, Object.keys(catalogue), 'scenarios'),
  )
}

/** The profile with this name; throws PROFILE_UNKNOWN. */
export function shippedProfile(name: string): Profile {
  const found = profiles[name]
  if (found !== undefined) return found
  throw new UsageError(
    'PROFILE_UNKNOWN',
    `no profile is called ${quote(name)}`,
    suggest(name, Object.keys(profiles), 'profiles'),
  )
}

/** Without a prototype, so that no id finds what every object has. */
function byId<T extends { readonly id: string }>(all: readonly T[]): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(all.map((one) => [one.id, one])))
}
