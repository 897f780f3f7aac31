import type { Change, Decide, Decision } from '../host/index.ts'
import { decide, serve } from '../host/index.ts'
import type { StageParts } from '../scenarios/index.ts'

/** A host that judges otherwise and is the same in everything else. */
export function deciding(judge: Decide): StageParts {
  return { serve: (store, door, config) => serve(store, door, config, judge), remembersNothing: true }
}

/** The right decision, written into the books otherwise. */
export function writing(change: (written: Change, decision: Decision) => Change | undefined): StageParts {
  return deciding((request, view, situation) => {
    const { change: written, ...rest } = decide(request, view, situation)
    const instead = written === undefined ? undefined : change(written, { ...rest, change: written })
    return instead === undefined ? rest : { ...rest, change: instead }
  })
}
