import type { Exploration } from '../../scenarios/explore/exploration.ts'
import { explore } from '../../scenarios/explore/explore.ts'
import { catalogue } from '../../scenarios/shipped.ts'

/** A search that takes a second, wherever it runs. */
export function smallSearch(): Exploration {
  return explore(catalogue['response-lost'], { depth: 2, points: ['link.response.0210', 'host.commit'] })
}
