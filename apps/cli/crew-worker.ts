import { extendTask } from './crew.ts'
import { hunt as huntFor } from './hunt.ts'
import { shrinkRun, swarmStretch } from './random-case.ts'

// The thread's side of a crew: each takes what it is handed as one list.

export const extend = (handed: Parameters<typeof extendTask>) => extendTask(...handed)
export const hunt = (handed: Parameters<typeof huntFor>) => huntFor(...handed)
export const swarm = (handed: Parameters<typeof swarmStretch>) => swarmStretch(...handed)
export const shrink = (handed: Parameters<typeof shrinkRun>) => shrinkRun(...handed)
