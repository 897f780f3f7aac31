import type { Mutant } from '../../mutants/index.ts'
import { mutants } from '../../mutants/index.ts'
import type { StageParts } from '../../scenarios/index.ts'
import { quote, suggest } from '../../scenarios/index.ts'
import { CommandError } from './command-error.ts'

/** The mutant of this name. Throws FIRMWARE_UNKNOWN. */
export function mutantNamed(name: string): Mutant {
  const found = mutants.find((mutant) => mutant.name === name)
  if (found !== undefined) return found
  const names = mutants.map((mutant) => mutant.name)
  throw new CommandError('FIRMWARE_UNKNOWN', `no firmware is called ${quote(name)}`, suggest(name, names, 'mutants'))
}

/** What to put in place of ours. Throws FIRMWARE_UNKNOWN. */
export function partsOf(name: string): StageParts {
  return mutantNamed(name).parts
}
