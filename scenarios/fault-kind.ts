import { pointFamilies } from './point.ts'

/** The kind of a fault at a point, as `family=fault`, whatever the message, the record or the arguments are. */
export function kindOf(point: string, fault: string): string {
  const family = pointFamilies.find(({ stem, names }) => {
    return stem === point || (names.length > 0 && point.startsWith(`${stem}.`))
  })
  return `${family?.stem ?? point}=${fault.replace(/\(.*/, '')}`
}

/** Every kind of fault but those that no firmware survives. */
export const faultKinds: readonly string[] = pointFamilies.flatMap(({ stem, faults }) =>
  faults.filter(({ beyond }) => beyond !== true).map(({ name }) => `${stem}=${name}`),
)
